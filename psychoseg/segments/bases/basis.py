"""What segments are formed from: a table of people, how each column was made, and how columns are brought to one measure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import skew

from psychoseg.errors import PlanError
from psychoseg.forming import Forming
from psychoseg.questionnaire import Questionnaire
from psychoseg.segments.bases.items import item_columns
from psychoseg.segments.bases.means import mean_columns
from psychoseg.segments.bases.recipe import Column, Recipe, Sources
from psychoseg.segments.bases.resolving import resolved
from psychoseg.segments.bases.scaling import Scaling, one_unit
from psychoseg.segments.bases.scores import score_columns
from psychoseg.segments.bases.style import Style

Array = npt.NDArray[np.float64]

LONG_TAILED = 2.0
"""Skewness of an amount from which a few people can form a segment of their own."""


@dataclass(frozen=True, eq=False)
class Basis:
    """What segments are formed from.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        In the columns' own units; NaN where a person has no answer.
    recipe : Recipe
        Makes the same columns for others.
    scaling : Scaling
    words : str
        What the columns are, as in "standardised factor scores".
    notes : tuple of str
        What a reader must know of them, in sentences.
    measured : Basis or None
        Where columns hold codes or ranks: the same questions as numbers, among which distances are defined.
    """

    table: pd.DataFrame
    recipe: Recipe
    scaling: Scaling
    words: str
    notes: tuple[str, ...] = ()
    measured: Basis | None = None

    @classmethod
    def of_scores(cls, scores: pd.DataFrame) -> Basis:
        """Scores alone, each with the same variance."""
        recipe = Recipe.of_scores(tuple(map(str, scores.columns)))
        return cls(scores, recipe, Scaling(recipe.columns, "spread", (1.0,)), "standardised factor scores")

    @cached_property
    def complete(self) -> npt.NDArray[np.bool_]:
        """Who has a value in every column."""
        return np.asarray(self.table.notna().all(axis=1).to_numpy())

    @property
    def in_numbers(self) -> Basis:
        """The same questions as numbers, where columns hold codes or ranks; else the very same."""
        return self.measured or self

    @property
    def variables(self) -> int:
        """How many factors, constructs and questions there are, however many columns they take."""
        return len({(column.block, column.variable) for column in self.recipe.columns})


def make(forming: Forming, questionnaire: Questionnaire, sources: Sources, *, coded: bool = False) -> Basis:
    """What a study forms segments from.

    Parameters
    ----------
    forming : Forming
    questionnaire : Questionnaire
    sources : Sources
        Of the people who form the segments.
    coded : bool
        Whether choices are handed on as codes and scales as ranks.

    Raises
    ------
    PlanError
        Where a name means nothing or may not be used, units differ and nothing is standardised, or keys are
        not balanced and answers are to be ipsatised.
    """
    found = resolved(forming, questionnaire)
    columns: list[Column] = []
    for block, (part, items) in enumerate(zip(forming.basis, found, strict=True)):
        if part.kind == "scores":
            columns += score_columns(map(str, sources.scores.columns), block)
        elif part.kind == "means":
            constructs = dict.fromkeys(item.construct for item in items)
            columns += mean_columns(questionnaire, constructs, block)
        else:
            columns += item_columns(
                items, sources.profile, block, log=frozenset(part.log), ordered=frozenset(part.ordered), coded=coded
            )  # fmt: skip
    if not columns:
        raise PlanError("The segments would be formed from nothing: no answer of these blocks varies.")
    recipe = Recipe(tuple(columns), _style(forming, questionnaire, columns))
    if forming.standardise == "none" and (why := one_unit(recipe.columns)):
        raise PlanError(why)
    table = recipe.table(sources)
    scaling = Scaling(recipe.columns, forming.standardise, tuple(part.weight for part in forming.basis))
    measured = make(forming, questionnaire, sources) if recipe.options() else None
    return Basis(table, recipe, scaling, _words(forming, recipe), _notes(forming, recipe, table), measured)


def _style(forming: Forming, questionnaire: Questionnaire, columns: list[Column]) -> Style | None:
    if forming.ipsatise == "no":
        return None
    items = frozenset(name for column in columns if column.source == "answers" for name in column.of)
    if not items:
        raise PlanError(
            "ipsatise takes each person's level out of attitude items, and there are none in the basis: factors of ipsatised "
            "answers would come from a matrix of correlations that has no inverse. Name items or means in the basis."
        )
    return Style.of(questionnaire, items, spread=forming.ipsatise == "spread")


def _words(forming: Forming, recipe: Recipe) -> str:
    """What the columns are, with how they were brought to one measure."""
    if forming.basis == Forming().basis and forming.standardise == "spread":
        return "standardised factor scores"
    kinds = {
        "scores": sum(column.source == "scores" for column in recipe.columns),
        "items": len({column.variable for column in recipe.columns if column.source != "scores" and len(column.of) == 1}),
        "scale means": len({column.variable for column in recipe.columns if len(column.of) > 1}),
    }  # fmt: skip
    named = {"scores": "factor score", "items": "question", "scale means": "scale mean"}
    parts = [f"{count} {named[kind]}{'s' if count > 1 else ''}" for kind, count in kinds.items() if count]
    how = {
        "spread": "divided by their standard deviations",
        "range": "divided by their ranges",
        "none": "as they are",
    }[forming.standardise]
    kept = len(recipe.nominal) + len(recipe.ordinal)
    if kept:
        how = (
            f"numbers {how}, choices and scales as codes and ranks"
            if kept < len(recipe.columns)
            else "as codes and ranks"
        )
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    weighed = (
        " in blocks weighted " + ", ".join(f"{part.weight:g}" for part in forming.basis)
        if len(forming.basis) > 1
        else ""
    )
    freed = {
        "no": "",
        "centre": ", each person's level of answering taken out",
        "spread": ", each person's level and spread of answering taken out",
    }
    return f"{listed}{weighed}, {how}{freed[forming.ipsatise]}"


def _notes(forming: Forming, recipe: Recipe, table: pd.DataFrame) -> tuple[str, ...]:
    notes = []
    for column in recipe.columns:
        values = table[column.name].dropna()
        if column.kind == "number" and column.source == "profile" and column.low is None and len(values) > 2:
            tail = float(skew(values)) if np.ptp(values) > 0 else 0.0
            if tail > LONG_TAILED and not column.log:
                able = ", or write log: [" + column.of[0] + "] in its block" if (values >= 0).all() else ""
                notes.append(
                    f"{column.name} has a long tail (skewness {tail:.1f}): a few people with large amounts can form a segment of their own. Look at it{able}."
                )
    if forming.sensitive:
        notes.append(f"Sensitive answers helped to form the segments, for this reason: {forming.sensitive}")
    if recipe.options() and len({part.weight for part in forming.basis}) > 1:
        notes.append("Weights of blocks do not reach columns of codes and ranks.")
    return tuple(notes)
