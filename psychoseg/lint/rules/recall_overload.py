"""QC211: more than a memory holds."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_COUNTED = frozenset(
    [
        "portion",
        "portions",
        "glasses",
        "snack",
        "e-mail",
        "email",
        "call",
        "message",
        "grocery",
        "groceries",
        "supermarket",
        "website",
        "food",
        "bus",
        "television",
        "tv",
        "film",
        "minutes",
        "hours",
        "coffees",
        "cups",
        "meals",
        "snacks",
        "drinks",
        "e-mails",
        "emails",
        "calls",
        "messages",
        "texts",
        "songs",
        "films",
        "movies",
        "articles",
        "books",
        "websites",
        "buses",
        "trips",
        "purchases",
        "sandwiches",
        "apples",
        "pages",
        "coffee",
        "cup",
        "meal",
    ]
)
_TRIGGERS = frozenset(
    ["minutes", "hours", "year", "years", "months", "ever", "lifetime", "life", "days", "weeks"]
)
_PERIOD = Pattern(
    r"\b(?:(?:in|over|during|for|within) )?(?:the )?(?:past|last|previous) (?:(?P<number>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve) )?(?P<unit>day|days|week|weeks|month|months|year|years|decade)\b",
    "past last previous",
)
_SMALL = Pattern(r"\bhow (?:many|much) (?P<what>minutes|hours)\b")
_COUNT = Pattern(
    r"\bhow (?:many|often|many times) (?:[\w'-]+ ){0,6}?(?P<act>coffees?|cups?|meals?|snacks?|drinks?|e-mails?|emails?|calls?|messages?|texts?|songs?|films?|movies?|articles?|books?|websites?|buses|trips?|purchases?|sandwiches|apples|pages)\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_MOST_DAYS = {"minutes": 14, "hours": 45}
_LONG = 366
_HALF_A_YEAR = 180
_DAILY = Pattern(
    r"\bhow (?:many|often) (?:[\w'-]+ ){0,8}?(?:portions?|glasses|cups?|coffees?|snacks?|meals?|e-mails?|emails?|calls?|messages?|grocery|groceries|supermarket|website|web site|fast food|bus|television|tv)\b"
)


@rule(
    "QC211",
    languages=("en",),
    source="Tourangeau, Rips & Rasinski (2000), The Psychology of Survey Response; Schwarz & Oyserman (2001), Asking Questions About Behavior",
)
def recall_overload(item: Item) -> Iterator[Notice]:
    """A count or a duration over a time nobody remembers.

    Why it matters
        Beyond some weeks people no longer count, they estimate from a typical day, and round.

    Instead of
        Over the past 90 days, how many minutes did you spend brushing your dog?

    Write
        Yesterday, how many minutes did you spend brushing your dog?
    """
    text = wording(item.text)
    if is_statement(item) or not text.has(_TRIGGERS):
        return
    period = text.search(_PERIOD) if text.has(_COUNTED) else None
    if period is None:
        return
    days = _length(period["number"], period["unit"])
    small = _SMALL.search(text.folded)
    acts = _COUNT.search(text.folded)
    daily = _DAILY.search(text.folded) if days >= _HALF_A_YEAR and "average" not in text.vocabulary else None
    too_small = daily is not None or (
        small is not None and days > _MOST_DAYS[small["what"]] and "average" not in text.words
    )
    if too_small or (acts is not None and days > _LONG):
        yield Notice(
            "nobody remembers this over so long a time",
            text.span_of(period),
            "shorten the period: yesterday, the last 7 days, the last 30 days",
            severity=None if too_small else Severity.INFO,
        )


def _length(number: str | None, unit: str) -> int:
    count = 1 if number is None else _NUMBERS.get(number) or int(number)
    return count * _DAYS[unit.removesuffix("s")]
