"""QC215: a "you" that may be a household."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_SHARED = Pattern(
    BEGIN
    + r"((?:do|did|how many [\w-]+ do|which [\w-]+ do) you (?:have|own|rent|pay for|spend on|buy)) (?:[\w'-]+ ){0,4}?(?:car|cars|washing machine|dishwasher|television|televisions|garden|heating|groceries|rent|electricity|internet|fridge|refrigerator|freezer|pet|pets|dog|cat)\b"
)
_SAID = Pattern(r"\b(?:household|home|personally|yourself|family|anyone|your own|together)\b")


@rule(
    "QC215",
    languages=("en",),
    severity=Severity.OFF,
    source="Payne (1951), The Art of Asking Questions",
)
def ambiguous_you(item: Item) -> Iterator[Notice]:
    """A "you" that may be one person or a household.

    Why it matters
        In a household of four, four people can say that they own the same thing, or nobody does.

    Instead of
        Do you own a freezer?

    Write
        Does your household, you included, own a freezer?
    """
    text = wording(item.text)
    if is_statement(item):
        return
    match = _SHARED.search(text.folded)
    if match is not None and not _SAID.search(text.folded):
        yield Notice(
            "“you” may be one person or all who live together",
            text.span_of(match, 1),
            "write “you yourself” or “your household”",
        )
