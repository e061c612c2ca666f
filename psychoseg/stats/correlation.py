"""Correlations of answers by a named kind and a named way with missing answers, with what was done said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from psychoseg.errors import PlanError, did_you_mean
from psychoseg.stats.missing import Saturated, saturated
from psychoseg.stats.moments import Moments, effective_base
from psychoseg.stats.polychoric import Polychoric, polychoric
from psychoseg.stats.polyserial import polyserial
from psychoseg.stats.smoothing import positive_definite

Array = npt.NDArray[np.float64]

KINDS = ("pearson", "spearman", "polychoric", "mixed")
MISSING = ("pairwise", "listwise", "ml")
ORDINAL = 10
"""Items with at most this many different answers are ordinal in a mixed matrix."""
COARSE, SKEWED = 4, 1.0
"""With at most four categories, or a skewness of 1 and more, Pearson correlations of ordered answers are too low."""
LEAST_PAIR = 3
DOUBTFUL_PAIR = 100


@dataclass(frozen=True, eq=False)
class Correlations:
    """Correlations with their errors, bases and what a reader should know of them.

    Parameters
    ----------
    table : DataFrame, items × items
        Positive definite.
    error : DataFrame, items × items
        Standard error of each correlation; NaN where none is known.
    pairs : DataFrame, items × items
        Effective number of people behind each.
    n : float
        People the whole matrix stands on: the effective number, of those used.
    used, given : int
        People used and people given.
    words : str
        Kind and treatment of missing answers.
    caveats : tuple of str
    thresholds : dict
        Of ordinal items, where the kind has them.
    saturated : Saturated, optional
        Where missing answers were treated by maximum likelihood.
    smoothed : bool
        Whether the table had to be made positive definite.
    exact : bool
        Whether, before, it could not be inverted, rather than having negative eigenvalues.
    """

    table: pd.DataFrame
    error: pd.DataFrame
    pairs: pd.DataFrame
    n: float
    used: int
    given: int
    words: str
    caveats: tuple[str, ...]
    thresholds: dict[str, tuple[float, ...]]
    saturated: Saturated | None = None
    smoothed: bool = False
    exact: bool = False


def correlate(
    answers: pd.DataFrame,
    weights: npt.ArrayLike | None = None,
    *,
    kind: str = "pearson",
    missing: str = "pairwise",
) -> Correlations:
    """Correlations of every pair of items.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        Missing answers are NaN.
    weights : array, respondents, optional
        Not negative; rows of weight 0 are left out.
    kind : {"pearson", "spearman", "polychoric", "mixed"}
        ``mixed`` takes polychoric correlations between items of at most ten different answers, Pearson's
        between others and polyserial ones across.
    missing : {"pairwise", "listwise", "ml"}
        Every pair's own people; only those who answered all; or the covariance under which the
        answers given are likeliest (full information maximum likelihood), for Pearson's only.

    Raises
    ------
    PlanError
        Where the two do not go together or do not exist.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 4, np.nan], "b": [2, 1, 4, 3, 5], "c": [1, 3, 2, 4, 4]})
    >>> found = correlate(answers, missing="listwise")
    >>> found.used, round(float(found.table.loc["a", "b"]), 2)
    (4, 0.6)
    """
    for asked, known, what in (
        (kind, KINDS, "kind of correlation"),
        (missing, MISSING, "treatment of missing answers"),
    ):
        if asked not in known:
            raise PlanError(f"There is no {what} {asked!r}; {did_you_mean(asked, known)}")
    if missing == "ml" and kind != "pearson":
        raise PlanError(
            f"Missing answers are treated by maximum likelihood for Pearson correlations only, not for {kind}; "
            "take missing: pairwise or correlation: pearson."
        )
    given = np.ones(len(answers)) if weights is None else np.asarray(weights, dtype=float)
    kept = given > 0
    if missing == "listwise":
        kept &= answers.notna().all(axis=1).to_numpy()
    used, own = answers[kept], given[kept]
    equal = bool(len(own)) and bool((own == own[0]).all())
    words = f"{_KIND_WORDS[kind]}, {_MISSING_WORDS[missing]}"
    caveats: list[str] = []
    thresholds: dict[str, tuple[float, ...]] = {}
    whole = None
    if not kept.all() and (given <= 0).any():
        caveats.append(f"{int((given <= 0).sum())} people of weight 0 count for nothing and were left out.")
    if kind in ("polychoric", "mixed"):
        table, variance, pairs, thresholds, doubts = _ordinal(used, None if equal else own, kind)
        error = variance**0.5
        caveats += doubts
    else:
        moments = Moments.of(used.rank() if kind == "spearman" else used, own)
        pairs, table = moments.pairs, moments.correlation()
        if missing == "ml":
            whole = saturated(used, None if equal else own)
            table = whole.correlation
            if not whole.converged:
                caveats.append("The likelihood of the missing answers did not converge.")
        error = _errors(table, pairs, kind)
    table.index = table.columns = answers.columns
    smooth, said = positive_definite(table) if np.isfinite(table.to_numpy()).all() else (table, ())
    return Correlations(
        table=smooth,
        error=error.set_axis(answers.columns).set_axis(answers.columns, axis=1),
        pairs=pairs.set_axis(answers.columns).set_axis(answers.columns, axis=1),
        n=effective_base(own),
        used=int((used.notna().any(axis=1)).sum()),
        given=len(answers),
        words=words,
        caveats=(*caveats, *said),
        thresholds=thresholds,
        saturated=whole,
        smoothed=bool(said),
        exact=any("cannot be inverted" in one for one in said),
    )


_KIND_WORDS = {
    "pearson": "Pearson correlations",
    "spearman": "Spearman rank correlations",
    "polychoric": "polychoric correlations (two-step maximum likelihood)",
    "mixed": "polychoric, polyserial and Pearson correlations (two-step maximum likelihood)",
}
_MISSING_WORDS = {
    "pairwise": "each over the people who answered both items",
    "listwise": "over the people who answered every item",
    "ml": "missing answers by full information maximum likelihood",
}


def too_coarse(answers: pd.DataFrame) -> tuple[str, ...]:
    """Items whose Pearson correlations are too low: four categories or fewer, or skewed by 1 or more.

    Rhemtulla, M., Brosseau-Liard, P. É. & Savalei, V. (2012), *Psychological Methods* 17, 354-373.
    """
    found = []
    for item in answers.columns:
        seen = answers[item].dropna().to_numpy(dtype=float)
        few = len(np.unique(seen)) <= COARSE
        if seen.size > 2 and np.ptp(seen) > 0 and (few or abs(float(stats.skew(seen))) >= SKEWED):
            found.append(str(item))
    return tuple(found)


def _errors(table: pd.DataFrame, pairs: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Normal theory errors: (1 - r²) / √(n - 1), for ranks √((1 + r²/2) / (n - 3)) after Fisher's z.

    Bonett, D. G. & Wright, T. A. (2000), *Psychometrika* 65, 23-28, for Spearman's.
    """
    r = table.to_numpy(dtype=float)
    n = np.maximum(pairs.to_numpy(dtype=float), 4.0)
    spread = (1 - r**2) * (np.sqrt((1 + r**2 / 2) / (n - 3)) if kind == "spearman" else 1 / np.sqrt(n - 1))
    np.fill_diagonal(spread, 0.0)
    return pd.DataFrame(spread, index=table.index, columns=table.columns)


def _ordinal(
    answers: pd.DataFrame, weights: Array | None, kind: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, dict[str, tuple[float, ...]], list[str]]:
    few = [item for item in answers.columns if kind == "polychoric" or answers[item].nunique() <= ORDINAL]
    rest = [item for item in answers.columns if item not in few]
    found = polychoric(answers[few], weights) if len(few) > 1 else None
    caveats = _doubts(found) if found else []
    if found is not None and not rest:
        return found.correlation, found.variance, found.pairs, found.thresholds, caveats
    moments = Moments.of(answers, weights)
    table, pairs = moments.correlation(), moments.pairs
    variance = _errors(table, pairs, "pearson") ** 2
    if found is not None:
        names = list(map(str, few))
        table.loc[names, names] = found.correlation.to_numpy()
        variance.loc[names, names] = found.variance.to_numpy()
    for item in rest:
        for other in few:
            r = polyserial(answers[item].to_numpy(float), answers[other].to_numpy(float), weights)
            table.loc[str(item), str(other)] = table.loc[str(other), str(item)] = r
    return table, variance, pairs, found.thresholds if found else {}, caveats


def _doubts(found: Polychoric) -> list[str]:
    said = []
    if found.unbounded:
        named = ", ".join(f"{a} and {b}" for a, b in found.unbounded[:5])
        more = f" and {len(found.unbounded) - 5} more pairs" if len(found.unbounded) > 5 else ""
        said.append(f"The answers do not bound the polychoric correlation of {named}{more}; join categories.")
    p = len(found.correlation)
    if len(found.sparse) > p * (p - 1) / 2 * 0.05:
        said.append(
            f"{len(found.sparse)} of {p * (p - 1) // 2} pairs of items have combinations of answers that nobody gave: "
            "their polychoric correlations lean on the normal distribution. Joining rare categories helps."
        )
    return said
