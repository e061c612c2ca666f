from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.documents.plain import from_plain, parse_json, to_json, to_plain
from psychoseg.errors import ModelError


@dataclass(frozen=True)
class Part:
    name: str
    size: float


@dataclass(frozen=True)
class Whole:
    parts: tuple[Part, ...]
    pair: tuple[str, int]
    note: str | None = None
    by_name: dict[str, float] = field(default_factory=dict)


numbers = st.floats(allow_nan=False, allow_infinity=False)
parts = st.builds(Part, st.text(max_size=5), numbers)
wholes = st.builds(
    Whole,
    st.lists(parts, max_size=3).map(tuple),
    st.tuples(st.text(max_size=3), st.integers()),
    st.none() | st.text(max_size=3),
    st.dictionaries(st.text(max_size=3), numbers, max_size=3),
)


@given(wholes)
def test_a_value_survives_json_exactly(whole):
    text = to_json(whole).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")

    assert from_plain(Whole, parse_json(text, "x.json")) == whole


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1: "a"}, {1, 2}, b"bytes", print])
def test_what_is_not_data_is_refused(value):
    with pytest.raises(ModelError, match="not plain data|not a text"):
        to_plain({"x": value} if not isinstance(value, dict) else value)


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        ({"pair": ["a", 1]}, "lacks parts"),
        ({"parts": [], "pair": ["a", 1], "extra": 1}, "has unknown extra"),
        ({"parts": {}, "pair": ["a", 1]}, "x.parts should be a list"),
        ({"parts": [], "pair": ["a"]}, "x.pair should have 2 entries"),
        ({"parts": [], "pair": ["a", True]}, r"x.pair\[1\] should be int"),
        ({"parts": [{"name": 1, "size": 1.0}], "pair": ["a", 1]}, r"x.parts\[0\].name should be str"),
        ([], "x should be a mapping"),
    ],
)
def test_data_of_another_shape_is_refused_with_its_place(plain, message):
    with pytest.raises(ModelError, match=message):
        from_plain(Whole, plain, "x")


@pytest.mark.parametrize("text", ["[NaN]", "[Infinity]", "{", "[" * 100_000])
def test_json_that_is_not_ours_is_refused(text):
    with pytest.raises(ModelError, match=r"x\.json"):
        from_plain(Whole, parse_json(text, "x.json"), "x.json")
