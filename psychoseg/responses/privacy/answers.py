"""A wave's written answers without personal data, each row's own names taken out too."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.matching import Mapping
from psychoseg.responses.model import Wave
from psychoseg.responses.narrow import texts_at
from psychoseg.responses.privacy.scrubbing import scrub, untouched
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
            table[item.id] = texts_at(np.zeros(len(table), dtype=int), [None], table.index)
            continue
        table[item.id] = _scrubbed(table[item.id], names, wave.postcodes, masks)
    return {kind: count for kind, count in masks.items() if count}


def _scrubbed(
    column: pd.Series, names: dict[object, list[str]], postcodes: tuple[str, ...], masks: Counter[str]
) -> pd.Series:
    """A column of written answers, scrubbed once for every different text and for every person with a name."""
    which, known = pd.factorize(column)
    named = np.flatnonzero(column.index.isin(list(names)) & (which >= 0)) if names else np.zeros(0, dtype=int)
    tasks = which.copy()  # one for each text, and one for each row with a name
    tasks[named] = len(known) + np.arange(len(named))
    first = np.full(len(known) + len(named), len(column))
    np.minimum.at(first, tasks[tasks >= 0], np.flatnonzero(tasks >= 0))
    counts = np.bincount(tasks[tasks >= 0], minlength=len(first))
    same = untouched(list(known))
    cleaned: list[str | None] = [*known, *([None] * (len(named) + 1))]
    doubtful = np.append(~same, np.ones(len(named), dtype=bool)) & (counts > 0)
    for task in sorted(np.flatnonzero(doubtful), key=lambda task: int(first[task])):
        own = names[column.index[first[task]]] if task >= len(known) else ()
        found = scrub(known[which[first[task]]], own, postcodes)
        for kind, pieces in found.masks.items():
            masks[kind] += pieces * int(counts[task])
        cleaned[task] = found.text or None
    return texts_at(tasks, cleaned, column.index)


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
