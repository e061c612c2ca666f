"""QS413: a screener that says what to answer."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_YES = frozenset(["yes", "ja", "oui", "sí", "si", "true"])
_NO = frozenset(["no", "nein", "non", "false"])
_FREE = frozenset(["aged", "old", "older", "age", "consent", "agree", "willing", "born"])
"""Asked outright: age and willingness have no decoys."""


@rule(
    "QS413",
    source="Chandler & Paolacci (2017), Lie for a Dime; Sudman, Bradburn & Wansink (2004), Asking Questions",
)
def screener_reveals_answer(item: Item) -> Iterator[Notice]:
    """A yes-or-no question that decides who may take part.

    Why it matters
        People who are paid for taking part see which answer lets them in, and give it.

    Instead of
        text: Do you keep a cat?
        type: single
        options: {1: "Yes", 2: "No"}
        screen_out: ["2"]

    Write
        text: Which animals do you keep?
        type: multiple
        options: {1: A cat, 2: A dog, 3: A bird, 4: {label: None of these, exclusive: true}}
        screen_out: ["4"]
    """
    if item.type != "single" or not (item.screen_out or item.role == "screener"):
        return
    labels = {
        wording(option.label).folded.partition(" ,")[0] for option in item.options if not option.missing
    }
    text = wording(item.text)
    if labels & _YES and labels & _NO and len(labels) == 2 and not text.has(_FREE):
        yield Notice(
            "the answer that lets people in is plain to see",
            text.span_of_words(0, len(text.words)) if text.words else None,
            "ask with a list on which the answer wanted stands among others",
        )
