"""QC213: a question about everything at once."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_BROAD = Pattern(
    BEGIN
    + r"((?:what do you think|how do you feel) (?:about|of) (?:[\w'-]+|the (?:\w+)|(?:our|this) (?:company|organi[sz]ation|brand|products?|services?|website|app|school|university|hospital|store|shop|firm|business|team))) \?"
)
_EVERYTHING = Pattern(
    BEGIN
    + r"((?:rate|evaluate|judge|describe|tell us|share) (?:everything|anything|all your thoughts|the (?:whole|entire) [\w-]+))\b"
)
_ALIKE = Pattern(
    r"^((?:do you (?:like|enjoy) (?:this|our|the) (?:[\w-]+ )?(?:product|service|app|website|company|brand|design|course|event|idea|tool|class|concept|prototype))) \?"
)


@rule(
    "QC213",
    languages=("en",),
    source="Fowler (1995), Improving Survey Questions",
)
def too_general(item: Item) -> Iterator[Notice]:
    """A question about a whole thing with no aspect named.

    Why it matters
        Each person answers about another part of it, and nobody can act on the sum.

    Instead of
        What do you think about transport?

    Write
        What, if anything, would you change about the night buses?
    """
    text = wording(item.text)
    if is_statement(item):
        return
    match = _BROAD.search(text.folded) or _ALIKE.search(text.folded) or _EVERYTHING.search(text.folded)
    if match is not None:
        yield Notice("no aspect is named", text.span_of(match, 1), "name the aspect you can act on")
