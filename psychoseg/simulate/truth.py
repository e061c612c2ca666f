"""The truth of an invented population: its factors, its segments and how each of them answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import pandas as pd

from psychoseg.errors import PsychosegError

CARELESS_KINDS = ("straight_lining", "random", "speeding", "inattentive")
"""How somebody can answer without care; everybody else is ``careful``."""


class TruthError(PsychosegError, ValueError):
    """A truth file cannot be used with this questionnaire."""


@dataclass(frozen=True, slots=True)
class Statement:
    """How one attitude item hangs on its factor.

    Parameters
    ----------
    item, factor : str
    loading : float
        Correlation of the latent answer with the factor, 0 to 1. Reverse-keyed items are written
        with the same sign; the questionnaire says which they are.
    shares : tuple of float
        Share of an average population choosing each code of the item's scale, lowest code first.
    """

    item: str
    factor: str
    loading: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TrueSegment:
    """A segment: its share of the population in every wave and its mean on every factor, in sd units."""

    id: str
    name: str
    shares: dict[str, float]
    means: dict[str, float]


@dataclass(frozen=True, slots=True)
class Shares:
    """The chance of each code, or of each band of a numeric item."""

    of: dict[str, float]


@dataclass(frozen=True, slots=True)
class Level:
    """Where answers lie and how far they spread, in the item's own units."""

    mean: float
    spread: float


Answer: TypeAlias = Shares | Level


@dataclass(frozen=True)
class Truth:
    """Everything that is true of an invented population.

    Parameters
    ----------
    waves : tuple of str
    minutes : float
        Median time careful people take.
    within : float
        Standard deviation of every factor inside a segment, in units of the whole population's.
    correlations : DataFrame, factors × factors
        Correlations of the factors inside a segment.
    statements, segments : tuple
    answers : dict
        For every item outside the constructs, by segment.
    words : dict
        For every open item, by segment: what people write.
    invitation : dict
        Relative chance of taking part by item and category; 1 for categories not listed.
    population : dict
        Shares in the population by item and category, to weight to.
    missing : dict
        Share of people who leave an item out.
    break_off : float
        Share of people who stop before the end.
    careless : dict
        Share of people of each careless kind.
    """

    waves: tuple[str, ...]
    minutes: float
    within: float
    correlations: pd.DataFrame
    statements: tuple[Statement, ...]
    segments: tuple[TrueSegment, ...]
    answers: dict[str, dict[str, Answer]]
    words: dict[str, dict[str, tuple[str, ...]]]
    invitation: dict[str, dict[str, float]]
    population: dict[str, dict[str, float]]
    missing: dict[str, float]
    break_off: float
    careless: dict[str, float]

    @cached_property
    def factors(self) -> tuple[str, ...]:
        """The factors in the order of the file."""
        return tuple(self.correlations.index)

    @cached_property
    def means(self) -> pd.DataFrame:
        """Segments × factors, in sd units."""
        return pd.DataFrame({segment.id: segment.means for segment in self.segments}).T[list(self.factors)]

    @cached_property
    def loadings(self) -> pd.DataFrame:
        """Items × factors; 0 where an item does not belong to the factor."""
        table = pd.DataFrame(0.0, index=[entry.item for entry in self.statements], columns=list(self.factors))
        for entry in self.statements:
            table.loc[entry.item, entry.factor] = entry.loading
        return table

    def shares(self, wave: str) -> pd.Series[float]:
        """Each segment's share of the population in a wave."""
        return pd.Series({segment.id: segment.shares[wave] for segment in self.segments})

    def invited_shares(self, wave: str) -> pd.Series[float]:
        """Each segment's expected share of those who take part, before weighting.

        The invitation looks at who people are, not at their segment. Inside a segment its items
        are independent, so the chance of taking part is a product over them.
        """
        shares = self.shares(wave)
        for item in self.invitation:
            for segment in shares.index:
                shares[segment] *= sum(self._raised(item, segment).values())
        return shares / shares.sum()

    def invited(self, item: str, segment: str) -> Answer:
        """How those of a segment who take part answer an item."""
        if item not in self.invitation:
            return self.answers[item][segment]
        raised = self._raised(item, segment)
        total = sum(raised.values())
        return Shares({code: share / total for code, share in raised.items()})

    def _raised(self, item: str, segment: str) -> dict[str, float]:
        answer, chances = self.answers[item][segment], self.invitation[item]
        if isinstance(answer, Level):
            raise TruthError(f"the invitation looks at {item}, so its answers must be shares.")
        return {code: share * chances.get(code, 1.0) for code, share in answer.of.items()}
