"""From texts in cells to codes the questionnaire knows; every cell that cannot be read is reported."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, ResponsesError, did_you_mean, shorten
from psychoseg.questionnaire import Item, Option, Questionnaire
from psychoseg.responses.columns import match_columns
from psychoseg.responses.ordered import at_lines, dates, ranked
from psychoseg.responses.readers import RawTable

_YES = {"1", "yes", "true", "selected", "checked"}
_NO = {"0", "2", "no", "false", "not selected", "unchecked"}
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}(?:\.0{1,6})?\Z")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?\Z")


@dataclass(slots=True)
class Coded:
    """Every item's answers as codes, numbers or texts, and what was found on the way.

    ``table`` is respondents × columns: floats for attitude and numeric items, 0/1 for options and
    price steps, texts for all others. Raw direction: nothing is reversed yet.
    """

    table: pd.DataFrame
    faults: list[Fault] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def code(raw: RawTable, questionnaire: Questionnaire, ignore: tuple[str, ...] = ()) -> Coded:
    """The answers of a table, read against the questionnaire.

    Raises
    ------
    ResponsesError
        With every missing column, unknown column and unreadable cell.
    """
    columns = match_columns(raw, questionnaire, ignore)
    coded = Coded(pd.DataFrame(index=raw.cells.index))
    kept: dict[str, pd.Series] = {}
    for item in questionnaire.items:
        kept |= _item_columns(item, raw, columns, coded)
        coded.changes += _written_in(item, raw, columns)
    if coded.faults:
        raise ResponsesError(f"{raw.name} has answers the questionnaire does not know:", coded.faults)
    coded.table = pd.DataFrame(kept, index=raw.cells.index)
    return coded


def folded(text: str) -> str:
    """A wording as it is compared: one kind of quotes, spaces and letters.

    Examples
    --------
    >>> folded("  Don’t know ") == folded("don't  know")
    True
    """
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    return " ".join(plain.split()).casefold()


def _item_columns(item: Item, raw: RawTable, columns: dict[str, str], coded: Coded) -> dict[str, pd.Series]:
    if item.type == "multiple":
        return _multiple(item, raw, columns, coded)
    if item.type == "ranking":
        return _ranks(item, raw, columns, coded)
    if item.type == "price":
        return {name: _yes_no(name, raw.cells[columns[name]], coded, raw.name) for name in item.columns}
    cells = raw.cells[columns[item.id]]
    if item.type == "open":
        return {item.id: cells.map(lambda text: text.strip() or None)}
    if item.type == "numeric":
        return {item.id: _numbers(item, cells, coded, raw.name)}
    if item.type == "date":
        return {item.id: dates(item, cells, coded.faults, raw.name)}
    return {item.id: _codes(item, cells, coded, raw.name)}


def _codes(item: Item, cells: pd.Series, coded: Coded, name: str) -> pd.Series:
    known: dict[str, str | None] = {}
    for value, wording, missing in _wordings(item):
        if wording:
            known[folded(wording)] = None if missing else value
    for value, _, missing in _wordings(item):
        known[folded(value)] = None if missing else value
    recoded: dict[str, str | None] = {"": None}
    unknown: dict[str, list[int]] = {}
    for text in cells.unique():
        short = folded(text)
        whole = str(int(float(short))) if _WHOLE.match(short) else short
        if not short:
            recoded[text] = None
        elif short in known or whole in known:
            recoded[text] = known.get(short, known.get(whole))
        else:
            unknown[text] = [int(line) for line in cells.index[cells == text]]
    for text, lines in unknown.items():
        choices = item.possible_codes if len(item.possible_codes) <= 12 else ()
        coded.faults.append(
            Fault(
                f"{name}, column {item.id}",
                f"{shorten(text)} is no code or label of this item ({at_lines(lines)})",
                did_you_mean(text, choices),
            )
        )
    refused = sum(
        int((cells == text).sum()) for text, value in recoded.items() if text.strip() and value is None
    )
    if refused:
        coded.changes.append(f"{item.id}: {refused} refusals read as missing")
    result = cells.map(lambda text: recoded.get(text))
    return result.astype(float) if item.construct else result.astype("str")


def _wordings(item: Item) -> Iterator[tuple[str, str, bool]]:
    """Code, wording and whether it is no answer, in every language; the questionnaire's own comes last and wins."""
    beside = item.scale.missing if item.scale is not None else item.options
    if item.scale is not None:
        yield from ((code, label, False) for code, _, label in item.scale.translations)
    for option in beside:
        yield from ((option.code, label, bool(option.missing)) for label in _translated(option))
    if item.scale is not None:
        yield from ((str(code), label, False) for code, label in item.scale.labels)
    yield from ((option.code, option.label, bool(option.missing)) for option in beside)


def _translated(option: Option) -> list[str]:
    return [text for name, _, text in option.translations if name == "label"]


def _numbers(item: Item, cells: pd.Series, coded: Coded, name: str) -> pd.Series:
    values = np.full(len(cells), math.nan)
    odd: dict[str, list[int]] = {}
    outside: dict[str, list[int]] = {}
    for at, (line, text) in enumerate(cells.items()):
        short = text.strip()
        if not short:
            continue
        if not _NUMBER.match(short):
            odd.setdefault(short, []).append(int(str(line)))
            continue
        value = float(short)
        if (item.lowest is not None and value < item.lowest) or (
            item.highest is not None and value > item.highest
        ):
            outside.setdefault(short, []).append(int(str(line)))
        values[at] = value
    for text, lines in odd.items():
        hint = "write decimals with a point" if "," in text else "write plain numbers"
        coded.faults.append(
            Fault(f"{name}, column {item.id}", f"{shorten(text)} is not a number ({at_lines(lines)})", hint)
        )
    for text, lines in outside.items():
        ends = f"{'' if item.lowest is None else f'{item.lowest:g}'} to {'' if item.highest is None else f'{item.highest:g}'}"
        coded.faults.append(
            Fault(
                f"{name}, column {item.id}",
                f"{shorten(text)} is outside {ends} ({at_lines(lines)})",
                "mend the answer, or widen min and max",
            )
        )
    return pd.Series(values, index=cells.index)


def _yes_no(column: str, cells: pd.Series, coded: Coded, name: str) -> pd.Series:
    read: dict[str, float] = {}
    for text in cells.unique():
        short = folded(text)
        read[text] = 1.0 if short in _YES else 0.0 if short in _NO else math.nan
        if short and math.isnan(read[text]):
            lines = [int(line) for line in cells.index[cells == text]]
            coded.faults.append(
                Fault(
                    f"{name}, column {column}",
                    f"{shorten(text)} is neither yes nor no ({at_lines(lines)})",
                    "write 1 or 0",
                )
            )
    return cells.map(read).astype(float)


def _multiple(item: Item, raw: RawTable, columns: dict[str, str], coded: Coded) -> dict[str, pd.Series]:
    """One 0/1 column an option; who chose nothing at all gave no answer."""
    if item.id in columns:
        table = _listed(item, raw.cells[columns[item.id]], coded, raw.name)
    else:
        table = pd.DataFrame(
            {name: _chosen(option, name, raw.cells[columns[name]], coded, raw.name)
             for name, option in zip(item.columns, item.options, strict=True)}
        )  # fmt: skip
    answered = table.fillna(0).sum(axis=1) > 0
    filled = table.fillna(0.0).where(answered, other=math.nan)
    refusals = [name for name, option in zip(item.columns, item.options, strict=True) if option.missing]
    for name in refusals:
        filled = filled.mask(filled[name] == 1.0)
    return {name: filled[name] for name in item.columns}


def _chosen(option: Option, column: str, cells: pd.Series, coded: Coded, name: str) -> pd.Series:
    wordings = {folded(text) for text in (option.label, *_translated(option))}
    repaired = cells.where(~cells.map(folded).isin(wordings), other="1")
    return _yes_no(column, repaired, coded, name)


def _listed(item: Item, cells: pd.Series, coded: Coded, name: str) -> pd.DataFrame:
    by_wording = {folded(option.code): index for index, option in enumerate(item.options)}
    for index, option in enumerate(item.options):
        for text in _translated(option):
            by_wording.setdefault(folded(text), index)
    by_wording |= {folded(option.label): index for index, option in enumerate(item.options)}
    chosen = np.zeros((len(cells), len(item.options)))
    unknown: dict[str, list[int]] = {}
    for row, (line, text) in enumerate(cells.items()):
        for part in re.split(r"[,;]", text):
            short = folded(part)
            if short and short in by_wording:
                chosen[row, by_wording[short]] = 1.0
            elif short:
                unknown.setdefault(part.strip(), []).append(int(str(line)))
    for text, lines in unknown.items():
        coded.faults.append(
            Fault(
                f"{name}, column {item.id}",
                f"{shorten(text)} is no option of this item ({at_lines(lines)})",
                did_you_mean(text, item.codes),
            )
        )
    return pd.DataFrame(chosen, index=cells.index, columns=list(item.columns))


def _ranks(item: Item, raw: RawTable, columns: dict[str, str], coded: Coded) -> dict[str, pd.Series]:
    """One column an option with its rank, 1 the first; options may stay unranked, ranks may not stand twice."""
    ranks = {
        name: ranked(item, name, raw.cells[columns[name]], coded.faults, raw.name) for name in item.columns
    }
    table = pd.DataFrame(ranks)
    twice = [int(str(line)) for line, row in table.iterrows() if row.dropna().duplicated().any()]
    if twice:
        coded.faults.append(
            Fault(
                f"{raw.name}, item {item.id}",
                f"one rank for two options ({at_lines(twice)})",
                "mend the ranks",
            )
        )
    return ranks


def _written_in(item: Item, raw: RawTable, columns: dict[str, str]) -> list[str]:
    """What was written in beside options is kept in the file only, and said so."""
    counts = {
        name: int((raw.cells[columns[name]].str.strip() != "").sum())
        for name in item.text_columns
        if name in columns
    }
    return [f"{name}: {count} texts written in, not analysed" for name, count in counts.items()]
