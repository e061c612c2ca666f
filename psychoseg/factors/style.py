"""Response style: agreeing with everything, or with extremes, whatever is asked; and what it does to factors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import PlanError
from psychoseg.factors.comparison import align
from psychoseg.factors.extraction import extract, extracted
from psychoseg.factors.rotation import procrustes
from psychoseg.stats.moments import Moments

Array = npt.NDArray[np.float64]

OPPOSITE = -0.10
"""Two items of one construct, keyed against each other, are a pair when they correlate at most this."""
ENOUGH = 3
CHANGED = 0.95


@dataclass(frozen=True, eq=False)
class Styles:
    """Each person's response style.

    Parameters
    ----------
    people : DataFrame, respondents × (acquiescence, extremes, midpoint)
        ``acquiescence`` is the mean of answers to balanced pairs above the middle of the scale, as a
        share of the scale's half range, -1 to 1; NaN without pairs. ``extremes`` and ``midpoint`` are
        shares of answers, 0 to 1; the midpoint's is NaN on scales that have none.
    pairs : tuple of (str, str)
        Items that were taken to say the opposite.
    """

    people: pd.DataFrame
    pairs: tuple[tuple[str, str], ...]

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader should doubt, in words."""
        if len(self.pairs) >= ENOUGH:
            return ()
        return (
            f"{len(self.pairs) or 'No'} pair{'' if len(self.pairs) == 1 else 's'} of items keyed against each other: "
            f"agreeing with everything cannot be told from agreeing with these questions (at least {ENOUGH} pairs can).",
        )


def styles(
    answers: pd.DataFrame,
    scales: dict[str, tuple[int, int]],
    pairs: tuple[tuple[str, str], ...],
) -> Styles:
    """Acquiescence from balanced pairs, and the shares of extreme and middle answers.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        As given, not turned round by key.
    scales : dict of str to (int, int)
        Lowest and highest code of each item.
    pairs : tuple of (str, str)
        Items that say the opposite of each other.

    Notes
    -----
    Soto, C. J. et al. (2008), *JPSP* 94, 718-737 (acquiescence of opposite items); Baumgartner, H. & Steenkamp,
    J.-B. E. M. (2001), *JMR* 38, 143-156.

    Examples
    --------
    >>> answers = pd.DataFrame({"calm": [5, 1], "nervous": [5, 5]})
    >>> found = styles(answers, {"calm": (1, 5), "nervous": (1, 5)}, (("calm", "nervous"),))
    >>> found.people["acquiescence"].tolist()
    [1.0, 0.0]
    """
    items = list(answers.columns)
    low = np.array([scales[str(item)][0] for item in items], dtype=float)
    high = np.array([scales[str(item)][1] for item in items], dtype=float)
    values = answers.to_numpy(dtype=float)
    seen = ~np.isnan(values)
    middle = (low + high) / 2
    centred = pd.DataFrame((values - middle) / ((high - low) / 2), index=answers.index, columns=items)
    leaning = (
        pd.concat([centred[[one, other]].mean(axis=1, skipna=False) for one, other in pairs], axis=1).mean(
            axis=1
        )
        if pairs
        else pd.Series(np.nan, index=answers.index)
    )
    with np.errstate(invalid="ignore"):
        answered = np.where(seen.sum(axis=1) > 0, seen.sum(axis=1), np.nan)
        extremes = ((values == low) | (values == high)).sum(axis=1) / answered
        has_middle = middle == np.round(middle)
        of_middle = (seen & has_middle).sum(axis=1)
        midpoint = np.where(
            of_middle > 0, ((values == middle) & has_middle).sum(axis=1) / np.maximum(of_middle, 1), np.nan
        )
    people = pd.DataFrame(
        {"acquiescence": leaning, "extremes": extremes, "midpoint": midpoint}, index=answers.index
    )
    return Styles(people, tuple(pairs))


def opposite_pairs(
    answers: pd.DataFrame, constructs: dict[str, str], reversed_items: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Within each construct, items keyed against each other, the most opposite first, each used once.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        As given, not turned round by key.
    constructs : dict
        Item → construct.
    reversed_items : frozenset
        Items that are keyed the other way.
    """
    R, columns = Moments.of(answers).correlation(), list(answers.columns)
    found: list[tuple[float, str, str]] = []
    for one in answers.columns:
        for other in answers.columns:
            apart = (one in reversed_items) < (other in reversed_items)
            if apart and constructs.get(one) == constructs.get(other):
                r = float(R.to_numpy()[columns.index(one), columns.index(other)])
                if r <= OPPOSITE:
                    found.append((r, str(one), str(other)))
    taken: set[str] = set()
    pairs = []
    for _, one, other in sorted(found):
        if not {one, other} & taken:
            pairs.append((one, other))
            taken |= {one, other}
    return tuple(pairs)


def ipsatise(answers: pd.DataFrame, *, spread: bool = False) -> pd.DataFrame:
    """Answers less each person's own mean, and over their own spread where asked.

    It makes the correlations singular, of one rank less, and some of them negative, so adequacy (KMO)
    and maximum likelihood are not defined; and it takes away a general factor along with style.

    Examples
    --------
    >>> ipsatise(pd.DataFrame({"a": [1.0, 5.0], "b": [3.0, 5.0]})).values.tolist()
    [[-1.0, 1.0], [0.0, 0.0]]
    """
    centred = answers.sub(answers.mean(axis=1), axis=0)
    if not spread:
        return centred
    own = answers.std(axis=1)
    return centred.div(own.where(own > 0), axis=0)


def without_style(answers: pd.DataFrame, style: pd.Series) -> pd.DataFrame:
    """Answers less what each person's style predicts of them, by regression of every item on it.

    People whose style is not known keep their answers.
    """
    known = style.notna() & answers.notna().all(axis=1)
    lean = (style - style[known].mean()).fillna(0.0)
    found = answers.astype(float).copy()
    variance = float((lean[known] ** 2).mean())
    if variance <= 0:
        raise PlanError("Response style does not vary, so it cannot be taken out.")
    for item in answers.columns:
        slope = (
            float((lean[known] * (answers.loc[known, item] - answers.loc[known, item].mean())).mean())
            / variance
        )
        found[item] = answers[item] - slope * lean
    return found


@dataclass(frozen=True, eq=False)
class StyleEffect:
    """What one correction does to a solution.

    Parameters
    ----------
    correction : str
    congruence : Series, factors
        Tucker's coefficient with the uncorrected solution.
    rank : int
        Of the corrected correlations.
    pattern : DataFrame, items × factors
        In the uncorrected solution's order and signs.
    caveats : tuple of str
    """

    correction: str
    congruence: pd.Series
    rank: int
    pattern: pd.DataFrame
    caveats: tuple[str, ...]


def style_effects(
    keyed: pd.DataFrame,
    given: pd.DataFrame,
    found: Styles,
    reversed_items: frozenset[str],
    pattern: pd.DataFrame,
    rotation: str,
) -> tuple[StyleEffect, ...]:
    """The solution again with style taken out in each way that is open, beside the one without.

    Parameters
    ----------
    keyed, given : DataFrame, respondents × items
        Answers turned round by key, and as given.
    found : Styles
    reversed_items : frozenset
        Of ``given``, turned round again after each correction.
    pattern : DataFrame, items × factors
        Of the solution, whose names and order are kept.
    rotation : str

    Returns
    -------
    tuple of StyleEffect
        Ipsatised; and where there are enough pairs, acquiescence partialled out, and a factor more for it.
    """
    whole = keyed.dropna()
    factors = len(pattern.columns)
    base, _ = align(extract(whole.corr(), factors, rotation).pattern, pattern)
    signs = np.array([-1.0 if str(item) in reversed_items else 1.0 for item in given.columns])
    corrected = {"ipsatised": ipsatise(given.loc[whole.index]) * signs}
    if len(found.pairs) >= ENOUGH:
        style = found.people.loc[whole.index, "acquiescence"]
        corrected["acquiescence partialled out"] = without_style(given.loc[whole.index], style) * signs
    effects = [_effect(name, table, base, factors, rotation) for name, table in corrected.items()]
    if len(found.pairs) >= ENOUGH and factors + 1 <= len(base) // 2:
        effects.append(_style_factor(whole, base, signs, factors))
    return tuple(effects)


def _effect(name: str, table: pd.DataFrame, base: pd.DataFrame, factors: int, rotation: str) -> StyleEffect:
    R = table.corr()
    rank = int((np.linalg.eigvalsh(R) > 1e-8).sum())
    solution = extract(R, factors, rotation)
    pattern, agreement = align(solution.pattern, base)
    caveats = list(solution.caveats)
    if rank < len(R):
        caveats.append(
            f"The {name} correlations have rank {rank} of {len(R)}: adequacy (KMO) and likelihood are not defined for them."
        )
    changed = [f"{factor} ({value:.2f})" for factor, value in agreement.items() if value < CHANGED]
    if changed:
        caveats.append(f"With answers {name}, other factors come out: {', '.join(changed)}.")
    return StyleEffect(name, agreement, rank, pattern, tuple(caveats))


def _style_factor(whole: pd.DataFrame, base: pd.DataFrame, signs: Array, factors: int) -> StyleEffect:
    """One factor more, turned so that it weighs every item as given alike and the others stay where they were."""
    unrotated = extracted(whole.corr().to_numpy(), factors + 1).loadings
    wanted = np.column_stack([base.to_numpy(dtype=float), 0.3 * signs])
    pattern, _ = procrustes(unrotated, wanted)
    content = pd.DataFrame(pattern[:, :factors], index=base.index, columns=base.columns)
    aligned, agreement = align(content, base)
    aligned["response style"] = pattern[:, factors]
    return StyleEffect("a factor for response style", agreement, len(base), aligned, ())
