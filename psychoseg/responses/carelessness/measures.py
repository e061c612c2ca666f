"""Each index measured on a wave's material, or None where a study has nothing to measure it on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.responses.carelessness import kernel
from psychoseg.responses.carelessness.at_once import random_rows
from psychoseg.responses.carelessness.attention import failed_checks
from psychoseg.responses.carelessness.autocorrelation import MOST_LAG, autocorrelation
from psychoseg.responses.carelessness.duplicates import (
    closest_match,
    duplicates_among,
    exact_duplicates,
    same_text,
)
from psychoseg.responses.carelessness.even_odd import FEWEST_SCALES, even_odd
from psychoseg.responses.carelessness.grids import FEWEST_ROWS, straight_grids
from psychoseg.responses.carelessness.index import Material
from psychoseg.responses.carelessness.inter_item import inter_item_deviation
from psychoseg.responses.carelessness.near import near_match
from psychoseg.responses.carelessness.nonsense import copied_question, nonsense
from psychoseg.responses.carelessness.pairs import FEWEST_TRUSTED, antonyms, pairs, synonyms
from psychoseg.responses.carelessness.random_answers import random_among
from psychoseg.responses.carelessness.resampled import resampled_reliability
from psychoseg.responses.carelessness.speed import page_speed, speed
from psychoseg.responses.carelessness.styles import acquiescence, extreme_share

MOST_COMPARED = 5000
"""With more people each row is no longer compared with every other."""


def checks(of: Material) -> pd.Series | None:
    """Attention checks failed, where there are any."""
    return failed_checks(of.checks, of.expected) if of.expected else None


def time(of: Material) -> pd.Series | None:
    """Time over the median, where the platform kept it."""
    return None if of.seconds is None else speed(of.seconds)


def pages(of: Material) -> pd.Series | None:
    """Speed over pages, where the platform kept a time for each."""
    return page_speed(of.pages, of.page_medians) if of.pages.shape[1] else None


def halvings(of: Material) -> pd.Series | None:
    """Consistency of random halves, where enough scales have two."""
    several = _several(of)
    return resampled_reliability(of.keyed, several) if len(several) >= FEWEST_SCALES else None


def yes_saying(of: Material) -> pd.Series | None:
    """Agreement with opposites alike, where items are keyed both ways."""
    both = 0 < len(of.turned) < len(of.ends)
    return acquiescence(of.answers, of.ends, of.turned) if both else None


def extremes(of: Material) -> pd.Series | None:
    """Share of answers at the ends of the scale."""
    return extreme_share(of.answers, of.ends) if of.ends else None


def emptiness(of: Material) -> pd.Series | None:
    """Share of written answers that say nothing, where any were asked for."""
    return nonsense(of.texts) if of.texts.shape[1] else None


def copies(of: Material) -> pd.Series | None:
    """Written answers that repeat the question, where any were asked for."""
    return copied_question(of.texts, of.wordings) if of.texts.shape[1] else None


def grids(of: Material) -> pd.Series | None:
    """Straight matrices, where one has enough rows."""
    long = {name: rows for name, rows in of.grids.items() if len(rows) >= FEWEST_ROWS}
    return straight_grids(of.answers, long) if long else None


def patterns(of: Material) -> pd.Series | None:
    """Autocorrelation, where there are more items than lags."""
    return autocorrelation(of.answers) if of.answers.shape[1] > MOST_LAG else None


def halves(of: Material) -> pd.Series | None:
    """Even-odd consistency, where enough scales have two halves."""
    several = _several(of)
    return even_odd(of.keyed, several) if len(several) >= FEWEST_SCALES else None


def spread(of: Material) -> pd.Series | None:
    """Deviation within scales, where one has two items."""
    several = _several(of)
    return inter_item_deviation(of.keyed, several) if several else None


def lots(of: Material) -> pd.Series | None:
    """Rows as if drawn by lot, where the scales are long enough to tell."""
    if of.beside and kernel.LIBRARY is not None:
        return random_rows(kernel.LIBRARY, of, of.beside)
    lines = pd.concat([part.answers.max(axis=1) == part.answers.min(axis=1) for part in of.stretches()])
    drawn = lines | (of.measured["patterned"] == 1)
    return random_among(lambda: (part.keyed for part in of.stretches()), of.scales, of.ends, drawn)


def like(of: Material) -> pd.Series | None:
    """Agreement over synonyms, where there are pairs enough to trust it."""
    found = pairs(of.answers, moments=of.moments)
    return synonyms(of.answers, moments=of.moments) if len(found) >= FEWEST_TRUSTED else None


def opposite(of: Material) -> pd.Series | None:
    """Agreement over antonyms, where there are pairs enough to trust it."""
    found = pairs(of.answers, opposite=True, moments=of.moments)
    return antonyms(of.answers, moments=of.moments) if len(found) >= FEWEST_TRUSTED else None


def matches(of: Material) -> pd.Series | None:
    """The closest other row, where the people are few enough to compare."""
    return closest_match(of.answers) if len(of.table) <= MOST_COMPARED else None


def copies_of_rows(of: Material) -> pd.Series | None:
    """Equal rows."""
    answers = of.table[[item.id for item in of.questionnaire.attitudes]]
    if "marks" not in of.beside:
        return exact_duplicates(answers)
    answered = np.rint((1 - of.measured["missingness"].to_numpy()) * answers.shape[1])
    return duplicates_among(answers, of.beside["marks"], answered)


def earlier(of: Material, share: float) -> pd.Series:
    """The closest earlier row; where people are too many to compare each with every other, wherever it is near enough."""
    if len(of.table) <= MOST_COMPARED:
        return closest_match(of.answers, earlier=True)
    return near_match(of.table[[item.id for item in of.questionnaire.attitudes]], share, earlier=True)


def texts(of: Material) -> pd.Series | None:
    """Equal written answers, where any were asked for."""
    return same_text(of.texts) if of.texts.shape[1] else None


def _several(of: Material) -> dict[str, tuple[str, ...]]:
    return {name: items for name, items in of.scales.items() if len(items) > 1}
