"""Segments judged by a client's criteria: scores, totals, what hangs on the weights, and roles.

The two axes are those of Dolnicar, S., Grün, B. & Leisch, F. (2018), *Market Segmentation Analysis*, Springer, ch. 4 and 11.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from psychoseg.activation.model import Axis, Evaluation, Placed, Rated, Rival, Score
from psychoseg.client import (
    CUT,
    HIGHEST,
    LOWEST,
    OF_SEGMENTS,
    ROLES,
    SIZE,
    SPEND,
    VALUE,
    Criterion,
    EvaluationChoices,
)
from psychoseg.errors import Fault, PlanError
from psychoseg.personas.model import Persona
from psychoseg.stats.estimate import OK, Estimate

SWING = 0.25
"""How much every weight is changed, up and down, to see whether the order stays."""
PLACES = 1
"""Decimals to which a total is held against the cut, as it is printed."""
FOCUS, DEVELOP, KEEP, LEAVE = ROLES


def evaluate(personas: Sequence[Persona], choices: EvaluationChoices) -> Evaluation:
    """Score, weigh and place every segment.

    Parameters
    ----------
    personas : sequence of Persona
    choices : EvaluationChoices

    Returns
    -------
    Evaluation

    Raises
    ------
    PlanError
        Where a figure is withheld or missing for a segment, or the client's scores leave one out or name one that
        there is not; each with its place in study.yml.

    Notes
    -----
    Figures become points on one straight line: the lowest end of any segment's interval is 1, the highest 10, so
    that differences within the intervals stay small. A total is the mean of the points, weighted. Intervals of
    totals take the criteria as independent. What changes of weights can do is exact: the difference of two totals
    is linear in the weights, so its extremes lie where every weight is changed by the whole swing.
    """
    faults: list[Fault] = []
    letters = [one.letter for one in personas]
    for criterion in choices.criteria:
        faults += _unscored(criterion, letters)
    faults += [
        Fault(choices.where, f"roles names segment {letter}", f"there are {letters[0]} to {letters[-1]}")
        for letter, _ in choices.roles
        if letter not in letters
    ]
    rated = [_axis(personas, criteria, faults) for criteria in (choices.attractive, choices.ours)]
    if faults:
        raise PlanError("The segments cannot be judged by what study.yml names:", faults)
    numbers = [one.number for one in personas]
    first, second = (_judged(numbers, criteria) for criteria in rated)
    given = dict(choices.roles)
    placed = tuple(
        _placed(one, at, (first, second), choices.cut, given.get(one.letter))
        for at, one in enumerate(personas)
    )
    return Evaluation(first, second, placed, choices.cut, SWING)


def _unscored(criterion: Criterion, letters: Sequence[str]) -> list[Fault]:
    if criterion.measure:
        return []
    scored = dict(criterion.scores)
    missing = [letter for letter in letters if letter not in scored]
    strange = [letter for letter in scored if letter not in letters]
    found = []
    if missing:
        found.append(Fault(criterion.where, f"{criterion.name} has no score for segment {', '.join(missing)}", "give each segment one"))  # fmt: skip
    if strange:
        found.append(Fault(criterion.where, f"{criterion.name} has a score for segment {', '.join(strange)}", f"there are {letters[0]} to {letters[-1]}"))  # fmt: skip
    return found


def _axis(
    personas: Sequence[Persona], criteria: Sequence[Criterion], faults: list[Fault]
) -> tuple[Rated, ...]:
    whole = sum(one.weight for one in criteria)
    return tuple(_rated(personas, one, one.weight / whole, faults) for one in criteria)


def _rated(personas: Sequence[Persona], criterion: Criterion, share: float, faults: list[Fault]) -> Rated:
    if not criterion.measure:
        scored = dict(criterion.scores)
        scores = tuple(Score(scored.get(one.letter, CUT)) for one in personas)
        return Rated(
            criterion.name, "", criterion.weight, share, False, None, None, (None,) * len(personas), scores, criterion.reason
        )  # fmt: skip
    found = [_figure(one, criterion) for one in personas]
    label = criterion.name or next((name for name, _ in found if name), criterion.measure)
    figures = [estimate for _, estimate in found]
    known = [one for one in figures if one is not None and one.shown and one.value is not None]
    if len(known) < len(personas):
        lacking = ", ".join(
            one.letter for one, figure in zip(personas, figures, strict=True) if figure not in known
        )
        faults.append(Fault(criterion.where, f"{label} is not known, or withheld, in segment {lacking}", "take another criterion, or give scores"))  # fmt: skip
        return Rated(label, "", criterion.weight, share, False, None, None, (), ())
    worst = min(_low(one) for one in known)
    best = max(_high(one) for one in known)
    if criterion.low_is_better:
        worst, best = best, worst
    scores = tuple(_scored(one, worst, best) for one in known)
    return Rated(
        label, known[0].unit, criterion.weight, share, criterion.low_is_better, worst, best, tuple(known), scores
    )  # fmt: skip


def _figure(persona: Persona, criterion: Criterion) -> tuple[str, Estimate | None]:
    """What a criterion is called and its figure in one segment."""
    if criterion.measure == SIZE:
        return OF_SEGMENTS[SIZE], persona.share
    if criterion.measure == VALUE:
        return OF_SEGMENTS[VALUE], persona.value_share
    trait = next(
        (
            one for one in persona.traits
            if one.key == criterion.measure or (criterion.measure == SPEND and one.role == "value" and one.segment.unit != "share")
        ),
        None,
    )  # fmt: skip
    if trait is None:
        return "", None
    if not criterion.index:
        return trait.label, trait.segment
    own, total = trait.segment, trait.total.value
    if not own.shown or not total or own.value is None:
        return trait.label, None
    scale = 100 / total
    return trait.label, Estimate(
        own.value * scale, _low(own) * scale, _high(own) * scale, "index", own.base, own.weighted, own.effective, OK
    )  # fmt: skip


def _scored(figure: Estimate, worst: float, best: float) -> Score:
    ends = sorted(_points(value, worst, best) for value in (_low(figure), _high(figure)))
    return Score(_points(figure.value or 0.0, worst, best), ends[0], ends[1])


def _points(value: float, worst: float, best: float) -> float:
    if best == worst:
        return CUT
    return LOWEST + (HIGHEST - LOWEST) * (value - worst) / (best - worst)


def _judged(numbers: Sequence[int], criteria: tuple[Rated, ...]) -> Axis:
    totals = tuple(_total(criteria, at) for at in range(len(numbers)))
    first = max(range(len(numbers)), key=lambda at: (totals[at].value, -at))
    rivals = tuple(
        sorted(
            (
                Rival(numbers[at], _lead(criteria, first, at), _turns_at(criteria, first, at))
                for at in range(len(numbers))
                if at != first
            ),
            key=lambda one: one.lead.value,
        )
    )
    return Axis(criteria, totals, numbers[first], rivals, all(one.turns_at > SWING for one in rivals))


def _total(criteria: Sequence[Rated], at: int) -> Score:
    parts = [(one.share, one.scores[at]) for one in criteria]
    value = sum(share * score.value for share, score in parts)
    down, up = math.hypot(*(_down(*part) for part in parts)), math.hypot(*(_up(*part) for part in parts))
    return Score(value, max(LOWEST, value - down), min(HIGHEST, value + up)) if down or up else Score(value)


def _lead(criteria: Sequence[Rated], first: int, other: int) -> Score:
    value = sum(one.share * (one.scores[first].value - one.scores[other].value) for one in criteria)
    below = [(one.share, one.scores[first]) for one in criteria]
    above = [(one.share, one.scores[other]) for one in criteria]
    down = math.hypot(*(_down(*entry) for entry in below), *(_up(*entry) for entry in above))
    up = math.hypot(*(_up(*entry) for entry in below), *(_down(*entry) for entry in above))
    return Score(value, value - down, value + up) if down or up else Score(value)


def _down(share: float, score: Score) -> float:
    return share * (score.value - score.low) if score.low is not None else 0.0


def _up(share: float, score: Score) -> float:
    return share * (score.high - score.value) if score.high is not None else 0.0


def _turns_at(criteria: Sequence[Rated], first: int, other: int) -> float:
    """The smallest change of every weight that can bring another segment level with the first."""
    return _smallest_change(
        [one.share * (one.scores[first].value - one.scores[other].value) for one in criteria]
    )


def _smallest_change(parts: Sequence[float]) -> float:
    """The part by which every addend must change at most to bring their sum to nought; 1 where none does.

    Examples
    --------
    >>> round(_smallest_change([3.0, -1.0]), 2), _smallest_change([2.0])
    (0.5, 1.0)
    """
    size = sum(abs(part) for part in parts)
    return min(1.0, abs(sum(parts)) / size) if size else 0.0


def _placed(persona: Persona, at: int, axes: tuple[Axis, Axis], cut: float, given: str | None) -> Placed:
    high = [round(axis.totals[at].value, PLACES) >= cut for axis in axes]
    rule = {(True, True): FOCUS, (True, False): DEVELOP, (False, True): KEEP, (False, False): LEAVE}[
        high[0], high[1]
    ]
    changes = [
        _smallest_change([one.share * (one.scores[at].value - cut) for one in axis.criteria]) for axis in axes
    ]
    certain = all(_clear(axis.totals[at], cut) for axis in axes)
    return Placed(persona.number, given or rule, rule, min(changes), certain)


def _clear(total: Score, cut: float) -> bool:
    return total.low is None or total.high is None or not total.low < cut <= total.high


def _low(estimate: Estimate) -> float:
    return estimate.low if estimate.low is not None else estimate.value or 0.0


def _high(estimate: Estimate) -> float:
    return estimate.high if estimate.high is not None else estimate.value or 0.0
