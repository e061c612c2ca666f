"""Is it the same factor? Congruence, and putting one solution in another's order and signs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

LORENZO_SEVA_EQUAL = 0.95
LORENZO_SEVA_FAIR = 0.85


def congruence(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Tucker's congruence between every factor of one solution and every factor of another.

    Parameters
    ----------
    first, second : DataFrame, items × factors
        Pattern loadings. Both must hold the same items; their order is free.

    Returns
    -------
    DataFrame, factors of ``first`` × factors of ``second``
        Between -1 and 1. Read .95 and above as the same factor, .85 to .94 as fairly similar. The
        sign only says which pole was written first.

    Notes
    -----
    Lorenzo-Seva, U. & ten Berge, J. M. F. (2006), *Methodology* 2, 57-64.

    Examples
    --------
    >>> one = pd.DataFrame({"F1": [0.8, 0.7, 0.1]}, index=["a", "b", "c"])
    >>> round(float(congruence(one, -one).iloc[0, 0]), 6)
    -1.0
    """
    if set(first.index) != set(second.index):
        raise ValueError("Congruence needs the same items in both solutions.")
    left = first.to_numpy(dtype=float)
    right = second.loc[first.index].to_numpy(dtype=float)
    scale = np.outer(np.sqrt((left**2).sum(axis=0)), np.sqrt((right**2).sum(axis=0)))
    return pd.DataFrame(left.T @ right / scale, index=first.columns, columns=second.columns)


def align(pattern: pd.DataFrame, baseline: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """A solution in a baseline's order, signs and names, with the congruence of each factor.

    Pairs are chosen so that the sum of absolute congruences is largest.
    """
    found = congruence(baseline, pattern)
    rows, columns = linear_sum_assignment(-found.abs().to_numpy())
    signs = np.sign(found.to_numpy()[rows, columns])
    aligned = pattern.iloc[:, columns] * signs
    names = [str(found.index[row]) for row in rows]
    aligned.columns = pd.Index(names)
    return aligned, pd.Series(np.abs(found.to_numpy()[rows, columns]), index=names)
