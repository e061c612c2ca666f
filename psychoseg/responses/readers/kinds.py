"""What a column seems to hold, from its answers alone: a first guess, where the file does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

SAMPLE = 3_000
"""Answers looked at: the first ones, and others spread over the rest."""

NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?(?:[eE][+-]?[0-9]{1,3})?\Z")
_DATE = re.compile(
    r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2}))"
    r"(?:[ T,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|[+-][0-9:]{2,6}|[A-Z]{3,5}[+-]?[0-9:]*))?)?\Z"
)
_SEPARATORS = (";", ", ", "; ", " | ", "|")
_MOST_CODES, _MOST_LABELS = 15, 25


def is_date(text: str) -> bool:
    """Whether a text is a day, or a day and a time, in a common way of writing.

    Examples
    --------
    >>> is_date("2019/08/05 10:15:22 PM GMT+2"), is_date("12-31")
    (True, False)
    """
    return bool(_DATE.match(text.strip()))


def is_number(text: str) -> bool:
    """Whether a text is a number, with a point or a comma."""
    return bool(NUMBER.match(text.strip()))


def kind_of(texts: Iterable[str] | Mapping[str, int]) -> tuple[str, str]:
    """What a sample of cells, or of different cells with their counts, seems to hold; and the separator where they are lists.

    Examples
    --------
    >>> kind_of(["1", "2", "2", "5", ""])
    ('single', '')
    >>> kind_of([f"{n}.5" for n in range(40)])
    ('numeric', '')
    >>> kind_of(["Tea;Milk", "Tea", "Milk;Sugar", "Tea;Sugar", "Sugar", "Tea;Milk;Sugar"])
    ('multiple', ';')
    """
    counts: Counter[str] = Counter()
    for text, count in Counter(texts).items():
        if plain := text.strip():
            counts[plain] += count
    filled = counts.total()
    if not filled:
        return "open", ""
    if all(is_number(text) for text in counts):
        whole = all(re.fullmatch(r"[+-]?[0-9]{1,4}", text) for text in counts)
        return ("single" if whole and len(counts) <= _MOST_CODES else "numeric"), ""
    if sum(count for text, count in counts.items() if is_date(text)) > 0.95 * filled:
        return "date", ""
    if len(counts) <= 2 and (filled > 2 * len(counts) or all(len(text.split()) <= 3 for text in counts)):
        return "single", ""
    separator = _separator(counts)
    if separator:
        return "multiple", separator
    repeated = filled / len(counts)
    short = sum(len(text) for text in counts) / len(counts) <= 80
    if short and ((len(counts) <= _MOST_LABELS and repeated >= 3) or (len(counts) <= 60 and repeated >= 8)):
        return "single", ""
    return "open", ""


def _separator(counts: Counter[str]) -> str:
    """What cuts the answers into few parts that recur in other company."""
    joined = sum(counts.values())
    for separator in _SEPARATORS:
        lists = [text for text in counts if separator in text.rstrip(separator.strip())]
        if len(lists) < max(2, 0.15 * len(counts)):
            continue
        parts = Counter(
            part.strip()
            for text, count in counts.items()
            for part in text.split(separator)
            for _ in range(min(count, 50))
            if part.strip()
        )
        usual = {part for part, count in parts.items() if count >= 2}
        covered = sum(count for part, count in parts.items() if part in usual) / max(1, sum(parts.values()))
        if (
            len(usual) <= 60
            and len(usual) < 0.8 * len(counts) + 3
            and covered > 0.8
            and joined >= 5
            and _alone(usual, parts)
        ):
            return separator
    return ""


def _alone(usual: set[str], parts: Counter[str]) -> bool:
    """Whether the parts look like options: not the words of sentences."""
    return len(usual) >= 2 and sum(len(part) for part in usual) / len(usual) < 90 and max(parts.values()) >= 2
