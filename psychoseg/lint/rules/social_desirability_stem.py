"""QW112: good conduct asked for with a yes or no."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(
    ["vote", "voted", "recycle", "wash", "exercise", "donate", "volunteer", "smoke", "drink", "speed", "drugs", "read", "floss", "church", "brush", "litter", "cheat", "care", "shoplifted", "stolen", "cheated", "illegally", "lied", "driven"]
)  # fmt: skip
_CONDUCT = Pattern(
    BEGIN
    + r"((?:do|did|have) you (?:ever |always |usually |regularly )?(?:vote|voted|recycle|wash your hands|exercise|donate|volunteer|smoke|drink (?:alcohol|and drive)|speed|take drugs|use drugs|read to your|floss|go to church|brush your teeth|drop litter|litter|cheat))\b"
)
_ADMITS = Pattern(
    BEGIN
    + r"((?:have you ever (?:[\w]+ )?(?:shoplifted|stolen|cheated|lied (?:to|on|about)|driven (?:a car |a vehicle )?(?:after|while|when) (?:having|drinking|drunk|you)|plagiari[sz]ed|bribed)|do you care about (?!your (?:own )?(?:children|child))|(?:do|did|have) you (?:[\w'-]+ ){1,6}?illegally))\b"
)
_GOOD = Pattern(
    r"\b(?:recycle|wash your hands|exercise|donate|volunteer|floss|read to your|brush your teeth)$"
)
_PERIOD = Pattern(r"\b(?:in|during|over) (?:the )?(?:last|past)\b|\byesterday\b|\bin the .{1,30} election\b")


@rule(
    "QW112",
    languages=("en",),
    severity=Severity.INFO,
    source="Tourangeau & Yan (2007), Sensitive Questions in Surveys",
)
def social_desirability_stem(item: Item) -> Iterator[Notice]:
    """A yes-or-no question about conduct that people like to claim or to hide.

    Why it matters
        More people say that they vote, wash their hands and recycle than do.

    Instead of
        Do you recycle? [Yes | No]

    Write
        In the last 7 days, on how many days did you sort waste? [None | 1 or 2 | 3 or more]
    """
    text = wording(item.text)
    if is_statement(item) or not text.has(_TRIGGERS):
        return
    admits = _ADMITS.search(text.folded)
    match = admits or _CONDUCT.search(text.folded)
    if match is not None and not _PERIOD.search(text.folded):
        yield Notice(
            "people claim more of this than they do, or admit less",
            text.span_of(match, 1),
            "ask how often in a stated period, and let people answer unseen",
            severity=Severity.WARNING if admits or _GOOD.search(match[1]) else None,
        )
