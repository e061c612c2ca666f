"""QR316: "Other" and "Don't know" in the middle of the list."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item, Option

_FEWEST = 4
"""In a list of three, an undecided answer between yes and no is where people look for it."""


@rule(
    "QR316",
    languages=("en",),
    source="Krosnick & Alwin (1987), An Evaluation of a Cognitive Theory of Response-Order Effects",
)
def option_order(item: Item) -> Iterator[Notice]:
    """A list with "Other", "None of these" or "Don't know" before the last answer of substance.

    Why it matters
        People read until an answer will do; one that always does stops them before they have seen the
        rest.

    Instead of
        Where do you buy bread? [Bakery | Somewhere else | Supermarket | Market stall]

    Write
        Where do you buy bread? [Bakery | Supermarket | Market stall | Somewhere else]
    """
    if len(item.options) < _FEWEST:
        return
    escapes = [_belongs_last(option) for option in item.options]
    substance = [place for place, escape in enumerate(escapes) if not escape]
    for place, option in enumerate(item.options):
        if escapes[place] and substance and 0 < place < substance[-1]:
            yield Notice(
                f"“{visible(option.label)}” stands before other answers",
                None,
                "move it to the end of the list",
            )


def _belongs_last(option: Option) -> bool:
    label = option.label.lower().partition("(")[0].partition(",")[0].partition(":")[0].strip(" .…")
    return label.replace("’", "'") in lexicon("answers")["last"]
