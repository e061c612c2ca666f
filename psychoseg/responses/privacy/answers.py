"""A wave's written answers without personal data, each row's own names taken out too."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.matching import Mapping
from psychoseg.responses.model import Wave
from psychoseg.responses.privacy.scrubbing import scrub
from psychoseg.responses.readers import RawTable
from psychoseg.responses.readers.personal_data import kind_by_name

CLOSED = {"single", "multiple", "likert", "nps", "ranking", "price"}


def names_somebody(item: Item) -> bool:
    """Whether the answers are personal data in themselves: a name, an address, a day of birth, not a choice."""
    return bool(item.personal) and item.type not in CLOSED


def scrub_answers(
    table: pd.DataFrame, raw: RawTable, questionnaire: Questionnaire, mapping: Mapping, wave: Wave
) -> dict[str, int]:
    """Take personal data out of every open answer of a table, in place.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Coded answers; its open columns are replaced.
    raw : RawTable
        For the names of each row in columns that are left out.
    questionnaire, mapping, wave
        Which answers are written, which columns hold names, whose postal codes are masked.

    Returns
    -------
    dict of str to int
        Pieces taken out, by kind.
    """
    names = _names(table, raw, questionnaire, mapping)
    masks: Counter[str] = Counter()
    for item in questionnaire.items:
        if item.type != "open":
            continue
        if names_somebody(item):
            masks["answers that are personal data"] += int(table[item.id].notna().sum())
            table[item.id] = None
            continue
        cleaned: list[str | None] = []
        for line, text in table[item.id].items():
            if not isinstance(text, str):
                cleaned.append(None)
                continue
            found = scrub(text, names.get(line, ()), wave.postcodes)
            masks += found.masks
            cleaned.append(found.text or None)
        table[item.id] = pd.Series(cleaned, index=table.index, dtype=object)
    return {kind: count for kind, count in masks.items() if count}


def _names(
    table: pd.DataFrame, raw: RawTable, questionnaire: Questionnaire, mapping: Mapping
) -> dict[object, list[str]]:
    """The names each row's person is known by, from the columns that are left out."""
    kinds = {column.id: column.personal for column in raw.columns}
    columns = [
        raw.personal[name]
        for name in raw.personal.columns
        if kinds.get(str(name)) == "name" or kind_by_name(str(name)) == "name"
    ]
    columns += [raw.cells[name] for name, kind in mapping.personal if kind == "name"]
    columns += [
        table[item.id] for item in questionnaire.items if item.personal == "name" and item.id in table
    ]
    found: dict[object, list[str]] = {}
    for column in columns:
        for line, text in column.items():
            if isinstance(text, str) and text.strip():
                found.setdefault(line, []).append(text)
    return found
