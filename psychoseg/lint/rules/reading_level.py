"""QC208: long words in long sentences."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_FEWEST_WORDS = 14
_LONG_WORD = 9
_MOST_LONG = 0.34


@rule(
    "QC208",
    languages=("en",),
    severity=Severity.INFO,
    source="Lenzner, Kaczmirek & Lenzner (2010), Cognitive Burden of Survey Questions and Response Times",
)
def reading_level(item: Item) -> Iterator[Notice]:
    """A sentence with many long words.

    Why it matters
        The harder a text is to read, the more people guess, leave out or stop.

    Instead of
        To what extent do municipal administrative procedures concerning residential registration nowadays necessitate considerable improvement?

    Write
        How easy or difficult is it to register a new address at the town hall?
    """
    text = wording(item.text)
    words = [word for word in text.question.split() if word[:1].isalpha()]
    if len(words) >= _FEWEST_WORDS:
        long = sum(len(word) >= _LONG_WORD for word in words)
        if long / len(words) >= _MOST_LONG:
            yield Notice(
                f"{long} of {len(words)} words have {_LONG_WORD} letters or more",
                None,
                "say it in shorter words, as to a neighbour",
            )
