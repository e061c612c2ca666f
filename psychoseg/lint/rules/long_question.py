"""QC209: more than a reader holds."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

LONG, TOO_LONG = 25, 50
"""Words of the sentence that asks."""


@rule(
    "QC209",
    source="Boynton & Greenhalgh (2004), Selecting, Designing, and Developing Your Questionnaire; Tourangeau, Rips & Rasinski (2000), The Psychology of Survey Response",
)
def long_question(item: Item) -> Iterator[Notice]:
    """A sentence of more than 50 words.

    Why it matters
        Readers have forgotten its beginning at its end, and answer the last part.

    Instead of
        If you noticed on your way home that a neighbour who had told you that they would be away for a month had left a window open on the ground floor while rain was forecast for the night and nobody else seemed to be at home, what would you do?

    Write
        Your neighbour is away and has left a window open. What would you do?
    """
    text = wording(item.text)
    count = sum(word[:1].isalnum() for word in text.question.split())
    if count > LONG:
        yield Notice(
            f"the question has {count} words",
            None,
            "move definitions and conditions to a help text, and ask in 20 words",
            severity=None if count > TOO_LONG else Severity.INFO,
        )
