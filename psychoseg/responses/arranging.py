"""Answers in the order a questionnaire would list them: yes before no, ladders and ranges from low to high, ways out last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from psychoseg.responses.ladders import in_order

_WAYS_OUT = re.compile(
    r"(?:i )?(?:don'?t|do not) (?:know|remember|recall)(?:\W+(?:can(?:not|'t) (?:answer|say)|not sure|n/?a))?|not sure|unsure|can'?t say|cannot answer"
    r"|(?:i )?(?:prefer|would rather|rather|choose) not to (?:say|answer|disclose|tell)|no answer|refused?|decline to answer"
    r"|n/?a|not applicable(?: to me)?|(?:not eligible[\w\s]*|unfamiliar)\W+n/?a\W*"
    r"|weiss (?:ich )?nicht|keine angabe|trifft (?:auf mich )?nicht zu \(entfällt\)|ne sais? pas|je ne sais pas|sans réponse|non applicable"
    r"|no s[eé]|no sabe|prefiero no (?:decir|contestar|responder)|no aplica",
)
_YES_NO = (
    ("yes", "no"), ("true", "false"), ("ja", "nein"), ("oui", "non"), ("sí", "no"), ("si", "no"),
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d,.\s]*\d|\d")
_LOW = {"<", "under", "below", "less", "fewer", "than", "up", "younger", "or", "to", "at", "most", "unter", "bis", "weniger", "als", "moins", "de", "menos"}  # fmt: skip
_HIGH = {
    ">",
    "over",
    "above",
    "more",
    "older",
    "+",
    "plus",
    "least",
    "über",
    "mehr",
    "und",
    "más",
    "and",
}
_BETWEEN = {"-", "–", "—", "to", "between", "bis", "à", "a", "y", "and"}
_DATE = re.compile(r"(?:\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{1,2})", re.IGNORECASE)  # fmt: skip
_UNITS = {"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "k": 1e3, "m": 1e6}


def arranged(labels: Sequence[str]) -> tuple[list[str], bool]:
    """The labels in the order a questionnaire would list them, and whether all of that order is known.

    Ways out of answering come last, in the order given.

    Examples
    --------
    >>> arranged(["No", "I don't know", "Yes"])
    (['Yes', 'No', "I don't know"], True)
    >>> arranged(["45-60", "18-29", "> 60", "30-44"])
    (['18-29', '30-44', '45-60', '> 60'], True)
    >>> arranged(["Red", "Green"])
    (['Red', 'Green'], False)
    """
    answers = [label for label in labels if not way_out(label)]
    out = [label for label in labels if way_out(label)]
    folded = {_folded(label): label for label in answers}
    for pair in _YES_NO:
        if set(folded) == set(pair):
            return [folded[word] for word in pair] + out, True
    known = in_order(answers) or by_size(answers)
    return (known + out, True) if known else (answers + out, False)


def way_out(label: str) -> bool:
    """Whether an answer says that there is none.

    Examples
    --------
    >>> way_out("Don't know"), way_out("I know no such shop")
    (True, False)
    """
    return bool(_WAYS_OUT.fullmatch(_folded(label)))


def mistaken_for_a_date(label: str) -> bool:
    """Whether a spreadsheet may have made a date of a range, as Jun-25 of 6-25.

    Examples
    --------
    >>> mistaken_for_a_date("Jun-25"), mistaken_for_a_date("June")
    (True, False)
    """
    return bool(_DATE.fullmatch(label.strip()))


def by_size(labels: Sequence[str]) -> list[str]:
    """Ranges of one thing from the smallest to the largest; none where they are not.

    Examples
    --------
    >>> by_size(["5-9 people", "10 or more people", "Fewer than 5 people"])
    ['Fewer than 5 people', '5-9 people', '10 or more people']
    >>> by_size(["Windows 7", "Windows 10", "Windows 8"])
    []
    """
    if len(labels) < 3:
        return []
    found = [_range(label) for label in labels]
    if any(one is None for one in found):
        return []
    ranges = [one for one in found if one is not None]
    things = {thing for _, _, thing in ranges} - {frozenset()}
    starts = [start for start, _, _ in ranges]
    if len(things) > 1 or len(set(starts)) < len(starts) or sum(wide for _, wide, _ in ranges) < 2:
        return []
    return [label for _, label in sorted(zip(starts, labels, strict=True))]


def _range(label: str) -> tuple[float, bool, frozenset[str]] | None:
    """Where a range starts, whether it is one rather than a number, and the words that say of what."""
    text = _folded(label)
    numbers = _NUMBER.findall(text)
    if not 1 <= len(numbers) <= 2 or mistaken_for_a_date(label):
        return None
    words = re.findall(r"[^\W\d_]+|[<>+–—-]", _NUMBER.sub(" ", text))
    scale = next((_UNITS[word] for word in words if word in _UNITS), 1.0)
    digits = re.sub(r"[^\d]", "", numbers[0]) if re.search(r"[,.\s]\d{3}\b", numbers[0]) else numbers[0]
    try:
        start = float(digits.replace(",", ".").rstrip(".")) * scale
    except ValueError:
        return None
    thing = frozenset(words) - _LOW - _HIGH - _BETWEEN - set(_UNITS)
    if len(numbers) == 2:
        return start, bool(set(words) & _BETWEEN), thing
    low, high = set(words) & (_LOW - _HIGH), set(words) & _HIGH
    if high and not low & {
        "<",
        "under",
        "below",
        "less",
        "fewer",
        "up",
        "younger",
        "unter",
        "weniger",
        "moins",
        "menos",
    }:
        return start + 1e-6, True, thing
    return (start - 1e-6, True, thing) if low else (start, False, thing)


def _folded(label: str) -> str:
    return " ".join(label.replace("’", "'").casefold().split()).strip(" .")
