"""How many factors: many criteria in one table, a stated rule that decides, and how often it would decide so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.factors.extraction import extract
from psychoseg.factors.naming import carriers
from psychoseg.factors.retention.comparison_data import ComparisonData, comparison_data
from psychoseg.factors.retention.empirical_kaiser import empirical_kaiser
from psychoseg.factors.retention.parallel import (
    DRAWS,
    QUANTILE,
    eigenvalues_of,
    leading,
    permuted_eigenvalues,
    random_eigenvalues,
    resampled_eigenvalues,
)
from psychoseg.factors.retention.partials import average_partials, minimum_average_partial
from psychoseg.factors.retention.sequence import (
    MEASURES,
    Step,
    first_close,
    first_not_rejected,
    hull,
    least_bic,
    steps,
)
from psychoseg.factors.retention.simple_structure import very_simple_structure

Array = npt.NDArray[np.float64]

RESAMPLES = 200
CARRIED_BY = 3
"""Items that must load most on a factor. Fabrigar, L. R. et al. (1999), *Psychological Methods* 4, 272-299."""
FEW_STARTS = 5
OFTEN = 0.1
MORE = 3
"""Solutions with so many more factors than parallel analysis finds are still compared."""


DECIDES = "parallel analysis decides"
AGREED = (
    "the factor form of parallel analysis, the empirical Kaiser criterion and BIC agree on {}, where components "
    "show {}, as they do when factors correlate"
)


@dataclass(frozen=True, eq=False)
class Retention:
    """The evidence on the number of factors.

    Parameters
    ----------
    eigenvalues : tuple of float
        Of the correlation matrix, largest first.
    random : tuple of float
        95th percentile of the same eigenvalues for independent answers of as many people.
    votes : tuple of (criterion, number, note)
    chosen : int
    reason : str
        The rule that chose, or a person's reason to overrule it.
    reduced, reduced_random : tuple of float
        The same eigenvalues with squared multiple correlations on the diagonal.
    stability : tuple of (number, share)
        How often the deciding rule finds each number when people are drawn again; most often first.
    """

    eigenvalues: tuple[float, ...]
    random: tuple[float, ...]
    votes: tuple[tuple[str, int, str], ...]
    chosen: int
    reason: str
    reduced: tuple[float, ...] = ()
    reduced_random: tuple[float, ...] = ()
    stability: tuple[tuple[int, float], ...] = ()

    @property
    def rivals(self) -> tuple[int, ...]:
        """Numbers that other people would give every tenth time or more often."""
        return tuple(number for number, share in self.stability if share >= OFTEN)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader should doubt, in words."""
        if not self.stability or self.stability[0][1] >= 0.8:
            return ()
        rivals = ", ".join(f"{number} ({share:.0%})" for number, share in self.stability[:3])
        return (f"The number of factors is not firm: with other people the same rule would find {rivals}.",)


def retain(
    correlation: pd.DataFrame,
    n: float,
    rng: np.random.Generator,
    *,
    overrule: int | None = None,
    because: str = "",
    answers: pd.DataFrame | None = None,
) -> Retention:
    """The number of factors to keep.

    Parameters
    ----------
    correlation : DataFrame, items × items
    n : float
        People behind it; the effective number where they are weighted.
    rng : Generator
        For the random matrices of parallel analysis.
    overrule : int, optional
        A person's own number, with their reason in ``because``.
    answers : DataFrame, respondents × items, optional
        Where given, the criteria that need the answers themselves are counted too: parallel analysis
        by permutation, and comparison data. They take seconds.

    Returns
    -------
    Retention

    Notes
    -----
    Parallel analysis of components decides, as it errs least on few, ordinal or skewed answers. It hides
    factors behind the first component where factors correlate strongly or have few items; so where its
    factor form, the empirical Kaiser criterion and BIC all agree on one larger number, and at least three
    items load most on each factor, that one is taken.
    """
    R = correlation.to_numpy(dtype=float)
    eigenvalues, reduced = eigenvalues_of(R[None])[0], eigenvalues_of(R[None], "smc")[0]
    random = random_eigenvalues(len(R), n, rng)
    reduced_random = random_eigenvalues(len(R), n, rng, kind="smc")
    parallel, factor_form = leading(eigenvalues > random), leading(reduced > reduced_random)
    of_matrix = _of_matrix(R, n, eigenvalues, max(parallel, 1) + MORE)
    agreed = _agreed(correlation, parallel, factor_form, of_matrix)
    stability = (
        _stability(R, n, reduced, reduced_random, rng, "smc")
        if agreed
        else _stability(R, n, eigenvalues, random, rng, "pca")
    )
    votes = [
        (
            "Parallel analysis",
            parallel,
            f"components above the 95th percentile of {DRAWS} random matrices (Horn 1965)",
        ),
        (
            "Parallel analysis, factor form",
            factor_form,
            "the same with squared multiple correlations on the diagonal; keeps small factors too (Humphreys & Ilgen 1969)",
        ),
        *of_matrix,
    ]
    if answers is not None:
        votes += _of_answers(answers, eigenvalues, rng)
    votes.append(
        (
            "Eigenvalue above 1",
            int((eigenvalues > 1).sum()),
            "shown because it is known; it keeps too many (Kaiser 1960)",
        )
    )
    return Retention(
        eigenvalues=_plain(eigenvalues),
        random=_plain(random),
        votes=tuple(votes),
        chosen=overrule or agreed or parallel,
        reason=because if overrule else AGREED.format(agreed, parallel) if agreed else DECIDES,
        reduced=_plain(reduced),
        reduced_random=_plain(reduced_random),
        stability=stability,
    )


def _of_matrix(R: Array, n: float, eigenvalues: Array, most: int) -> list[tuple[str, int, str]]:
    found = steps(R, n, min(most, len(R) // 2))
    squared, fourth = average_partials(R)
    votes = [
        (
            "Minimum average partial",
            int(np.nanargmin(squared)),
            "smallest average squared partial correlation (Velicer 1976)",
        ),
        (
            "Minimum average partial, revised",
            int(np.nanargmin(fourth)),
            "smallest average fourth power of partial correlations (Velicer, Eaton & Fava 2000)",
        ),
        (
            "Empirical Kaiser criterion",
            leading(eigenvalues > empirical_kaiser(eigenvalues, n)),
            "eigenvalues above 1 corrected for chance and earlier factors (Braeken & van Assen 2017)",
        ),
    ]
    elbow, _ = hull(found, "CFI")
    named = [
        ("Hull", elbow, "elbow of CFI against degrees of freedom (Lorenzo-Seva et al. 2011)"),
        ("BIC", least_bic(found), "smallest, over solutions compared"),
        ("RMSEA", first_close(found), "first whose 90 % interval reaches below .05 (Preacher et al. 2013)"),
    ]
    return votes + [(name, number, note) for name, number, note in named if number is not None]


def _agreed(
    correlation: pd.DataFrame, parallel: int, factor_form: int, votes: list[tuple[str, int, str]]
) -> int | None:
    """A larger number that three criteria agree on, if three items or more load most on each of its factors.

    A factor that no items are carried by, as agreeing with everything makes one, is real but no dimension.
    """
    others = {name: number for name, number, _ in votes}
    same = {factor_form, others["Empirical Kaiser criterion"], others.get("BIC", -1)}
    if (
        len(same) > 1
        or factor_form <= parallel
        or parallel < 1
        or CARRIED_BY * factor_form > len(correlation)
    ):
        return None
    pattern = extract(correlation, factor_form, starts=FEW_STARTS).pattern
    carried = carriers(pattern).value_counts().reindex(pattern.columns, fill_value=0)
    return factor_form if int(carried.min()) >= CARRIED_BY else None


def _of_answers(
    answers: pd.DataFrame, eigenvalues: Array, rng: np.random.Generator
) -> list[tuple[str, int, str]]:
    permuted = permuted_eigenvalues(answers, rng)
    return [
        (
            "Parallel analysis, permuted",
            leading(eigenvalues > permuted),
            "above the 95th percentile of 100 shuffles of the answers (Buja & Eyuboglu 1992)",
        ),
        (
            "Comparison data",
            comparison_data(answers, rng).factors,
            "populations of known factors with the same answers (Ruscio & Roche 2012)",
        ),
    ]


def _stability(
    R: Array, n: float, eigenvalues: Array, random: Array, rng: np.random.Generator, kind: str
) -> tuple[tuple[int, float], ...]:
    """How often parallel analysis decides for each number in samples like this one.

    A sample of a sample spreads eigenvalues once more, so their mean shift is taken off again.
    """
    drawn = resampled_eigenvalues(R, n, rng, RESAMPLES, kind)
    drawn = drawn - (drawn.mean(axis=0) - eigenvalues)
    counts = Counter(leading(one > random) for one in drawn)
    return tuple((number, count / RESAMPLES) for number, count in counts.most_common())


def _plain(values: Array) -> tuple[float, ...]:
    return tuple(map(float, values))


__all__ = [
    "DRAWS",
    "MEASURES",
    "QUANTILE",
    "ComparisonData",
    "Retention",
    "Step",
    "average_partials",
    "comparison_data",
    "empirical_kaiser",
    "first_close",
    "first_not_rejected",
    "hull",
    "least_bic",
    "minimum_average_partial",
    "permuted_eigenvalues",
    "random_eigenvalues",
    "retain",
    "steps",
    "very_simple_structure",
]
