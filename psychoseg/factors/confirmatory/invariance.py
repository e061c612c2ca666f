"""Do items mean the same to all? Configural, metric, scalar and strict invariance over groups or waves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from psychoseg.errors import PlanError
from psychoseg.factors.confirmatory import doubts, group_of, homes, items_of, sample_of
from psychoseg.factors.confirmatory.estimation import Estimated, Sample, derivatives, estimate
from psychoseg.factors.confirmatory.fit import ConfirmatoryFit, confirmatory_fit
from psychoseg.factors.confirmatory.specification import Builder, Group

Array = npt.NDArray[np.float64]

LEVELS = {
    "configural": frozenset[str](),
    "metric": frozenset({"loadings"}),
    "scalar": frozenset({"loadings", "intercepts"}),
    "strict": frozenset({"loadings", "intercepts", "residuals"}),
    "strict means": frozenset({"loadings", "intercepts", "residuals", "means"}),
}
WORDS = {
    "configural": "the same items on the same factors",
    "metric": "equal loadings",
    "scalar": "equal loadings and intercepts: factor means may be compared",
    "strict": "equal residual variances too: observed means may be compared",
    "strict means": "equal factor means too",
}
WORST_CFI, WORST_RMSEA = -0.010, 0.015
WORST_SRMR = {"metric": 0.030}
OTHER_SRMR = 0.010
"""Chen, F. F. (2007): SRMR may rise by .030 for loadings and by .010 for intercepts and residuals."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of invariance and what it costs.

    Parameters
    ----------
    name : str
    fit : ConfirmatoryFit
    chi_square, df, p_value : float or None
        Of the difference from the level before; None for the first.
    cfi, rmsea, srmr : float or None
        Changes.
    holds : bool
        CFI falls by no more than .010 and RMSEA rises by no more than .015 (Chen 2007).
    srmr_holds : bool
        Chen's third bound, told beside.
    """

    name: str
    fit: ConfirmatoryFit
    chi_square: float | None
    df: int | None
    p_value: float | None
    cfi: float | None
    rmsea: float | None
    srmr: float | None
    holds: bool
    srmr_holds: bool


@dataclass(frozen=True, slots=True)
class Hint:
    """An equality that costs much: what, of which item, and the score test of giving it up."""

    what: str
    item: str
    chi_square: float
    p_value: float


@dataclass(frozen=True, eq=False)
class Invariance:
    """Measurement invariance over groups.

    Parameters
    ----------
    groups : dict of str to int
        People in each who answered every item.
    levels : tuple of Level
    reached : str
        The highest level up to which all hold; empty where not even the first fits.
    hints : tuple of Hint
        Of the first level that fails: equalities by score test, dearest first.
    shifts : DataFrame, items × groups
        How far each item's intercept stands from the first group's once the factor's median shift is
        taken off, in answers' units. Where few items moved, these are the ones; score tests may blame others.
    models : dict of str to Estimated
    caveats : tuple of str
    """

    groups: dict[str, int]
    levels: tuple[Level, ...]
    reached: str
    hints: tuple[Hint, ...]
    shifts: pd.DataFrame
    models: dict[str, Estimated]
    caveats: tuple[str, ...]

    def level(self, name: str) -> Level:
        """One level by name."""
        return next(level for level in self.levels if level.name == name)


def invariance(
    answers: pd.DataFrame,
    groups: pd.Series,
    structure: dict[str, list[str]],
    *,
    free: frozenset[str] = frozenset(),
    levels: tuple[str, ...] = ("configural", "metric", "scalar", "strict", "strict means"),
) -> Invariance:
    """Compare models in which more and more is the same in every group.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        People who answered every item are used.
    groups : Series, respondents
        The group, or wave, of each; people without one are left out. The same people in two waves
        are not independent: see :func:`longitudinal`.
    structure : dict of str to list of str
        Items of each factor.
    free : frozenset of str
        Equalities given up, as ``intercept:x3`` (partial invariance).
    levels : tuple of str

    Raises
    ------
    PlanError
        With fewer than two groups, or where a group cannot be analysed.

    Notes
    -----
    Meredith, W. (1993), *Psychometrika* 58, 525-543; Chen, F. F. (2007), *Structural Equation Modeling* 14,
    464-504. Equal to lavaan's ``group.equal`` with normal likelihood.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> z = np.repeat(rng.normal(size=(800, 2)), 3, axis=1) + rng.normal(size=(800, 6))
    >>> answers = pd.DataFrame(z, columns=list("abcdef"))
    >>> wave = pd.Series(["first", "second"] * 400)
    >>> found = invariance(answers, wave, {"x": ["a", "b", "c"], "y": ["d", "e", "f"]})
    >>> found.reached, found.level("scalar").df
    ('strict means', 4)
    """
    items = items_of(structure)
    names = [str(name) for name in pd.unique(groups.dropna())]
    if len(names) < 2:
        raise PlanError("Invariance needs at least two groups.")
    texts = groups.astype(str).where(groups.notna())
    samples = [sample_of(answers[(texts == name).to_numpy()], items, f"group {name}") for name in names]
    built = {name: _built(structure, names, samples, LEVELS[name], free) for name in levels}
    models = {name: estimate(builder, parts, samples) for name, (builder, parts) in built.items()}
    found = compared({name: confirmatory_fit(model, samples, means=True) for name, model in models.items()})
    reached = ""
    for level in found:
        if not level.holds:
            break
        reached = level.name
    failed = next((level.name for level in found if not level.holds), None)
    hints = _hints(*built[failed], samples, models[failed]) if failed and failed != "strict means" else ()
    shifts = (
        intercept_shifts(models["metric"], names, items, homes(structure))
        if "metric" in models
        else pd.DataFrame(index=items)
    )
    caveats = dict.fromkeys(said for model in models.values() for said in doubts(model))
    return Invariance(
        {name: sample.n for name, sample in zip(names, samples, strict=True)},
        found,
        reached,
        hints,
        shifts,
        models,
        tuple(caveats),
    )


def compared(fits: dict[str, ConfirmatoryFit]) -> tuple[Level, ...]:
    """Each level beside the one before it."""
    found: list[Level] = []
    for name, fit in fits.items():
        if not found:
            found.append(Level(name, fit, None, None, None, None, None, None, True, True))
            continue
        before = found[-1].fit
        chi, df = fit.chi_square - before.chi_square, fit.df - before.df
        cfi, rmsea, srmr = fit.cfi - before.cfi, fit.rmsea - before.rmsea, fit.srmr - before.srmr
        found.append(
            Level(
                name, fit, chi, df, float(stats.chi2.sf(max(chi, 0.0), df)) if df > 0 else 1.0, cfi, rmsea, srmr,
                cfi >= WORST_CFI and rmsea <= WORST_RMSEA, srmr <= WORST_SRMR.get(name, OTHER_SRMR),
            )
        )  # fmt: skip
    return tuple(found)


def intercept_shifts(model: Estimated, names: list[str], items: list[str], home: list[int]) -> pd.DataFrame:
    """Intercepts against the first group's, less what the median item of the factor moved.

    Parameters
    ----------
    model : Estimated
        With equal loadings and free intercepts.
    """
    first = model.groups[0]
    table = {}
    for name, part in zip(names[1:], model.groups[1:], strict=True):
        moved = part["intercepts"] - first["intercepts"]
        loading = first["loadings"][np.arange(len(items)), home]
        shift = np.zeros(len(items))
        for factor in sorted(set(home)):
            own = np.flatnonzero(np.array(home) == factor)
            steep = own[np.abs(loading[own]) > 1e-6]
            middle = float(np.median(moved[steep] / loading[steep])) if len(steep) else 0.0
            shift[own] = moved[own] - loading[own] * middle
        table[name] = shift
    return pd.DataFrame(table, index=items)


def _built(
    structure: dict[str, list[str]],
    names: list[str],
    samples: list[Sample],
    equal: frozenset[str],
    free: frozenset[str],
) -> tuple[Builder, list[Group]]:
    builder = Builder()
    parts = [
        group_of(builder, name, structure, sample, equal, free, first=at == 0)
        for at, (name, sample) in enumerate(zip(names, samples, strict=True))
    ]
    return builder, parts


def _hints(builder: Builder, parts: list[Group], samples: list[Sample], model: Estimated) -> tuple[Hint, ...]:
    """Score tests of giving up each equality, all groups at once."""
    found = []
    for label in model.labels:
        if "@" not in label:
            what, item = label.split(":", 1)
            chi, p_value = score_test(label, builder, parts, samples, model)
            found.append(Hint(what, item, chi, p_value))
    return tuple(sorted(found, key=lambda hint: -hint.chi_square))


def score_test(
    label: str, builder: Builder, parts: list[Group], samples: list[Sample], model: Estimated
) -> tuple[float, float]:
    """Chi-square and p-value of letting one shared parameter differ between groups.

    Rao, C. R. (1948); as lavaan's ``lavTestScore`` of a single equality, with expected information.
    """
    place, count = builder.labels.index(label), len(builder.labels)
    freed, extra = [], 0
    for at, part in enumerate(parts):
        places = {name: own.copy() for name, own in part.places.items()}
        if at:
            for own in places.values():
                own[own == place] = count + extra
            extra += 1
        freed.append(Group(part.values, places))
    theta = np.concatenate([model.estimates, np.full(extra, model.estimates[place])])
    people = sum(sample.n for sample in samples)
    slope, information = derivatives(theta, freed, samples, [sample.n / people for sample in samples])
    solved = np.linalg.lstsq(information, slope, rcond=1e-10)[0]
    chi = float(people * slope @ solved)
    return chi, float(stats.chi2.sf(chi, extra))
