"""Which column of a file holds which answers, by the surest sign there is, each with its score."""

from __future__ import annotations

from psychoseg.errors import Fault
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.matching.contradictions import contradictions
from psychoseg.responses.matching.mapping import Mapping, Match
from psychoseg.responses.matching.search import Search
from psychoseg.responses.matching.unmatched import unmatched
from psychoseg.responses.readers import RawTable


def match(
    raw: RawTable,
    questionnaire: Questionnaire,
    ignore: tuple[str, ...] = (),
    stated: Mapping | None = None,
) -> tuple[Mapping, list[Fault]]:
    """The columns of a file and of the questionnaire, brought together.

    What a study's mapping states comes first, then ids in any usual spelling, import ids, the file's
    own codebook, equal wordings, nearly equal ones, and last options that stand alone in a header.
    A sign that points two ways is not followed.

    Parameters
    ----------
    raw : RawTable
    questionnaire : Questionnaire
    ignore : tuple of str
        Columns to leave out.
    stated : Mapping, optional
        What a person reviewed.

    Returns
    -------
    Mapping
    list of Fault
        Every column that is missing, unknown or stated wrongly, with the nearest there is.
    """
    stated = stated or Mapping()
    search = Search(raw, questionnaire, (*ignore, *stated.ignored))
    search.state(stated)
    search.by_id()
    search.by_import_id()
    search.by_codebook()
    search.by_text()
    search.by_near_text()
    search.by_option()
    swapped, notes = contradictions(search)
    faults = [*search.faults, *swapped, *unmatched(search)]
    notes += [
        f"{', '.join(columns)}: their columns share one header and were taken in the order they stand; check them"
        for _, columns in search.paired
    ]
    notes += [f"column {name}: texts written in beside options, not analysed" for name in search.written]
    notes += [
        f"column {name} holds all options of {item} once more and was left out"
        for name, item in search.twice.items()
        if name not in search.used
    ]
    found = sorted(search.matches.values(), key=lambda one: search.order[one.column])
    return Mapping(
        tuple(found),
        tuple(search.ignored),
        tuple(search.personal),
        stated.missing,
        stated.missing_in,
        stated.codes,
        stated.inherited,
        tuple(notes),
    ), faults


__all__ = ["Mapping", "Match", "match"]
