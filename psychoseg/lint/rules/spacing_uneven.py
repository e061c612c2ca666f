"""QR322: ranges that are wide, then narrow, then wide again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from psychoseg.lint.finding import Severity
from psychoseg.lint.ranges import Range, ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item

_MUCH = 2.0
"""How many times as wide a range must be to count as wider."""


@rule(
    "QR322",
    severity=Severity.OFF,
    source="Tourangeau, Couper & Conrad (2004), Spacing, Position, and Order",
)
def spacing_uneven(item: Item) -> Iterator[Notice]:
    """Ranges whose widths jump up and down.

    Why it matters
        People read the middle of the list as the usual answer, and jumps move it. Equal or growing widths
        are easy to follow; the rule is off unless it is asked for.

    Instead of
        How many stamps do you own? [1–9 | 10–12 | 13–60 | 61–64 | 65 or more]

    Write
        How many stamps do you own? [1–9 | 10–19 | 20–49 | 50 or more]
    """
    widths = [_width(entry) for entry in ranges(item).rising if entry.is_interval]
    closed = [width for width in widths if not math.isinf(width)]
    turns = [
        (second > first) - (second < first) for first, second in pairwise(closed) if _differ(first, second)
    ]
    if sum(first != second for first, second in pairwise(turns)) >= 1 and -1 in turns:
        yield Notice(
            "the ranges widen, narrow and widen again", None, "make them equally wide, or wider and wider"
        )


def _width(entry: Range) -> float:
    return entry.high - entry.low + (entry.step if entry.holds_low and entry.holds_high else 0.0)


def _differ(first: float, second: float) -> bool:
    return max(first, second) >= _MUCH * min(first, second)
