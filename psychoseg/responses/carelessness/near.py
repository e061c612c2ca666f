"""Nearly equal rows among very many people, without comparing each with every other.

Two rows that differ in at most m answers agree throughout in at least r of any m + r bands of items. So
rows are put side by side for every choice of r bands, and only rows that agree in all of these are
compared: no pair that is near enough is missed. Equal rows count as one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, floor

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.responses.carelessness.duplicates import FEWEST_ITEMS, kinds_of_rows

Whole = npt.NDArray[np.int64]

MOST_PAIRS = 400_000_000
"""Pairs of rows that are compared at most; what is beyond is said."""

MOST_CHOICES = 300
"""Choices of bands that are gone through at most."""

_BATCH = 1_000_000
_TRIED = 3
_SORTED, _COMPARED = 0.1e-6, 0.06e-6
"""Seconds that a row takes to be put beside others, and a pair to be compared, as far as one is weighed against the other."""

_HAIR = 1e-6


def near_match(
    answers: pd.DataFrame, share: float, *, earlier: bool = False, most_pairs: int = MOST_PAIRS
) -> pd.Series:
    """The largest share of answers in common with one other person, wherever it reaches a share.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction.
    share : float
        Above 0, up to 1.
    earlier : bool
        Compare each row with the rows above it only.
    most_pairs : int
        Pairs that are compared at most.

    Returns
    -------
    Series, respondents
        As :func:`closest_match` gives it where that is at least ``share``, and 0 elsewhere. NaN where
        fewer than ten items were answered, and where none was found but the row agrees with too many
        others in some choice of bands to be compared with all of them, which takes very many people or
        a low share.

    Notes
    -----
    The bands are the pigeonholes of Manku, G. S., Jain, A. & Das Sarma, A. (2007), *WWW '07*, 141-150, over
    answers instead of bits. The number r is chosen by what it costs on these answers.

    Examples
    --------
    >>> answers = pd.DataFrame([[1, 2, 3, 4, 5] * 2, [1, 2, 3, 4, 5, 1, 2, 3, 4, 4], [5, 1, 2, 3, 1] * 2])
    >>> near_match(answers, 0.85).tolist()
    [0.9, 0.9, 0.0]
    """
    kinds, answered = kinds_of_rows(answers)
    usable = answered >= FEWEST_ITEMS
    found = np.where(usable, 0.0, np.nan)
    if usable.sum() < 2:
        return pd.Series(found, index=answers.index)
    _, first, kind, people = np.unique(
        kinds[usable], return_index=True, return_inverse=True, return_counts=True
    )
    order = np.argsort(first)  # different rows as they first come
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    rows = _Rows.of(answers[usable].iloc[first[order]])
    best, missed = _best(rows, share, most_pairs, earlier=earlier)
    own = place[kind]
    again = people[kind] > 1
    if earlier:
        again &= np.arange(len(kind)) != first[kind]
    best[missed & (best == 0)] = np.nan
    found[usable] = np.where(again, 1.0, best[own])
    return pd.Series(found, index=answers.index)


@dataclass(frozen=True, eq=False)
class _Rows:
    """Different rows as codes, 0 where nothing was answered, and packed: some bits an answer, answers side by side."""

    codes: npt.NDArray[np.int32]
    words: npt.NDArray[np.uint64]
    bits: int

    @classmethod
    def of(cls, answers: pd.DataFrame) -> _Rows:
        """Codes of the answers of each item in the order they occur."""
        codes = np.stack(
            [pd.factorize(answers[name].astype(float))[0] + 1 for name in answers.columns]
        ).astype(np.int32)
        bits = max(1, int(codes.max(initial=1)).bit_length())
        each = 64 // bits
        words = np.zeros((-(-len(codes) // each), codes.shape[1]), dtype=np.uint64)
        for at, column in enumerate(codes):
            words[at // each] |= column.astype(np.uint64) << np.uint64(bits * (at % each))
        return cls(codes, words, bits)

    def unlike(self, some: Whole, others: Whole) -> npt.NDArray[np.int64]:
        """In how many items each of some rows differs from each of others."""
        return self._fields(word[some] ^ word[others] for word in self.words)

    def shares(self, some: Whole, others: Whole, unlike: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Equal answers over the items that either of two rows answered."""
        total = self._fields(word[some] | word[others] for word in self.words)
        return (total - unlike) / total

    def _fields(self, words: Iterable[npt.NDArray[np.uint64]]) -> npt.NDArray[np.int64]:
        """How many answers in packed rows are not 0."""
        lowest = np.uint64(sum(1 << (self.bits * at) for at in range(64 // self.bits)))
        counts: npt.NDArray[np.int64] = np.zeros(1, dtype=np.int64)
        for word in words:
            any_bit = word
            for shift in range(1, self.bits):
                any_bit = any_bit | (word >> np.uint64(shift))
            counts = counts + np.bitwise_count(any_bit & lowest)
        return counts


def _best(
    rows: _Rows, share: float, most_pairs: int, *, earlier: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """The largest share of each different row with another, 0 where it is below; and whose pairs were too many."""
    items, people = rows.codes.shape
    most = floor((1 - share) * items + _HAIR)
    best, missed = np.zeros(people), np.zeros(people, dtype=bool)
    if people < 2 or not most:
        return best, missed
    bands, chosen = _choice(rows, most)
    choices = list(combinations(bands, chosen))
    for several in choices:
        order, lengths = _side_by_side(several)
        longest = _longest(lengths, most_pairs // len(choices))
        missed[order[np.repeat(lengths > longest, lengths)]] = True
        for some, others in _pairs(order, lengths, longest):
            unlike = rows.unlike(some, others)
            known = best[others] if earlier else np.minimum(best[some], best[others])
            near = np.flatnonzero((unlike <= most) & (1 - unlike / items > known))
            some, others = some[near], others[near]
            shares = rows.shares(some, others, unlike[near])
            shares = np.where(shares >= share - _HAIR, shares, 0.0)
            np.maximum.at(best, others, shares)
            if not earlier:
                np.maximum.at(best, some, shares)
    return best, missed


def _choice(rows: _Rows, most: int) -> tuple[list[Whole], int]:
    """The bands that cost least to go through, as the kind of each row in each band, and how many must agree."""
    items, people = rows.codes.shape
    found: tuple[float, list[Whole], int] | None = None
    for chosen in range(1, items - most + 1):
        count = comb(most + chosen, chosen)
        if found is not None and (count > MOST_CHOICES or count * people * _SORTED > found[0]):
            break
        bands = [_kinds(rows.codes[at :: most + chosen]) for at in range(most + chosen)]
        tried = list(combinations(bands, chosen))[:: max(1, count // _TRIED)]
        pairs = np.mean([(lengths * (lengths - 1) // 2).sum() for _, lengths in map(_side_by_side, tried)])
        cost = count * (people * _SORTED + float(pairs) * _COMPARED)
        if found is None or cost < found[0]:
            found = cost, bands, chosen
    if found is None:
        raise ValueError("Rows of no items cannot be compared.")
    return found[1], found[2]


def _kinds(columns: npt.NDArray[np.int32]) -> Whole:
    """A number for each different row of some columns."""
    kinds: Whole = columns[0].astype(np.int64)
    for column in columns[1:]:
        kinds = _together(kinds, column)
    return kinds


def _together(first: Whole, second: npt.NDArray[np.integer]) -> Whole:
    """A number for each different pair of two numbers."""
    found: Whole = pd.factorize(first * (int(second.max()) + 1) + second)[0]
    return found


def _side_by_side(bands: Sequence[Whole]) -> tuple[Whole, Whole]:
    """The rows that agree with others in all of some bands, beside each other, and how many each run of them has."""
    kinds = bands[0]
    for band in bands[1:]:
        kinds = _together(kinds, band)
    several = np.flatnonzero(np.bincount(kinds)[kinds] > 1)
    order = several[np.argsort(kinds[several], kind="stable")]
    starts = np.flatnonzero(np.diff(kinds[order], prepend=-1))
    lengths: Whole = np.diff(np.append(starts, len(order)))
    return order, lengths


def _longest(lengths: Whole, pairs: int) -> int:
    """The longest run that may be gone through so that all shorter ones together have no more pairs than this."""
    known, counts = np.unique(lengths, return_counts=True)
    total = np.cumsum(counts * (known * (known - 1) // 2))
    within = int(np.searchsorted(total, pairs, side="right"))
    return int(known[within - 1]) if within else 0


def _pairs(order: Whole, lengths: Whole, longest: int) -> Iterator[tuple[Whole, Whole]]:
    """Every pair of rows within each run, the earlier row first, some at a time."""
    ends = np.repeat(np.cumsum(lengths), lengths)
    here = np.flatnonzero(np.repeat(lengths <= longest, lengths))
    for distance in range(1, longest):
        here = here[here + distance < ends[here]]
        for start in range(0, len(here), _BATCH):
            some = here[start : start + _BATCH]
            yield order[some], order[some + distance]
