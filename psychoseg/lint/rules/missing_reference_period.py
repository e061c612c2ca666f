"""QC212: a count without its period."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_COUNTS = Pattern(
    BEGIN
    + r"(how (?:many|much) (?:[\w'-]+ ){1,4}?(?:do|did) you (?:watch|buy|drink|eat|read|visit|use|spend|make|take|order|see|smoke|walk|drive|travel|cook|play))\b",
    "watch buy drink eat read visit use spend make take order see smoke walk drive travel cook play",
)
_INCOME = Pattern(
    BEGIN
    + r"(what(?: is|'s| was) your (?:household |family |personal |total )?(?:income|salary|wage|earnings))(?= \?| level| range|$)",
    "income salary wage earnings",
)
_PERIOD = Pattern(
    r"\b(?:day|days|week|weeks|weekly|month|months|monthly|year|years|yearly|yesterday|today|daily|hour|hours|last|past|previous|usual|usually|typical|typically|average|per|ever|during|since|season|night|morning|evening|weekend|lifetime|summer|winter)\b"
)


@rule(
    "QC212",
    languages=("en",),
    severity=Severity.INFO,
    source="Willis & Lessler (1999), Question Appraisal System QAS-99, step 3d",
)
def missing_reference_period(item: Item) -> Iterator[Notice]:
    """A count or an amount without the time it is counted in.

    Why it matters
        One person thinks of a day and the next of a month, and the numbers cannot be compared.

    Instead of
        How many postcards do you buy?

    Write
        In the last 6 months, how many postcards did you buy?
    """
    text = wording(item.text)
    if is_statement(item):
        return
    income = text.search(_INCOME)
    if income is not None and not _PERIOD.search(text.folded) and not item.unit and not answers(item):
        yield Notice(
            "neither the period nor gross or net is named",
            text.span_of(income, 1),
            "say which: “What was your household’s income before tax last year?”",
            severity=Severity.WARNING,
        )
    match = text.search(_COUNTS)
    if (
        match is not None
        and not _PERIOD.search(text.folded)
        and not any(_PERIOD.search(one) for one in answers(item))
    ):
        yield Notice("no period is named", text.span_of(match, 1), "begin with one: “In the last 30 days, …”")
