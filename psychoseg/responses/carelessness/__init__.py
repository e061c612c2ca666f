"""Indices of careless answering: evidence about each respondent, from which a study's rules decide.

No index sees every kind of carelessness, so they are read together: long strings, low variability and
straight grids show people who clicked one answer; a large Mahalanobis distance, low even-odd consistency,
few agreeing synonyms and a low person-total correlation show random ones; a high autocorrelation shows
patterns; equal rows and equal texts show copies, which all the others take for honest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.carelessness import at_once, kernel, measures
from psychoseg.responses.carelessness.attention import failed_checks
from psychoseg.responses.carelessness.autocorrelation import autocorrelation
from psychoseg.responses.carelessness.duplicates import closest_match, exact_duplicates, same_text
from psychoseg.responses.carelessness.even_odd import even_odd
from psychoseg.responses.carelessness.grids import straight_grids
from psychoseg.responses.carelessness.index import Index, Material
from psychoseg.responses.carelessness.inter_item import inter_item_deviation
from psychoseg.responses.carelessness.mahalanobis import mahalanobis, mahalanobis_cut
from psychoseg.responses.carelessness.missingness import missingness
from psychoseg.responses.carelessness.near import near_match
from psychoseg.responses.carelessness.nonsense import copied_question, is_nonsense, nonsense, say_nothing
from psychoseg.responses.carelessness.pairs import antonyms, pairs, synonyms
from psychoseg.responses.carelessness.patterned import patterned
from psychoseg.responses.carelessness.person_total import person_total
from psychoseg.responses.carelessness.random_answers import random_answers
from psychoseg.responses.carelessness.resampled import resampled_reliability
from psychoseg.responses.carelessness.signs import doubt, signs
from psychoseg.responses.carelessness.speed import page_speed, speed
from psychoseg.responses.carelessness.strings import average_string, longest_string
from psychoseg.responses.carelessness.styles import acquiescence, extreme_share
from psychoseg.responses.carelessness.variability import response_variability, split_variability
from psychoseg.stats.threads import one_thread

INDICES: tuple[Index, ...] = (
    Index("failed_checks", "checks", "high", measures.checks, together=True),
    Index("speed", "share of the median time", "low", measures.time, together=True),
    Index("page_speed", "times the median speed", "high", measures.pages),
    Index("missingness", "share of items", "high", lambda of: missingness(of.answers)),
    Index("longest_string", "answers", "high", lambda of: longest_string(of.answers)),
    Index("average_string", "answers", "high", lambda of: average_string(of.answers)),
    Index("straight_grids", "share of matrices", "high", measures.grids),
    Index("variability", "scale points", "both", lambda of: response_variability(of.answers)),
    Index("patterned", "1 or 0", "high", lambda of: patterned(of.answers)),
    Index("autocorrelation", "correlation", "high", measures.patterns),
    Index("mahalanobis", "squared distance", "high", lambda of: mahalanobis(of.answers, of.moments)),
    Index("even_odd", "correlation", "low", measures.halves),
    Index("resampled_reliability", "correlation", "low", measures.halvings),
    Index("inter_item_deviation", "scale points", "high", measures.spread),
    Index("random_answers", "1 or 0", "high", measures.lots, together=True),
    Index("synonyms", "correlation", "low", measures.like),
    Index("antonyms", "correlation", "high", measures.opposite),
    Index("person_total", "correlation", "low", lambda of: person_total(of.answers, of.moments)),
    Index("acquiescence", "half scale widths", "both", measures.yes_saying),
    Index("extreme_share", "share of items", "both", measures.extremes),
    Index("exact_duplicates", "people", "high", measures.copies_of_rows, together=True),
    Index("closest_match", "share of items", "high", measures.matches, together=True),
    Index("same_text", "people", "high", measures.texts, together=True),
    Index("nonsense", "share of written answers", "high", measures.emptiness, together=True),
    Index("copied_question", "written answers", "high", measures.copies, together=True),
)
"""Every index, in the order of the columns of the table of evidence."""


def gather(
    table: pd.DataFrame,
    questionnaire: Questionnaire,
    seconds: pd.Series | None = None,
    *,
    pages: pd.DataFrame | None = None,
    earlier: float | None = None,
) -> pd.DataFrame:
    """The evidence about each respondent.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Coded answers in their raw direction.
    questionnaire : Questionnaire
    seconds : Series, respondents, optional
        Time taken.
    pages : DataFrame, respondents × pages, optional
        Time on each page.
    earlier : float, optional
        Add ``earlier_match``, the closest match among earlier rows. With more people than
        :data:`MOST_COMPARED` it is measured only where it is at least this share, and 0 elsewhere; see
        :func:`near_match`.

    Returns
    -------
    DataFrame, respondents × indices
        A column for each of :data:`INDICES` that the study has the material for, in its unit; NaN where
        an index is not defined for a person.
    """
    if not questionnaire.attitudes or table.empty:
        return pd.DataFrame(index=table.index)
    material = Material(
        table,
        questionnaire,
        None if seconds is None else seconds.loc[table.index],
        pd.DataFrame(index=table.index) if pages is None else pages.loc[table.index],
    )
    with one_thread():
        measured, beside = _at_once(material)
        measured |= _by_stretches(material, without=frozenset(measured))
        material = replace(material, measured=measured, beside=beside)
        for index in INDICES:
            values = index.measure(material) if index.together else None
            if values is not None:
                measured[index.name] = values
        if earlier is not None:
            measured["earlier_match"] = measures.earlier(material, earlier)
    order = [*(index.name for index in INDICES), "earlier_match"]
    return pd.DataFrame({name: measured[name] for name in order if name in measured}, copy=False)


def _at_once(material: Material) -> tuple[dict[str, pd.Series], dict[str, npt.NDArray[Any]]]:
    """What compiled code can tell of everybody, and what it found beside; nothing where there is none."""
    if kernel.LIBRARY is None:
        return {}, {}
    found = at_once.measured(kernel.LIBRARY, material)
    return found.indices, found.beside


def _by_stretches(material: Material, without: frozenset[str]) -> dict[str, pd.Series]:
    """Every other index that a person's own answers and everybody's moments are enough for."""
    parts: dict[str, list[np.ndarray]] = {}
    left = [index for index in INDICES if not index.together and index.name not in without]
    if kernel.LIBRARY is not None and not material.pages.shape[1]:
        return {}  # times on pages are all that compiled code leaves
    for part in material.stretches():
        for index in left:
            values = index.measure(part)
            if values is not None:
                parts.setdefault(index.name, []).append(values.to_numpy())
    return {
        name: pd.Series(np.concatenate(found), index=material.table.index) for name, found in parts.items()
    }


__all__ = [
    "INDICES",
    "Index",
    "Material",
    "acquiescence",
    "antonyms",
    "autocorrelation",
    "average_string",
    "closest_match",
    "copied_question",
    "doubt",
    "even_odd",
    "exact_duplicates",
    "extreme_share",
    "failed_checks",
    "gather",
    "inter_item_deviation",
    "is_nonsense",
    "longest_string",
    "mahalanobis",
    "mahalanobis_cut",
    "missingness",
    "near_match",
    "nonsense",
    "page_speed",
    "pairs",
    "patterned",
    "person_total",
    "random_answers",
    "resampled_reliability",
    "response_variability",
    "same_text",
    "say_nothing",
    "signs",
    "speed",
    "split_variability",
    "straight_grids",
    "synonyms",
]
