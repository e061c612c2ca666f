"""Texts told apart many at a time are told as each would be by itself."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from psychoseg.responses.carelessness import is_nonsense, say_nothing
from psychoseg.responses.privacy.scrubbing import scrub, untouched

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ODD = " .,'’“–?!ßéäöñøſıİÀÝÿ\u00a0\u00ad\u200b٤²ªº×好😀ﬁ\u212a@:0123456789"
WORDS = (
    "my name is",
    "ich HEISSE",
    "call me",
    "Ann",
    "www.",
    "http://a",
    "qwer",
    "asdf",
    "blah",
    "schßtr",
    "rhythm",
    "tea",
)
TEXT = st.one_of(
    st.text(LETTERS + "  ", max_size=24),
    st.text(LETTERS + ODD, max_size=24),
    st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT, max_size=12))
@example([f"it is {chr(code)} good tea, schtr{chr(code)}ng" for code in range(0x20, 0x2100)])
def test_answers_that_say_nothing_are_the_same_many_at_a_time(texts):
    assert say_nothing(texts).tolist() == [is_nonsense(text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT, max_size=12))
@example([f"my nam{chr(code)} is {chr(code)} ann" for code in range(0x20, 0x2100)])
def test_what_is_left_untouched_is_what_scrubbing_would_not_change(texts):
    for text, same in zip(texts, untouched(texts), strict=True):
        found = scrub(text, (), ("GB", "NL", "DE", "AT"))
        assert not same or (found.text == text and not found.masks)


def test_ordinary_answers_need_no_second_look():
    texts = ["It keeps me warm in winter.", "Très bien, j’espère!", "Weil es gut schmeckt"]

    assert untouched(texts).all()
    assert not say_nothing(texts).any()
