"""Rows that look copied: the same answers, or the same words, from several people."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

FEWEST_ITEMS = 10
"""Over fewer items equal rows are common among people who never met."""

SHORTEST_TEXT = 20
_MOST_KINDS = 1 << 62

MOST_CELLS = 4_000_000
"""Pairs of people that are held in memory at once."""


def exact_duplicates(answers: pd.DataFrame) -> pd.Series:
    """How many others gave exactly the same answers, missing ones included.

    Parameters
    ----------
    answers : DataFrame, respondents × items

    Returns
    -------
    Series, respondents
        People, 0 and up; NaN where fewer than ten items were answered.

    Notes
    -----
    Slomczynski, K. M., Powalko, P. & Krauze, T. (2017), *Survey Research Methods* 11, 1-16.

    Examples
    --------
    >>> answers = pd.DataFrame([[1, 2, 3, 4, 5] * 2, [1, 2, 3, 4, 5] * 2, [5, 4, 3, 2, 1] * 2])
    >>> exact_duplicates(answers).tolist()
    [1.0, 1.0, 0.0]
    """
    kinds, answered = kinds_of_rows(answers)
    others = np.bincount(kinds)[kinds] - 1.0 if len(kinds) else np.zeros(0)
    return pd.Series(np.where(answered >= FEWEST_ITEMS, others, np.nan), index=answers.index)


def duplicates_among(answers: pd.DataFrame, marks: npt.NDArray[np.uint64], answered: np.ndarray) -> pd.Series:
    """The same, where equal rows are known to have equal marks: only rows whose mark others have are compared.

    Parameters
    ----------
    answers : DataFrame, respondents × items
    marks : array of whole numbers, respondents
    answered : array, respondents
        How many answers each row has.

    Examples
    --------
    >>> answers = pd.DataFrame([[1] * 10, [2] * 10, [1] * 10])
    >>> duplicates_among(answers, np.array([7, 5, 7], dtype=np.uint64), np.full(3, 10)).tolist()
    [1.0, 0.0, 1.0]
    """
    ordered = np.sort(marks)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    some = np.flatnonzero(np.isin(marks, again)) if len(again) else np.zeros(0, dtype=np.int64)
    others = np.where(answered >= FEWEST_ITEMS, 0.0, np.nan)
    others[some] = exact_duplicates(answers.iloc[some]).to_numpy()
    return pd.Series(others, index=answers.index)


def kinds_of_rows(answers: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """A number for each different row, the same for equal ones, and how many answers each row has.

    A row is read as one number whose digits are its answers, and that number is replaced by its place
    among all such numbers whenever the next digit would not fit; so equal numbers are equal rows.

    Examples
    --------
    >>> kinds, answered = kinds_of_rows(pd.DataFrame([[1, None], [2, 2], [1, None]]))
    >>> kinds.tolist(), answered.tolist()
    ([0, 1, 0], [1, 2, 1])
    """
    kinds, size = np.zeros(len(answers), dtype=np.int64), 1
    answered = np.zeros(len(answers), dtype=np.int64)
    for name in answers.columns:
        codes, values = pd.factorize(answers[name].astype(float))
        if size * (len(values) + 1) > _MOST_KINDS:
            kinds, known = pd.factorize(kinds)
            size = len(known)
        kinds = kinds * (len(values) + 1) + codes + 1
        size *= len(values) + 1
        answered += codes >= 0
    return pd.factorize(kinds)[0], answered


def closest_match(answers: pd.DataFrame, *, earlier: bool = False) -> pd.Series:
    """Largest share of answers that a person has in common with one other; high where a row was copied.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction.
    earlier : bool
        Compare each row with the rows above it only, so that of two equal rows one stays.

    Returns
    -------
    Series, respondents
        0 to 1: equal answers over the items that either of the two answered. NaN where fewer than ten
        items were answered or there is nobody to compare with.

    Notes
    -----
    Kuriakose, N. & Robbins, M. (2016), *Statistical Journal of the IAOS* 32, 283-291. Their cut of .85 is
    not a law: how alike honest people answer depends on the number of items, of answers and of people.
    Every pair of people is compared, so the time grows with their square.

    Examples
    --------
    >>> answers = pd.DataFrame([[1, 2, 3, 4, 5] * 2, [1, 2, 3, 4, 5, 1, 2, 3, 4, 4], [5, 1, 2, 3, 1] * 2])
    >>> closest_match(answers).tolist()
    [0.9, 0.9, 0.0]
    """
    values = answers.to_numpy(dtype=float)
    seen = ~np.isnan(values)
    usable = np.flatnonzero(seen.sum(axis=1) >= FEWEST_ITEMS)
    shares = np.full(len(values), np.nan)
    if len(usable) > 1:
        shares[usable] = _closest(values[usable], seen[usable], earlier=earlier)
    return pd.Series(shares, index=answers.index)


def _closest(values: np.ndarray, seen: np.ndarray, *, earlier: bool) -> np.ndarray:
    marks = np.hstack([values == code for code in np.unique(values[seen])]).astype(np.float32)
    answered = seen.astype(np.float32)
    closest = np.full(len(values), np.nan)
    height = max(1, MOST_CELLS // len(values))
    for start in range(0, len(values), height):
        rows = slice(start, min(start + height, len(values)))
        equal = marks[rows] @ marks.T
        total = answered[rows].sum(axis=1)[:, None] + answered.sum(axis=1) - answered[rows] @ answered.T
        shares = equal.astype(float) / total
        own = np.arange(rows.start, rows.stop)
        others = np.arange(len(values))
        compared = others < own[:, None] if earlier else others != own[:, None]
        best = np.where(compared, shares, -1.0).max(axis=1)
        closest[rows] = np.where(best >= 0, best, np.nan)
    return closest


def same_text(texts: pd.DataFrame) -> pd.Series:
    """How many others wrote word for word the same open answer, the largest over questions.

    Parameters
    ----------
    texts : DataFrame, respondents × open items
        None where nothing was written. Texts under 20 characters are left out: many people write
        "don't know". Case and blank space make no difference.

    Returns
    -------
    Series, respondents
        People, 0 and up; NaN where nothing that long was written.

    Examples
    --------
    >>> same_text(pd.DataFrame({"why": ["It keeps me warm in winter.", "it keeps me WARM in winter. ", "No."]})).tolist()
    [1.0, 1.0, nan]
    """
    most = np.full(len(texts), np.nan)
    for name in texts.columns:
        which, known = pd.factorize(texts[name])
        places: dict[str, int] = {}
        alike = np.array([_place(text, places) for text in known] + [-1], dtype=np.int64)[which]
        people = np.bincount(alike[alike >= 0], minlength=1)
        others = np.where(alike >= 0, people[alike] - 1.0, np.nan)
        most = np.fmax(most, others)
    return pd.Series(most, index=texts.index)


def _place(text: object, places: dict[str, int]) -> int:
    """The place of a text among those that are long enough; -1 where it is not."""
    if not isinstance(text, str) or (len(text) < SHORTEST_TEXT and text.isascii()):
        return -1
    plain = " ".join(text.split()).casefold()
    return places.setdefault(plain, len(places)) if len(plain) >= SHORTEST_TEXT else -1
