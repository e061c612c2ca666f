"""Whether a few people decide the result: the same analysis without those who move it most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import PsychosegError
from psychoseg.factors import FactorModel, align, analyse
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses
from psychoseg.segments import Grouped, Sources, basis_of
from psychoseg.segments.matching import match
from psychoseg.segments.methods import METHODS
from psychoseg.segments.once import form_once
from psychoseg.stats.influence import moved_correlation, moved_spread
from psychoseg.stats.moments import Moments, effective_base
from psychoseg.stats.streams import stream

Array = npt.NDArray[np.float64]

WORTH_A_LOOK = 0.05
"""A refit is made where leaving a person out moves a correlation by this, or a standard deviation by this part;
half of what would be told, so that nothing is refitted in ordinary studies of several hundred people."""
MOST_PEOPLE = 3
NEAR = 0.8
"""Who moves nearly as much as whoever moves most is left out together with them: two alike hide each other."""
LARGE_LOADING, SAMPLING_ERRORS = 0.1, 3.0
"""Change of a loading that is told: this much, and so many times the sampling error of a correlation near 0, which is
1 over the root of the number of people. In small samples one person always moves loadings; both are conventions."""
LARGE_MOVE = 0.2
"""Share of the others in another segment that is told; a convention."""
HALF = 0.5
"""Part of a column's standard deviation that no few people should make."""
TIMES = 2.0
"""So many times as much must change as without ordinary people, or it is no merit of the few."""
CONTROLS = ((2_000, 10), (20_000, 5), (np.inf, 2))
"""Up to so many people, as often are others drawn at random; at most, as the first who change as much end it."""
STARTS = 20


@dataclass(frozen=True, slots=True)
class Changed:
    """The analysis without some people beside the one with all.

    Parameters
    ----------
    factors : int
        How many are found without them.
    congruence : float
        The lowest of Tucker's coefficients, at as many factors as with all.
    loading : float
        The largest absolute change of a loading.
    moved : float
        The weighted share of the others who are in another segment, 0 to 1, segments paired by the people
        they share.
    why_not : str
        Why it cannot be made, where it cannot.
    """

    factors: int
    congruence: float = 1.0
    loading: float = 0.0
    moved: float = 0.0
    why_not: str = ""


@dataclass(frozen=True, eq=False)
class Influence:
    """What the people who move the result most decide.

    Parameters
    ----------
    people : int
        How many are left out together, out of ``of``.
    of, factors : int
        People and factors of the whole analysis.
    effective : float
        Kish's effective number of the others.
    rivals : tuple of int
        Numbers of factors that other people would give anyway, as the analysis says.
    share : float
        Of the sum of all weights, 0 to 1.
    column, spread : str, float
        What loses most of its standard deviation without them, and what part of it, 0 to 1.
    without : Changed
    ordinary : tuple of Changed
        The same without as many people drawn at random; empty where nothing changed by so much as to ask.
    moves : Series, respondents
        How far each of the few moves a correlation or a standard deviation, the farthest first.

    Notes
    -----
    Leaving out the cases that move a factor solution most is how its sensitivity is looked at: Chalmers, R. P. &
    Flora, D. B. (2015), *Applied Psychological Measurement* 39, 573-574. Groups formed anew differ a little
    without anybody, so what changes without ordinary people is the yardstick.
    """

    people: int
    of: int
    factors: int
    effective: float
    rivals: tuple[int, ...]
    share: float
    column: str
    spread: float
    without: Changed
    ordinary: tuple[Changed, ...] = ()
    moves: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know where a few people decide."""
        told = [words for words, decides in self._told() if decides]
        if not told:
            return ()
        who = (
            f"One person of {self.of:,} decides part of the result, with {self.share:.1%} of all weight."
            if self.people == 1
            else f"{self.people} people of {self.of:,} decide part of the result, with {self.share:.1%} of all weight."
        )
        look = "Look at their answers and weights: influence.parquet of a fit says who they are."
        return (" ".join((who, *told, look)),)

    def _told(self) -> Iterator[tuple[str, bool]]:
        left, usual = self.without, self.ordinary
        yield (
            f"Without them the standard deviation of {self.column} is {self.spread:.0%} less.",
            self.spread >= HALF,
        )
        if left.why_not:
            yield (
                f"Without them the analysis cannot be made, for this reason: {left.why_not}",
                not any(one.why_not for one in usual),
            )
            return
        yield (
            f"Without them there would be {left.factors} factors instead of {self.factors}.",
            left.factors not in (self.factors, *self.rivals)
            and all(one.factors == self.factors for one in usual),
        )
        loading = max((one.loading for one in usual), default=0.0)
        yield (
            f"Without them loadings change by up to {left.loading:.2f} (lowest congruence {left.congruence:.2f}); "
            f"without as many people drawn at random by up to {loading:.2f}.",
            left.loading >= max(LARGE_LOADING, SAMPLING_ERRORS / self.effective**0.5, TIMES * loading),
        )
        moved = max((one.moved for one in usual), default=0.0)
        yield (
            f"Without them {left.moved:.0%} of the others are in another segment; "
            f"without as many people drawn at random up to {moved:.0%}.",
            left.moved >= max(LARGE_MOVE, TIMES * moved),
        )


def influence(
    questionnaire: Questionnaire,
    responses: Responses,
    plan: Plan,
    model: FactorModel,
    grouped: Grouped,
    *,
    rivals: tuple[int, ...] = (),
) -> Influence | None:
    """What would be found without the few people who move the result most; None where nobody moves it by much.

    Parameters
    ----------
    questionnaire : Questionnaire
    responses : Responses
    plan : Plan
    model, grouped
        What was found with all.
    rivals : tuple of int
        Numbers of factors that other people would give anyway; to find one of these is no news.
    """
    weights = responses.weights.to_numpy(dtype=float)
    moves = moving(responses.answers, grouped, responses.weights)
    few = _most(moves)
    if not few.any() or (~few).sum() < 2:
        return None
    column, spread = _spread(few, responses, grouped)
    own = Influence(
        people=int(few.sum()),
        of=len(weights),
        factors=len(model.factors),
        effective=effective_base(weights[~few]),
        rivals=rivals,
        share=float(weights[few].sum() / weights.sum()),
        column=column,
        spread=spread,
        without=_without(few, questionnaire, responses, plan, model, grouped),
        moves=pd.Series(moves, index=responses.answers.index, name="moves")[few].sort_values(ascending=False),
    )
    rng = stream(plan.seed, "influence")
    for _ in range(next(often for most, often in CONTROLS if len(weights) <= most)):
        if not own.caveats:
            break
        drawn = np.zeros(len(few), dtype=bool)
        drawn[rng.choice(np.flatnonzero(~few), size=own.people, replace=False)] = True
        usual = _without(drawn, questionnaire, responses, plan, model, grouped)
        own = replace(own, ordinary=(*own.ordinary, usual))
    return own


def _spread(few: npt.NDArray[np.bool_], responses: Responses, grouped: Grouped) -> tuple[str, float]:
    """The column that loses the largest part of its standard deviation without some people, and that part."""
    basis = grouped.basis.in_numbers.table[_numbers(grouped)]
    table = pd.concat(
        [responses.answers, basis.loc[:, ~basis.columns.isin(responses.answers.columns)]], axis=1
    )
    whole = Moments.of(table, responses.weights).sd
    without = Moments.of(table[~few], responses.weights[~few]).sd
    lost = (1 - without / whole.where(whole > 0)).fillna(0.0)
    return str(lost.idxmax()), float(max(lost.max(), 0.0))


def _numbers(grouped: Grouped) -> list[str]:
    columns = grouped.basis.in_numbers.recipe.columns
    return [column.name for column in columns if column.kind in ("number", "steps")]


def moving(answers: pd.DataFrame, grouped: Grouped, weights: pd.Series) -> Array:
    """How much each person moves the correlations or the spread of what segments are formed from.

    Parameters
    ----------
    answers : DataFrame, respondents × attitude items
    grouped : Grouped
    weights : Series, respondents

    Returns
    -------
    ndarray, respondents
        The larger of both; see :func:`psychoseg.stats.influence.moved_correlation` and
        :func:`psychoseg.stats.influence.moved_spread`.
    """
    given = weights.to_numpy(dtype=float)
    return np.asarray(
        np.maximum.reduce(
            [
                moved_correlation(answers, given, at_least=WORTH_A_LOOK),
                moved_spread(answers, given),
                moved_spread(grouped.basis.in_numbers.table[_numbers(grouped)], given),
            ]
        )
    )


def _most(moves: Array) -> npt.NDArray[np.bool_]:
    """The few to leave out together; nobody where nobody moves anything by much."""
    few = np.zeros(len(moves), dtype=bool)
    line = max(WORTH_A_LOOK, NEAR * float(moves.max(initial=0.0)))
    order = np.argsort(-moves, kind="stable")[:MOST_PEOPLE]
    few[order[moves[order] >= line]] = True
    return few


def _without(
    gone: npt.NDArray[np.bool_],
    questionnaire: Questionnaire,
    responses: Responses,
    plan: Plan,
    model: FactorModel,
    grouped: Grouped,
) -> Changed:
    """The analysis once more without some people."""
    stay = ~gone
    answers, weights = responses.answers[stay], responses.weights[stay]
    count, segments = len(model.factors), len(grouped.segmentation.names)
    try:
        free = analyse(answers, weights, questionnaire, plan, stream(plan.seed, "retention"))
        fixed = replace(plan, factors=count, factors_reason="as with them")
        same = (
            free
            if len(free.model.factors) == count
            else analyse(answers, weights, questionnaire, fixed, stream(plan.seed, "retention"))
        )
        pattern, congruence = align(same.solution.pattern, model.pattern)
        loadings = pattern.loc[model.pattern.index, list(model.pattern.columns)].to_numpy()
        sources = Sources(same.model.score(answers), answers, responses.profile[stay])
        method = METHODS[plan.forming.method]
        basis = basis_of(plan, questionnaire, sources)
        seed = int(stream(plan.seed, "influence").integers(2**31 - 1))
        again = form_once(basis, weights, method, segments, starts=STARTS, seed=seed)
    except PsychosegError as no:
        return Changed(0, why_not=no.summary.rstrip(" :.") + ".")
    except np.linalg.LinAlgError as no:
        return Changed(0, why_not=f"{no}.")
    return Changed(
        factors=len(free.model.factors),
        congruence=float(congruence.min()),
        loading=float(np.abs(loadings - model.pattern.to_numpy()).max()),
        moved=_moved(grouped, again.labels, responses.weights),
    )


def _moved(grouped: Grouped, again: pd.Series, weights: pd.Series) -> float:
    """The weighted share of people who are in another segment than the partner of their own."""
    before = grouped.assignments["segment"][grouped.placed] - 1
    both = before.index.intersection(again.index)
    old, new = (labels[both].to_numpy(dtype=np.int64) for labels in (before, again))
    given = weights[both].to_numpy(dtype=float)
    partner = np.asarray(match(old, new, given).partner)
    return float(given[partner[new] != old].sum() / given.sum())
