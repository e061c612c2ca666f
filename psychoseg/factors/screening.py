"""Items that a factor analysis should not be surprised by: floors, ceilings, little variance, twins, skew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

Array = npt.NDArray[np.float64]

CROWDED = 0.5
"""More than this share of people on one end of the scale is a floor or a ceiling."""
TWINS = 0.9
"""Two items that correlate more than this ask the same thing twice."""
STILL = 0.1
"""A standard deviation below this share of the scale's range is hardly any."""
LONE = 0.3
"""An item whose highest correlation with any other is below this belongs with none."""
SKEWED, PEAKED = 2.0, 7.0
"""West, S. G., Finch, J. F. & Curran, P. J. (1995): beyond these, normal theory does not hold."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What one item's answers look like.

    Parameters
    ----------
    item : str
    n : int
        People who answered it.
    mean, sd, skewness, kurtosis : float
        Kurtosis is in excess of the normal's.
    lowest, highest : float
        Shares of people on either end of the scale, 0 to 1.
    smc : float
        Squared multiple correlation: what all other items explain of it.
    twin : str
        The item it correlates most with, and ``twin_r`` how much.
    doubts : tuple of str
        Why it may not serve, in words; empty where it does.
    """

    item: str
    n: int
    mean: float
    sd: float
    skewness: float
    kurtosis: float
    lowest: float
    highest: float
    smc: float
    twin: str
    twin_r: float
    doubts: tuple[str, ...]


def screen(
    answers: pd.DataFrame, correlation: pd.DataFrame, scales: dict[str, tuple[int, int]] | None = None
) -> tuple[Screened, ...]:
    """Every item's answers, with what is doubtful about them.

    Parameters
    ----------
    answers : DataFrame, respondents × items
    correlation : DataFrame, items × items
        Positive definite.
    scales : dict, optional
        Lowest and highest code of each item; the answers' own range where left out.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 1, 1, 1, 5, 2], "b": [1, 2, 3, 4, 5, 3], "c": [5, 3, 4, 1, 2, 3]})
    >>> screen(answers, answers.corr())[0].doubts[0]
    '67% of people are on the lowest answer'
    """
    R = correlation.to_numpy(dtype=float)
    smc = 1 - 1 / np.diag(np.linalg.inv(R))
    apart = np.abs(R - np.eye(len(R)))
    found = []
    for at, item in enumerate(answers.columns):
        seen = answers[item].dropna().to_numpy(dtype=float)
        low, high = (scales or {}).get(str(item), (seen.min(), seen.max()))
        twin = int(apart[at].argmax())
        one = Screened(
            item=str(item),
            n=len(seen),
            mean=float(seen.mean()),
            sd=float(seen.std(ddof=1)),
            skewness=float(stats.skew(seen)),
            kurtosis=float(stats.kurtosis(seen)),
            lowest=float((seen <= low).mean()),
            highest=float((seen >= high).mean()),
            smc=float(smc[at]),
            twin=str(answers.columns[twin]),
            twin_r=float(R[at, twin]),
            doubts=(),
        )
        found.append(_doubted(one, float(high - low)))
    return tuple(found)


def _doubted(one: Screened, span: float) -> Screened:
    from dataclasses import replace

    doubts = []
    for share, end in ((one.lowest, "lowest"), (one.highest, "highest")):
        if share > CROWDED:
            doubts.append(f"{share:.0%} of people are on the {end} answer")
    if span > 0 and one.sd < STILL * span:
        doubts.append(f"hardly varies (standard deviation {one.sd:.2f} on a scale of {span:g} steps)")
    if abs(one.twin_r) > TWINS:
        doubts.append(f"says the same as {one.twin} (correlation {one.twin_r:.2f})")
    if abs(one.twin_r) < LONE:
        doubts.append(
            f"correlates with no item by {LONE} or more (at most {one.twin_r:.2f}, with {one.twin})"
        )
    if abs(one.skewness) > SKEWED or one.kurtosis > PEAKED:
        doubts.append(f"far from normal (skewness {one.skewness:.1f}, kurtosis {one.kurtosis:.1f})")
    return replace(one, doubts=tuple(doubts))


@dataclass(frozen=True, slots=True)
class Mardia:
    """Mardia's multivariate skewness and kurtosis with their tests of normality.

    Parameters
    ----------
    skewness, kurtosis : float
        b₁ and b₂ with the covariance's divisor n; a normal's are 0 and p (p + 2).
    skewness_chi2, skewness_p, kurtosis_z, kurtosis_p : float
    n, items : int
    """

    skewness: float
    kurtosis: float
    skewness_chi2: float
    skewness_p: float
    kurtosis_z: float
    kurtosis_p: float
    n: int
    items: int


def mardia(answers: pd.DataFrame) -> Mardia:
    """Mardia's tests over the people who answered every item.

    Mardia, K. V. (1970), *Biometrika* 57, 519-530.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> found = mardia(pd.DataFrame(rng.normal(size=(500, 3))))
    >>> found.kurtosis_p > 0.05, found.skewness_p > 0.05
    (True, True)
    """
    values = answers.dropna().to_numpy(dtype=float)
    n, p = values.shape
    centred = values - values.mean(axis=0)
    whitened = centred @ np.linalg.pinv(centred.T @ centred / n, hermitian=True)
    kurtosis = float((((whitened * centred).sum(axis=1)) ** 2).mean())
    skewness = _skewness(whitened, centred)
    chi2 = n * skewness / 6
    z = (kurtosis - p * (p + 2)) / np.sqrt(8 * p * (p + 2) / n)
    df = p * (p + 1) * (p + 2) / 6
    return Mardia(
        skewness,
        kurtosis,
        chi2,
        float(stats.chi2.sf(chi2, df)),
        float(z),
        float(2 * stats.norm.sf(abs(z))),
        n,
        p,
    )


def _skewness(whitened: Array, centred: Array, block: int = 1000) -> float:
    total = 0.0
    for start in range(0, len(centred), block):
        total += float(((whitened[start : start + block] @ centred.T) ** 3).sum())
    return total / len(centred) ** 2
