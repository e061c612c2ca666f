"""Does the structure hold? Confirmatory factor analysis of simple structure, in one group or several."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, PlanError
from psychoseg.factors.confirmatory.estimation import Estimated, Sample, estimate
from psychoseg.factors.confirmatory.fit import ConfirmatoryFit, confirmatory_fit
from psychoseg.factors.confirmatory.specification import Builder, Group, simple_structure
from psychoseg.factors.extraction import extract
from psychoseg.factors.naming import carriers

NOT_IDENTIFIED = "a factor of one item cannot be confirmed"
LEAST_PEOPLE = 10
"""Beyond the number of items, in every group."""


@dataclass(frozen=True, eq=False)
class Confirmed:
    """A confirmatory model of one group.

    Parameters
    ----------
    fit : ConfirmatoryFit
    loadings : DataFrame, items × (factor, estimate, error, standardised)
        Factor variances are 1.
    correlations : DataFrame, factors × factors
    converged : bool
    caveats : tuple of str
    """

    fit: ConfirmatoryFit
    loadings: pd.DataFrame
    correlations: pd.DataFrame
    converged: bool
    caveats: tuple[str, ...]


def confirm(answers: pd.DataFrame, structure: dict[str, list[str]]) -> Confirmed:
    """Maximum likelihood confirmatory factor analysis; every item measures one factor.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        People who answered every item are used.
    structure : dict of str to list of str
        Items of each factor.

    Raises
    ------
    PlanError
        Where an item stands twice, a factor has one item, or too few people answered everything.

    Notes
    -----
    Jöreskog, K. G. (1969), *Psychometrika* 34, 183-202; equal to lavaan's ``cfa``.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> z = np.repeat(rng.normal(size=(400, 2)), 3, axis=1) + rng.normal(size=(400, 6))
    >>> found = confirm(pd.DataFrame(z, columns=list("abcdef")), {"x": ["a", "b", "c"], "y": ["d", "e", "f"]})
    >>> found.fit.df, found.fit.cfi > 0.98
    (8, True)
    """
    items = items_of(structure)
    sample = sample_of(answers, items, "all")
    builder = Builder()
    group = group_of(builder, "all", structure, sample, frozenset(), frozenset(), first=True)
    model = estimate(builder, [group], [sample])
    part, sd = model.groups[0], np.sqrt(np.diag(sample.covariance))
    home = homes(structure)
    own = part["loadings"][np.arange(len(items)), home]
    places = group.places["loadings"][np.arange(len(items)), home]
    factors = list(structure)
    table = pd.DataFrame(
        {
            "factor": [factors[at] for at in home],
            "estimate": own,
            "error": model.errors[places],
            "standardised": own / sd,
        },
        index=items,
    )
    return Confirmed(
        confirmatory_fit(model, [sample], means=False),
        table,
        pd.DataFrame(part["phi"], index=factors, columns=factors),
        model.converged,
        doubts(model),
    )


@dataclass(frozen=True, eq=False)
class HeldOut:
    """A structure found in one half of people and confirmed in the other."""

    structure: dict[str, list[str]]
    explored: int
    confirmed: Confirmed


def held_out_check(
    answers: pd.DataFrame,
    factors: int,
    rng: np.random.Generator,
    *,
    rotation: str = "oblimin",
    method: str = "minres",
) -> HeldOut:
    """Explore a random half, keep each item on the factor it loads most on, and confirm that on the other half.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        People who answered every item are used.
    factors : int
    rng : Generator
        For the halves.
    """
    whole = answers.dropna()
    order = rng.permutation(len(whole))
    half = len(whole) // 2
    first, second = whole.iloc[np.sort(order[:half])], whole.iloc[np.sort(order[half:])]
    pattern = extract(first.corr(), factors, rotation, method=method).pattern
    home = carriers(pattern)
    structure = {
        str(factor): [str(item) for item in home.index[home == factor]]
        for factor in pattern.columns
        if (home == factor).sum() > 1
    }
    return HeldOut(
        structure, half, confirm(second.set_axis(list(map(str, second.columns)), axis=1), structure)
    )


def items_of(structure: dict[str, list[str]]) -> list[str]:
    """Every item of a structure, factor by factor; refused where it cannot be a model."""
    faults = [
        Fault(factor, NOT_IDENTIFIED, "join it with another or leave it out")
        for factor, items in structure.items()
        if len(items) < 2
    ]
    items = [item for own in structure.values() for item in own]
    faults += [
        Fault(item, "measures two factors", "keep it on one")
        for item in dict.fromkeys(items)
        if items.count(item) > 1
    ]
    if faults or not items:
        raise PlanError("This structure cannot be confirmed:", faults)
    return items


def homes(structure: dict[str, list[str]]) -> list[int]:
    """The number of each item's factor, in the order of :func:`items_of`."""
    return [at for at, items in enumerate(structure.values()) for _ in items]


def sample_of(answers: pd.DataFrame, items: list[str], where: str) -> Sample:
    """Covariances and means of the people who answered every item; refused where they cannot be used."""
    values = answers[items].dropna().to_numpy(dtype=float)
    n, p = values.shape
    if n < p + LEAST_PEOPLE:
        raise PlanError(
            f"{n} people in {where} answered all {p} items; at least {p + LEAST_PEOPLE} are needed to confirm a structure."
        )
    centred = values - values.mean(axis=0)
    covariance = centred.T @ centred / n
    sd = np.sqrt(np.diag(covariance))
    still = [item for item, spread in zip(items, sd, strict=True) if spread <= 0]
    if still:
        raise PlanError(f"Items that do not vary in {where} cannot be confirmed: {', '.join(still)}.")
    if np.linalg.eigvalsh(covariance / np.outer(sd, sd))[0] < 1e-10:
        raise PlanError(
            f"Items in {where} are copies or sums of each other, so no structure can be confirmed."
        )
    return Sample(n, covariance, values.mean(axis=0))


def group_of(
    builder: Builder,
    name: str,
    structure: dict[str, list[str]],
    sample: Sample,
    equal: frozenset[str],
    free: frozenset[str],
    *,
    first: bool,
) -> Group:
    """One group of a model of a structure; see :func:`simple_structure`."""
    return simple_structure(
        builder,
        name,
        items_of(structure),
        homes(structure),
        list(structure),
        (sample.covariance, sample.mean),
        equal,
        free,
        first=first,
    )


def doubts(model: Estimated) -> tuple[str, ...]:
    """What is improper about a fitted model, in words."""
    found = []
    if not model.converged:
        found.append("The confirmatory model did not converge; do not read its numbers.")
    if model.improper:
        found.append(
            "The confirmatory model is improper: a variance is negative or factors correlate beyond 1."
        )
    return tuple(found)


__all__ = [
    "ConfirmatoryFit",
    "Confirmed",
    "HeldOut",
    "confirm",
    "confirmatory_fit",
    "held_out_check",
]
