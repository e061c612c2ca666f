"""Ranges written in any of the usual ways: whole partitions pass, and one fault is found where it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.lint.ranges import ranges, read_range
from psychoseg.lint.rules.duplicate_options import duplicate_options
from psychoseg.lint.rules.gap_in_ranges import gap_in_ranges
from psychoseg.lint.rules.overlapping_ranges import overlapping_ranges
from psychoseg.questionnaire.model import Item, Option

# a and b are a range's ends, c is one step above b, p one step below a.
CLOSED = {
    "en": ["{a}–{b}", "{a}-{b}", "{a} - {b}", "{a} to {b}", "from {a} to {b}", "between {a} and {b}", "{a} to less than {c}",
           "{a} but less than {c}", "≥{a} and <{c}", "More than {p} up to {b}", "Medium ({a}–{b})"],
    "de": ["{a}–{b}", "{a} bis {b}", "von {a} bis {b}", "zwischen {a} und {b}", "{a} bis unter {c}", "über {p} bis {b}"],
    "fr": ["{a}–{b}", "{a} à {b}", "de {a} à {b}", "entre {a} et {b}", "de {a} à moins de {c}"],
    "es": ["{a}–{b}", "{a} a {b}", "de {a} a {b}", "entre {a} y {b}", "de {a} a menos de {c}"],
}  # fmt: skip
LOWEST = {
    "en": ["Less than {c}", "Under {c}", "fewer than {c}", "<{c}", "Up to {b}", "{b} or less", "≤ {b}", "No more than {b}", "At most {b}"],
    "de": ["unter {c}", "weniger als {c}", "bis {b}", "bis zu {b}", "höchstens {b}", "{b} oder weniger"],
    "fr": ["moins de {c}", "jusqu'à {b}", "au plus {b}", "{b} ou moins"],
    "es": ["menos de {c}", "hasta {b}", "como máximo {b}", "{b} o menos"],
}  # fmt: skip
HIGHEST = {
    "en": ["{a} or more", "{a}+", "{a} and over", "More than {p}", "Over {p}", "At least {a}", "≥{a}", "> {p}", "{a} or above"],
    "de": ["{a} und mehr", "ab {a}", "mehr als {p}", "über {p}", "mindestens {a}", "{a} oder mehr"],
    "fr": ["{a} et plus", "{a} ou plus", "plus de {p}", "à partir de {a}", "au moins {a}"],
    "es": ["{a} o más", "más de {p}", "a partir de {a}", "al menos {a}"],
}  # fmt: skip
UNITS = {
    "duration": {"en": " hours", "de": " Stunden", "fr": " heures", "es": " horas"},
    "age": {"en": " years", "de": " Jahre", "fr": " ans", "es": " años"},
    "distance": {"en": " km", "de": " km", "fr": " km", "es": " km"},
}
MONEY = {
    "en": ["${}", "£{}", "{} euros"],
    "de": ["{} €", "{} Euro"],
    "fr": ["{} €", "{} euros"],
    "es": ["{} €", "{} euros"],
}
LARGEST = {"count": 400, "age": 100, "money": 90_000, "duration": 60, "distance": 600}


@dataclass(frozen=True)
class Style:
    """How numbers are written: their language, what they count, and where the unit stands."""

    language: str
    kind: str
    money: str = "{}"
    unit: str = ""

    def number(self, value: int) -> str:
        if self.kind == "distance":
            return f"{value / 10:.1f}".replace(".", "." if self.language == "en" else ",")
        separator = {"en": ",", "fr": "\u202f"}.get(self.language, ".")
        return self.money.format(f"{value:,}".replace(",", separator))

    def label(self, form: str, low: int, high: int) -> str:
        numbers = {
            name: self.number(value)
            for name, value in zip("abcp", (low, high, high + 1, low - 1), strict=True)
        }
        last = max(form.find(f"{{{name}}}") for name in "abcp")
        return form[: last + 3].format(**numbers) + self.unit + form[last + 3 :]


@dataclass(frozen=True)
class Partition:
    """Whole numbers divided among answers, each with its form."""

    style: Style
    cuts: tuple[int, ...]
    forms: tuple[str, ...]

    def ends(self, place: int) -> tuple[int, int]:
        return self.cuts[place], self.cuts[place + 1] - 1

    @property
    def labels(self) -> list[str]:
        return [self.style.label(form, *self.ends(place)) for place, form in enumerate(self.forms)]


def asked(labels: list[str], language: str) -> Item:
    options = tuple(Option(str(number), label) for number, label in enumerate(labels, 1))
    return Item("q", "How many?", "single", "behaviour", options=options, language=language)


@st.composite
def partitions(draw: st.DrawFn) -> Partition:
    language = draw(st.sampled_from(sorted(CLOSED)))
    kind = draw(st.sampled_from(sorted(LARGEST)))
    money = draw(st.sampled_from(MONEY[language])) if kind == "money" else "{}"
    unit = UNITS.get(kind, {}).get(language, "")
    style = Style(language, kind, money, draw(st.sampled_from(["", unit])))
    widths = draw(st.lists(st.integers(4, LARGEST[kind] // 6), min_size=4, max_size=6))
    cuts = [draw(st.integers(1, 5))]
    for width in widths:
        cuts.append(cuts[-1] + width)
    # Where there are numbers between whole ones, "under 9" and "over 8" share some.
    unused = draw(st.sampled_from(["{c}", "{p}"])) if unit or kind == "distance" else "none"

    def form(forms: dict[str, list[str]]) -> str:
        return draw(st.sampled_from([form for form in forms[language] if unused not in form]))

    forms = [form(LOWEST), *(form(CLOSED) for _ in widths[2:]), form(HIGHEST)]
    return Partition(style, tuple(cuts), tuple(forms))


def faults(labels: list[str], language: str) -> list[str]:
    item = asked(labels, language)
    return [
        notice.message
        for rule in (overlapping_ranges, gap_in_ranges, duplicate_options)
        for notice in rule.on_item(item)
    ]


@settings(deadline=None, max_examples=400)
@given(partitions(), st.booleans())
def test_a_whole_partition_is_passed_in_silence_in_any_style_and_direction(partition, downward):
    labels = partition.labels[::-1] if downward else partition.labels

    assert faults(labels, partition.style.language) == [], labels
    assert len(ranges(asked(labels, partition.style.language)).listed) == len(labels)


@settings(deadline=None, max_examples=400)
@given(partitions(), st.data())
def test_an_overlap_is_found_at_the_two_answers_that_share_numbers(partition, data):
    place = data.draw(st.integers(1, len(partition.forms) - 2))
    low, high = partition.ends(place)
    labels = partition.labels
    labels[place] = partition.style.label("{a}–{b}", low, high + data.draw(st.integers(1, 3)))

    (message,) = faults(labels, partition.style.language)

    assert message == f"“{labels[place]}” and “{labels[place + 1]}” share a number"


@settings(deadline=None, max_examples=400)
@given(partitions(), st.data())
def test_a_gap_is_found_between_the_two_answers_that_leave_it(partition, data):
    place = data.draw(st.integers(1, len(partition.forms) - 2))
    low, high = partition.ends(place)
    labels = partition.labels
    labels[place] = partition.style.label("{a}–{b}", low, high - data.draw(st.integers(1, 2)))

    (message,) = faults(labels, partition.style.language)

    assert message == f"no answer fits between “{labels[place]}” and “{labels[place + 1]}”"


@settings(deadline=None, max_examples=400)
@given(partitions(), st.data())
def test_the_same_range_written_twice_is_found_as_such(partition, data):
    place = data.draw(st.integers(1, len(partition.forms) - 2))
    language = partition.style.language
    inclusive = [form for form in CLOSED[language] if "{c}" not in form and "{p}" not in form]
    first, second = data.draw(st.permutations(inclusive))[:2]
    labels = partition.labels
    labels[place] = partition.style.label(first, *partition.ends(place))
    labels.insert(place + 1, partition.style.label(second, *partition.ends(place)))

    messages = faults(labels, language)

    assert messages == [f"“{labels[place]}” and “{labels[place + 1]}” hold the same numbers"]


def test_an_overlap_of_plain_ranges_carries_its_repair():
    item = asked(["0–5", "5–10", "11 or more"], "en")

    (notice,) = overlapping_ranges.on_item(item)

    assert notice.fix is not None
    (edit,) = notice.fix.edits
    assert (edit.option, edit.key, edit.value) == ("1", "label", "0–4")


def test_no_repair_is_offered_where_words_stand_around_the_numbers():
    item = asked(["0 to 5 hours", "5 to 10 hours", "11 hours or more"], "en")

    (notice,) = overlapping_ranges.on_item(item)

    assert notice.fix is None


@pytest.mark.parametrize(
    ("labels", "severity"),
    [
        (["0–5", "5–10", "11 or more"], "error"),
        (["1–3 years", "3–5 years", "6 years or more"], "warning"),
        (["0.0–1.5 km", "1.5–3.0 km", "3.1 km or more"], "info"),
        (["2–4 years", "3–6 years", "7 years or more"], "error"),
    ],
)
def test_a_shared_end_matters_less_on_what_is_measured_than_on_what_is_counted(labels, severity):
    (notice,) = overlapping_ranges.on_item(asked(labels, "en"))

    assert (notice.severity or overlapping_ranges.severity).label == severity


@pytest.mark.parametrize(
    ("label", "language", "low", "high"),
    [
        ("$10–20k", "en", 10_000, 20_000),
        ("1.5–2.5k", "en", 1_500, 2_500),
        ("18 - 24 yrs old", "en", 18, 24),
        ("one to three", "en", 1, 3),
        ("1.500 bis 1.999 €", "de", 1_500, 1_999),
        ("1 000 à 1 999 €", "fr", 1_000, 1_999),
        ("1,5 bis 2,5 km", "de", 1.5, 2.5),
        ("1990–1999", "en", 1990, 1999),
        ("twice", "en", 2, 2),
        ("None", "en", 0, 0),
        ("Keine", "de", 0, 0),
    ],
)
def test_numbers_are_read_as_they_are_written(label, language, low, high):
    found = read_range(label, language)

    assert found is not None
    assert (found.low / found.unit, found.high / found.unit) == (low, high)


@pytest.mark.parametrize(
    "label",
    [
        "Every 2 to 3 months",
        "By 31st May 2026",
        "9:00–12:00",
        "Yes, 1–2 times",
        "Route 66",
        "Tea",
        "",
        "+",
        "-",
        "–5",
        "1/2",
        "((",
        "1–2–3",
    ],
)
def test_what_is_no_range_is_left_alone(label):
    assert read_range(label) is None


def test_things_that_are_not_the_same_are_not_compared():
    mixed = asked(["1–2 adults", "1–2 children", "3–4 children"], "en")
    per = asked(["1–2 times a week", "1–2 times a month", "3–4 times a month"], "en")

    assert ranges(mixed).listed == ranges(per).listed == ()


def test_a_unit_named_once_holds_for_all():
    listed = ranges(asked(["0–5", "6–10", "11 minutes or more"], "en")).listed

    assert {entry.unit for entry in listed} == {1.0}
    assert ranges(asked(["0–5", "6–10", "11 hours or more"], "en")).listed[0].high == 300


def test_an_item_that_is_no_single_choice_has_no_ranges():
    item = replace(asked(["0–5", "5–10"], "en"), type="multiple")

    assert ranges(item).listed == ()
