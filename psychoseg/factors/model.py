"""A factor model: frozen numbers and names that score anybody, now and in ten years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from psychoseg.documents.plain import from_plain, to_plain
from psychoseg.errors import Fault, ModelError, did_you_mean
from psychoseg.factors.naming import carriers
from psychoseg.factors.scores import METHODS, determinacy, score_weights

SCHEMA = "psychoseg/factor-model/1"


@dataclass(frozen=True, eq=False)
class FactorModel:
    """Everything needed to score a person on the factors of one study.

    Parameters
    ----------
    items, factors : tuple of str
    pattern : DataFrame, items × factors
        Pattern loadings in standard units.
    correlations : DataFrame, factors × factors
        Phi.
    item_correlations : DataFrame, items × items
        The correlations the model was made from.
    mean, sd : Series, items
        Of the keyed answers of the people the model was made from.
    scales : dict of str to (int, int)
        Lowest and highest code of each item, so that answers on another scale are refused.
    method : str

    Raises
    ------
    ModelError
        On creation, where names disagree or the numbers cannot be those of a factor model.
    """

    pattern: pd.DataFrame
    correlations: pd.DataFrame
    item_correlations: pd.DataFrame
    mean: pd.Series
    sd: pd.Series
    scales: dict[str, tuple[int, int]]
    method: str
    made_from: str = ""
    _weights: dict[bytes, np.ndarray] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Refuse a model whose parts do not belong together."""
        items, factors = list(self.pattern.index), list(self.pattern.columns)
        whole = (
            list(self.item_correlations.index) == items == list(self.item_correlations.columns)
            and list(self.mean.index) == items == list(self.sd.index)
            and list(self.correlations.index) == factors == list(self.correlations.columns)
            and set(self.scales) == set(items)
        )
        if not whole:
            raise ModelError(
                "The factor model's tables do not name the same items and factors in the same order."
            )
        numbers = (self.pattern, self.correlations, self.item_correlations, self.mean, self.sd)
        if not all(np.isfinite(np.asarray(table, dtype=float)).all() for table in numbers):
            raise ModelError("The factor model holds numbers that are not finite.")
        if not np.allclose(np.diag(self.correlations), 1, atol=1e-9) or (self.sd <= 0).any():
            raise ModelError("The factor model's correlations or standard deviations are impossible.")
        for table in (self.correlations, self.item_correlations):
            values = np.asarray(table, dtype=float)
            if np.abs(values - values.T).max() > 1e-9 or np.linalg.eigvalsh(values)[0] < -1e-9:
                raise ModelError(
                    "The factor model's correlations are not those of anything: not symmetric or not positive."
                )

    @property
    def items(self) -> tuple[str, ...]:
        """Item ids, in the model's order."""
        return tuple(map(str, self.pattern.index))

    @property
    def factors(self) -> tuple[str, ...]:
        """Factor names, in the model's order."""
        return tuple(map(str, self.pattern.columns))

    @property
    def structure(self) -> pd.DataFrame:
        """Correlations of items with factors, items × factors."""
        return self.pattern @ self.correlations

    @property
    def communality(self) -> pd.Series:
        """Share of each item's variance that the factors explain."""
        return (self.structure * self.pattern).sum(axis=1)

    @property
    def uniqueness(self) -> pd.Series:
        """Share of each item's variance that the factors leave."""
        return 1 - self.communality

    @property
    def determinacy(self) -> pd.Series:
        """Squared correlation of each factor with its regression scores, 0 to 1."""
        found = determinacy(*self._matrices())
        return pd.Series(found, index=list(self.factors))

    def score(self, answers: pd.DataFrame, method: str = "regression") -> pd.DataFrame:
        """Factor scores, from whatever each person answered.

        Parameters
        ----------
        answers : DataFrame, respondents × items
            Keyed codes, NaN where unanswered; columns in any order, more columns are ignored.
        method : {"regression", "bartlett", "tenberge", "means"}
            ``means`` are plain means of the items that load most on each factor, negative ones turned
            round on their scale, for people who answered at least half of them.

        Returns
        -------
        DataFrame, respondents × factors
            In standard deviations of the factor, 0 the average of the people the model was made
            from; means are in the answers' unit. With answers missing, regression gives the best linear
            prediction from the others; a person without any answer, or without enough of them for
            Bartlett's or ten Berge's method, gets NaN.

        Raises
        ------
        ModelError
            Where an item is missing from the table or answers lie outside its scale.

        Notes
        -----
        Thurstone, L. L. (1935), *The Vectors of Mind*: weights R⁻¹·S, here over the answered items. The
        other methods are those of :func:`psychoseg.factors.scores.score_weights`. From polychoric correlations
        the weights are those of the scales behind the answers, applied to the answers, as psych does.
        """
        if method == "means":
            return self._means(self._checked(answers))
        if method not in METHODS:
            raise ModelError(f"There is no scoring by {method!r}; {did_you_mean(method, METHODS)}")
        values = ((self._checked(answers) - self.mean) / self.sd).to_numpy(dtype=float)
        seen = ~np.isnan(values)
        scores = np.full((len(values), len(self.factors)), np.nan)
        patterns, members = np.unique(seen, axis=0, return_inverse=True)
        for at, answered in enumerate(patterns):
            rows = np.flatnonzero(members.ravel() == at)
            if answered.any():
                scores[rows] = values[np.ix_(rows, np.flatnonzero(answered))] @ self._score_weights(
                    answered, method
                )
        return pd.DataFrame(scores, index=answers.index, columns=list(self.factors))

    def _score_weights(self, answered: np.ndarray, method: str) -> np.ndarray:
        key = method.encode() + answered.tobytes()
        if key not in self._weights:
            R, pattern, phi = self._matrices()
            self._weights[key] = score_weights(R[np.ix_(answered, answered)], pattern[answered], phi, method)
        return self._weights[key]

    def _matrices(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return (
            self.item_correlations.to_numpy(dtype=float),
            self.pattern.to_numpy(dtype=float),
            self.correlations.to_numpy(dtype=float),
        )

    def _means(self, answers: pd.DataFrame) -> pd.DataFrame:
        home = carriers(self.pattern)
        found = {}
        for factor in self.factors:
            own = list(home.index[home == factor])
            keyed = answers[own].copy()
            for item in own:
                if self.pattern.loc[item, factor] < 0:
                    keyed[item] = sum(self.scales[item]) - keyed[item]
            enough = keyed.notna().sum(axis=1) >= max(len(own) / 2, 1)
            found[factor] = keyed.mean(axis=1).where(enough)
        return pd.DataFrame(found, index=answers.index, columns=list(self.factors), dtype=float)

    def _checked(self, answers: pd.DataFrame) -> pd.DataFrame:
        faults = [
            Fault("answers", f"no column {item}", did_you_mean(item, answers.columns))
            for item in self.items
            if item not in answers
        ]
        if faults:
            raise ModelError("These answers lack items the model was made from:", faults)
        ours = answers[list(self.items)].astype(float)
        for item in self.items:
            lowest, highest = self.scales[item]
            if ((ours[item] < lowest) | (ours[item] > highest)).any():
                faults.append(
                    Fault(
                        item,
                        f"answers from {ours[item].min():g} to {ours[item].max():g}",
                        f"the model was made from a scale of {lowest} to {highest}",
                    )
                )
        if faults:
            raise ModelError("These answers are on another scale than the model's:", faults)
        return ours

    def to_plain(self) -> dict[str, Any]:
        """The model as plain data that JSON keeps exactly."""
        return {"schema": SCHEMA, **to_plain(_Stored(
            list_of(self.items), list_of(self.factors), rows_of(self.pattern), rows_of(self.correlations),
            rows_of(self.item_correlations), tuple(map(float, self.mean)), tuple(map(float, self.sd)),
            tuple(self.scales[item] for item in self.items), self.method, self.made_from,
        ))}  # fmt: skip

    @classmethod
    def from_plain(cls, plain: Any, where: str = "factor_model.json") -> FactorModel:
        """The model stored as plain data; refuses other schemas and impossible numbers."""
        body = check_schema(plain, SCHEMA, where)
        stored = from_plain(_Stored, body, where)
        items, factors = list(stored.items), list(stored.factors)
        try:
            return cls(
                pattern=pd.DataFrame(stored.pattern, index=items, columns=factors),
                correlations=pd.DataFrame(stored.correlations, index=factors, columns=factors),
                item_correlations=pd.DataFrame(stored.item_correlations, index=items, columns=items),
                mean=pd.Series(stored.mean, index=items),
                sd=pd.Series(stored.sd, index=items),
                scales=dict(zip(items, stored.scales, strict=True)),
                method=stored.method,
                made_from=stored.made_from,
            )
        except ValueError as problem:
            raise ModelError(f"{where} does not hold a factor model: {problem}") from None


@dataclass(frozen=True)
class _Stored:
    items: tuple[str, ...]
    factors: tuple[str, ...]
    pattern: tuple[tuple[float, ...], ...]
    correlations: tuple[tuple[float, ...], ...]
    item_correlations: tuple[tuple[float, ...], ...]
    mean: tuple[float, ...]
    sd: tuple[float, ...]
    scales: tuple[tuple[int, int], ...]
    method: str
    made_from: str


def list_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as plain texts."""
    return tuple(map(str, names))


def rows_of(table: pd.DataFrame) -> tuple[tuple[float, ...], ...]:
    """A table's rows as plain numbers."""
    return tuple(tuple(map(float, row)) for row in table.to_numpy(dtype=float))


def check_schema(plain: Any, schema: str, where: str) -> dict[str, Any]:
    """The body of stored plain data, once its schema is the one expected."""
    if not isinstance(plain, dict) or plain.get("schema") != schema:
        found = plain.get("schema") if isinstance(plain, dict) else type(plain).__name__
        raise ModelError(f"{where} has the schema {found!r:.60}; this psychoseg reads {schema}.")
    return {key: value for key, value in plain.items() if key != "schema"}
