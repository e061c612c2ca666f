"""A segmentation: what places anybody in a segment, frozen, now and in ten years."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import log_softmax
from scipy.stats import chi2

from psychoseg.documents.plain import from_plain, to_plain
from psychoseg.errors import ModelError
from psychoseg.segments.bases import Recipe, Sources
from psychoseg.segments.methods import Method, WeightedKMeans, method_from_plain

SCHEMA = "psychoseg/segmentation/3"
FIRST_SCHEMA, SCORES_SCHEMA = "psychoseg/segmentation/1", "psychoseg/segmentation/2"
"""Before methods were stored, and before anything but factor scores could form segments."""
CLEAR = 0.8
"""A member is in the core where its own centre is nearer than this share of the way to the next; for methods
without distances, where its segment has at least this probability."""
FARTHEST = 0.99


@dataclass(frozen=True)
class Segmentation:
    """A fitted method in standardised columns, and how to bring a person's answers there.

    Parameters
    ----------
    method : str
        In words, with what it was applied to.
    factors : tuple of str
        The columns people are assigned by, in order: factor scores, or what ``recipe`` makes.
    names : tuple of str
        One a segment, in the order of their size when they were formed; never reordered later.
    means, sds : tuple of float
        Of each column among the people the segments were formed from, the spread divided by the root of the
        column's weight. New people are standardised by these, never by their own.
    centres : tuple of tuple of float
        Segments × factors, in standard deviations.
    farthest : tuple of float
        For each segment the distance, in the method's measure, within which 99 % of its members lay when it
        was formed.
    placing : dict
        What :meth:`Method.to_plain` gave.
    recipe : Recipe or None
        How the columns are made of scores and answers; None where they are the scores.

    Raises
    ------
    ModelError
        On creation, where the parts do not fit together.
    """

    method: str
    factors: tuple[str, ...]
    names: tuple[str, ...]
    means: tuple[float, ...]
    sds: tuple[float, ...]
    centres: tuple[tuple[float, ...], ...]
    farthest: tuple[float, ...]
    placing: dict[str, Any] = field(repr=False)
    recipe: Recipe | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse parts that do not belong together."""
        width = len(self.factors)
        fits = len(self.means) == len(self.sds) == width and all(
            len(centre) == width for centre in self.centres
        )
        if not (fits and len(self.names) == len(self.centres) == len(self.farthest) >= 1):
            raise ModelError("The segmentation's parts do not have the same segments and factors.")
        if len(set(self.names)) != len(self.names) or min(self.sds) <= 0:
            raise ModelError("The segmentation's names are not unique, or its spreads are impossible.")
        if (self.fitted.n_clusters, self.fitted.n_features_in_) != (len(self.names), width):
            raise ModelError("The segmentation's method does not have its segments and factors.")
        if self.recipe is not None and self.recipe.names != self.factors:
            raise ModelError("The segmentation's recipe does not make its columns.")

    @cached_property
    def fitted(self) -> Method:
        """The method that places people."""
        return method_from_plain(self.placing, "the segmentation's placing")

    def table(self, sources: Sources) -> pd.DataFrame:
        """The columns of these people, in their own units, as :meth:`assign` takes them."""
        if self.recipe is None:
            return sources.scores
        return self.recipe.table(sources)

    @property
    def inputs(self) -> frozenset[str]:
        """Every factor, construct and item that forms the segments: never tested, as it differs by construction."""
        return frozenset(self.factors) if self.recipe is None else self.recipe.inputs

    @property
    def by_attitudes(self) -> bool:
        """Whether factor scores or attitude items are among what forms the segments; scores are made of items."""
        return self.recipe is None or any(
            column.source in {"scores", "answers"} for column in self.recipe.columns
        )

    def standardised(self, scores: pd.DataFrame) -> pd.DataFrame:
        """Columns as the method sees them: each from the mean, in spreads of the people who formed the segments."""
        missing = [name for name in self.factors if name not in scores]
        if missing:
            raise ModelError(f"These scores lack {', '.join(missing)}, which the segments were formed from.")
        names = list(self.factors)
        return (scores[names] - pd.Series(self.means, names)) / pd.Series(self.sds, names)

    def assign(self, scores: pd.DataFrame) -> pd.DataFrame:
        """The segment of each person, and how clear that is.

        Parameters
        ----------
        scores : DataFrame, respondents × columns
            What :meth:`table` gives.

        Returns
        -------
        DataFrame, respondents ×
            ``segment`` (from 1; 0 where a score is missing that the method needs), ``second`` (the next in
            line), ``shadow`` (from 0, at the centre, to 1, on the border: 2·d₁ / (d₁ + d₂), Leisch 2010;
            p₂ / p₁ for methods that have no distances), ``core`` (clearly inside), ``poor_fit`` (farther out
            than 99 % of the segment's first members), and ``p1``, ``p2``, …: the probability of each segment.
        """
        values = self.standardised(scores).to_numpy(dtype=float)
        gone = np.isnan(values)
        known = ~(gone.all(axis=1) if self.fitted.takes_missing else gone.any(axis=1))
        filled = values if self.fitted.takes_missing else np.where(known[:, None], values, 0.0)
        speaks = self.fitted.affinity(filled) if len(filled) else np.zeros((0, len(self.names)))
        away = self.fitted.distances(filled) if len(filled) else speaks
        order = np.argsort(-speaks, axis=1, kind="stable")
        rows = np.arange(len(values))
        first, second = order[:, 0], order[:, min(1, len(self.names) - 1)]
        chances = np.exp(log_softmax(speaks, axis=1))
        if self.fitted.by_distance:
            near, next_near = away[rows, first], away[rows, second]
            shadow = np.divide(
                2 * near, near + next_near, out=np.zeros(len(rows)), where=near + next_near > 0
            )
            core = near <= CLEAR * next_near
        else:
            shadow, core = chances[rows, second] / chances[rows, first], chances[rows, first] >= CLEAR
        assigned = pd.DataFrame(
            {
                "segment": np.where(known, first + 1, 0),
                "second": np.where(known, second + 1, 0),
                "shadow": np.where(known, shadow, np.nan),
                "core": known & core,
                "poor_fit": known & (away[rows, first] > np.array(self.farthest)[first]),
            },
            index=scores.index,
        )
        for at in range(len(self.names)):
            assigned[f"p{at + 1}"] = np.where(known, chances[:, at], np.nan)
        return assigned

    def probabilities(self, scores: pd.DataFrame) -> pd.DataFrame:
        """The probability of each segment (columns from 1); missing for people without a segment."""
        assigned = self.assign(scores)
        numbers = range(1, len(self.names) + 1)
        return assigned[[f"p{at}" for at in numbers]].set_axis(numbers, axis=1)

    def renamed(self, names: tuple[str, ...]) -> Segmentation:
        """The same segments under other names."""
        return replace(self, names=names)

    def to_plain(self) -> dict[str, Any]:
        """The segmentation as plain data that JSON keeps exactly."""
        return {"schema": SCHEMA, **to_plain(self)}

    @classmethod
    def from_plain(cls, plain: Any, where: str = "segmentation.json") -> Segmentation:
        """The segmentation stored as plain data; refuses other schemas and impossible numbers."""
        if not isinstance(plain, dict) or plain.get("schema") not in {
            SCHEMA,
            SCORES_SCHEMA,
            FIRST_SCHEMA,
        }:
            raise ModelError(f"{where} is not a segmentation this psychoseg reads ({SCHEMA}).")
        parts = {key: value for key, value in plain.items() if key != "schema"}
        if plain["schema"] == FIRST_SCHEMA:
            parts["placing"] = _first_placing(parts)
        return from_plain(cls, parts, where)


def _first_placing(parts: dict[str, Any]) -> dict[str, Any]:
    """The k-means of a segmentation stored before methods were, its spread judged by the farthest members."""
    try:
        centres = np.atleast_2d(np.asarray(parts.get("centres"), dtype=float))
        farthest = np.asarray(parts.get("farthest"), dtype=float)
        variance = float(np.mean(farthest**2) / chi2.ppf(FARTHEST, centres.shape[1]))
    except (TypeError, ValueError):
        centres, variance = np.zeros((1, 1)), 1.0  # what is wrong is said when the parts are read
    return {"method": WeightedKMeans.name, "cluster_centers_": centres.tolist(), "variance_": variance}
