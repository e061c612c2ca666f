"""Whether segments differ in what people think, or in how they use a scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.factors.style import opposite_pairs, styles
from psychoseg.questionnaire import Questionnaire
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.omnibus import explained

CLEAR = 0.5
"""Standard deviations by which a segment's use of the scale stands out."""
MUCH = 0.14
"""Share of variance between segments that counts as large (Cohen 1988)."""
NAMES = {
    "acquiescence": "agreeing whatever is asked",
    "extremes": "answers at the ends of the scale",
    "midpoint": "answers in its middle",
}


@dataclass(frozen=True, slots=True)
class StyleOf:
    """How one segment uses the scale.

    Parameters
    ----------
    segment : int
    acquiescence, extremes, midpoint : Estimate
        Mean inclination to agree with statements and their opposites alike (-1 to 1), and mean shares of
        answers at the ends and in the middle of the scale.
    away : tuple of float
        The same three in standard deviations from everybody; 0 where a style is not known.
    """

    segment: int
    acquiescence: Estimate
    extremes: Estimate
    midpoint: Estimate
    away: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ResponseStyles:
    """The use of the scale by segment, beside what forms the segments.

    Parameters
    ----------
    segments : tuple of StyleOf
    between : tuple of float
        Share of each style's variance that lies between segments (eta squared): agreeing, ends, middle.
    content : tuple of float
        For each segment, the farthest it lies from everybody on any factor, in standard deviations.
    pairs : int
        Pairs of opposite items that agreement is told from; with none it is not known.
    """

    segments: tuple[StyleOf, ...]
    between: tuple[float, float, float]
    content: tuple[float, ...]
    pairs: int

    @property
    def caveats(self) -> tuple[str, ...]:
        """Segments that stand out by their use of the scale more than by anything they think."""
        found = []
        for own, content in zip(self.segments, self.content, strict=True):
            sizes = [abs(value) for value in own.away]
            at = int(np.argmax(sizes))
            if sizes[at] >= CLEAR and sizes[at] > content:
                style = list(NAMES.values())[at]
                found.append(
                    f"Segment {own.segment} differs mainly in how people use the scale ({style}: {own.away[at]:+.1f} standard deviations from everybody; "
                    f"at most {content:.1f} on any factor): it may be a way of answering, not of thinking."
                )
        return tuple(found)

    @property
    def words(self) -> str:
        """How much of each style lies between segments."""
        parts = [
            f"{name} {share:.0%}"
            for name, share in zip(NAMES.values(), self.between, strict=True)
            if name != NAMES["acquiescence"] or self.pairs
        ]
        least = (
            ""
            if self.pairs
            else " No items are opposites of each other, so agreeing whatever is asked cannot be told."
        )
        size = "little" if max(self.between) < MUCH else "much"
        return f"Of how people use the scale {size} lies between segments: {', '.join(parts)} (eta squared).{least}"


def response_styles(
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    scores: pd.DataFrame,
    weights: pd.Series,
    segments: pd.Series,
    estimator: Estimator,
) -> ResponseStyles:
    """How each segment uses the scale of the attitude items.

    Parameters
    ----------
    answers : DataFrame, respondents × attitude items
        Keyed.
    questionnaire : Questionnaire
    scores : DataFrame, respondents × factors
        In standard deviations from everybody.
    weights, segments : Series, respondents
        The segment of each person, from 1.
    estimator : Estimator

    Notes
    -----
    Grün, B. & Dolnicar, S. (2016), *Marketing Letters* 27, 613-624: people who use a scale alike gather in
    segments that mean nothing. Styles are those of :func:`psychoseg.factors.style.styles`.
    """
    asked = {item.id: item for item in questionnaire.attitudes if item.scale and item.id in answers}
    scales = {name: (item.scale.lowest, item.scale.highest) for name, item in asked.items() if item.scale}
    turned = frozenset(name for name, item in asked.items() if item.reverse)
    given = answers[list(asked)].copy()
    for item in turned:
        given[item] = sum(scales[item]) - given[item]
    pairs = opposite_pairs(given, {name: item.construct for name, item in asked.items()}, turned)
    people = styles(given, scales, pairs).people
    place, counted = segments.to_numpy(dtype=np.int64) - 1, weights.to_numpy(dtype=float)
    between = tuple(explained(place, people[name].to_numpy(dtype=float), counted) for name in NAMES)
    numbers = range(1, int(segments.max()) + 1)
    return ResponseStyles(
        tuple(_of(number, people, weights, segments, estimator) for number in numbers),
        (between[0], between[1], between[2]),
        tuple(_farthest(scores, counted, place == number - 1) for number in numbers),
        len(pairs),
    )


def _of(
    number: int, people: pd.DataFrame, weights: pd.Series, segments: pd.Series, estimator: Estimator
) -> StyleOf:
    own = segments == number
    means = [
        estimator.mean(people.loc[own, name], weights[own], unit)
        for name, unit in zip(NAMES, ("of half the scale", "of answers", "of answers"), strict=True)
    ]
    away = tuple(_away(people[name], weights, own) for name in NAMES)
    return StyleOf(number, means[0], means[1], means[2], (away[0], away[1], away[2]))


def _away(values: pd.Series, weights: pd.Series, own: pd.Series) -> float:
    """A segment's mean in standard deviations from everybody; 0 where it is not known or does not vary."""
    known = values.notna()
    if not (known & own).any():
        return 0.0
    mean = float(np.average(values[known], weights=weights[known]))
    spread = float(np.sqrt(np.average((values[known] - mean) ** 2, weights=weights[known])))
    inside = float(np.average(values[known & own], weights=weights[known & own]))
    return (inside - mean) / spread if spread > 0 else 0.0


def _farthest(scores: pd.DataFrame, weights: npt.NDArray[np.float64], own: npt.NDArray[np.bool_]) -> float:
    if not own.any():
        return 0.0
    return float(np.abs(np.average(scores.to_numpy(dtype=float)[own], axis=0, weights=weights[own])).max())
