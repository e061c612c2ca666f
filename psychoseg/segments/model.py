"""A segmentation: frozen centres and names that assign anybody, now and in ten years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from psychoseg.documents.plain import from_plain, to_plain
from psychoseg.errors import ModelError
from psychoseg.segments.methods.kmeans import distances

SCHEMA = "psychoseg/segmentation/1"
CLEAR = 0.8
"""A member is in the core where its own centre is nearer than this share of the way to the next."""


@dataclass(frozen=True)
class Segmentation:
    """Centres in standardised scores, and how to bring a score there.

    Parameters
    ----------
    method : str
    factors : tuple of str
        The scores people are assigned by, in order.
    names : tuple of str
        One a segment, in the order of their size when they were formed; never reordered later.
    means, sds : tuple of float
        Of each score among the people the segments were formed from. New people are standardised
        by these, never by their own.
    centres : tuple of tuple of float
        Segments × factors, in standard deviations.
    farthest : tuple of float
        For each segment the distance within which 99 % of its members lay when it was formed.

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

    def standardised(self, scores: pd.DataFrame) -> pd.DataFrame:
        """Scores in standard deviations of the people the segments were formed from."""
        missing = [name for name in self.factors if name not in scores]
        if missing:
            raise ModelError(f"These scores lack {', '.join(missing)}, which the segments were formed from.")
        names = list(self.factors)
        return (scores[names] - pd.Series(self.means, names)) / pd.Series(self.sds, names)

    def assign(self, scores: pd.DataFrame) -> pd.DataFrame:
        """The segment of each person, and how clear that is.

        Parameters
        ----------
        scores : DataFrame, respondents × factors

        Returns
        -------
        DataFrame, respondents ×
            ``segment`` (from 1; 0 where a score is missing), ``second`` (the next nearest),
            ``shadow`` (2·d₁ / (d₁ + d₂) from 0, at the centre, to 1, on the border; Leisch 2010),
            ``core`` (clearly inside) and ``poor_fit`` (farther out than 99 % of the segment's
            first members).
        """
        values = self.standardised(scores).to_numpy(dtype=float)
        known = ~np.isnan(values).any(axis=1)
        away = distances(np.where(known[:, None], values, 0.0), np.array(self.centres))
        order = np.argsort(away, axis=1, kind="stable")
        rows = np.arange(len(values))
        nearest, second = order[:, 0], order[:, min(1, len(self.centres) - 1)]
        first_distance, second_distance = away[rows, nearest], away[rows, second]
        with np.errstate(invalid="ignore"):
            shadow = np.where(
                first_distance + second_distance > 0,
                2 * first_distance / (first_distance + second_distance),
                0.0,
            )
        return pd.DataFrame(
            {
                "segment": np.where(known, nearest + 1, 0),
                "second": np.where(known, second + 1, 0),
                "shadow": np.where(known, shadow, np.nan),
                "core": known & (first_distance <= CLEAR * second_distance),
                "poor_fit": known & (first_distance > np.array(self.farthest)[nearest]),
            },
            index=scores.index,
        )

    def renamed(self, names: tuple[str, ...]) -> Segmentation:
        """The same segments under other names."""
        return replace(self, names=names)

    def to_plain(self) -> dict[str, Any]:
        """The segmentation as plain data that JSON keeps exactly."""
        return {"schema": SCHEMA, **to_plain(self)}

    @classmethod
    def from_plain(cls, plain: Any, where: str = "segmentation.json") -> Segmentation:
        """The segmentation stored as plain data; refuses other schemas and impossible numbers."""
        if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
            raise ModelError(f"{where} is not a segmentation this psychoseg reads ({SCHEMA}).")
        return from_plain(cls, {key: value for key, value in plain.items() if key != "schema"}, where)
