"""Factor scores as what segments are formed from."""

from __future__ import annotations

from collections.abc import Iterable

from psychoseg.segments.bases.recipe import Column


def score_columns(factors: Iterable[str], block: int) -> tuple[Column, ...]:
    """One column a factor.

    Examples
    --------
    >>> [column.name for column in score_columns(["thrift", "health"], 0)]
    ['thrift', 'health']
    """
    return tuple(Column(name, "number", "scores", (name,), name, block) for name in factors)
