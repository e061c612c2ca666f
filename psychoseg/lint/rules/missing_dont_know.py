"""QR308: a question of fact that everyone must know the answer to."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.escapes import escape_kind
from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_FACT = Pattern(
    BEGIN
    + r"((?:in |about |roughly |approximately )?(?:what|which) (?:year|month|date|age|percentage|share|size|brand|model)"
    r"|when (?:was|were|did|is)|how (?:many|old|long ago|large|far)|what (?:is|was) the (?:size|age|capital|name|number)"
    r"|did your (?:employer|parents?|doctor|school|company|landlord|mother|father)|does your (?:employer|company|school|landlord))\b"
)
_ABOUT_ONESELF = Pattern(
    r"\b(?:are you|were you born|did you (?:eat|drink)|do you (?:own|have)|yesterday|today)\b"
)
_KNOWS = frozenset(["unknown", "inapplicable"])


@rule(
    "QR308",
    severity=Severity.OFF,
    languages=("en",),
    source="Krosnick et al. (2002), The Impact of “No Opinion” Response Options on Data Quality",
)
def missing_dont_know(item: Item) -> Iterator[Notice]:
    """A question of fact without "Don't know".

    Why it matters
        People who do not know guess, and a guess looks like knowledge. In questions of opinion the same
        answer loses real opinions, so this rule is off unless it is asked for, and looks at facts only.

    Instead of
        When was your kitchen floor laid? [Before 1990 | 1990 to 2009 | 2010 or later]

    Write
        When was your kitchen floor laid? [Before 1990 | 1990 to 2009 | 2010 or later | Don’t know]
    """
    text = wording(item.text)
    if item.type != "single" or any(
        option.missing or escape_kind(option.label, item.language) in _KNOWS for option in item.options
    ):
        return
    fact = _FACT.search(text.folded)
    if fact is not None and not _ABOUT_ONESELF.search(text.folded):
        yield Notice(
            "nobody can say they do not know", text.span_of(fact, 1), "add “Don’t know” after the last answer"
        )
