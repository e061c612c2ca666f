"""From texts in cells to codes the questionnaire knows; every cell that cannot be read is reported."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, ResponsesError
from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.coding.choices import choose, without_answer
from psychoseg.responses.coding.coded import Answers, Coded, at_lines
from psychoseg.responses.coding.numbers import numbers
from psychoseg.responses.coding.ordered import dates, ranked
from psychoseg.responses.coding.several import chosen_words, listed, yes_no
from psychoseg.responses.matching import Mapping, match
from psychoseg.responses.missing import STATES
from psychoseg.responses.readers import RawTable


def code(
    raw: RawTable,
    questionnaire: Questionnaire,
    ignore: tuple[str, ...] = (),
    stated: Mapping | None = None,
) -> tuple[Coded, Mapping]:
    """The answers of a table, read against the questionnaire, and which column holds which.

    Raises
    ------
    ResponsesError
        With every missing column, unknown column and unreadable cell, in one go.
    """
    mapping, faults = match(raw, questionnaire, ignore, stated)
    columns = mapping.columns
    coded = Coded(pd.DataFrame(index=raw.cells.index), routing=_routing(questionnaire))
    kept: dict[str, pd.Series] = {}
    for item in questionnaire.items:
        if item.id in columns or all(column in columns for column in item.columns):
            kept |= _item_columns(item, raw, mapping, coded)
            coded.changes += _written_in(item, raw, columns)
    if faults and coded.faults:
        raise ResponsesError(
            f"{raw.name} does not fit the questionnaire, in columns and in answers. Add what is missing to the "
            "questionnaire, or list columns to leave out under ignore in wave.yml.",
            [*faults, *coded.faults],
        )
    if faults:
        raise ResponsesError(
            f"The columns of {raw.name} and the items of the questionnaire do not match. "
            "Add what is missing to the questionnaire, or list columns to leave out under ignore in wave.yml.",
            faults,
        )
    if coded.faults:
        raise ResponsesError(f"{raw.name} has answers the questionnaire does not know:", coded.faults)
    coded.table = pd.DataFrame(kept, index=raw.cells.index, copy=False)
    return coded, mapping


def _routing(questionnaire: Questionnaire) -> frozenset[str]:
    """The items that decide who is asked something."""
    conditions = [section.ask_if for section in questionnaire.sections] + [
        item.ask_if for item in questionnaire.items
    ]
    return frozenset(name for condition in conditions if condition is not None for name in condition.items)


def _item_columns(item: Item, raw: RawTable, mapping: Mapping, coded: Coded) -> dict[str, pd.Series]:
    if item.type == "multiple":
        return _multiple(item, raw, mapping, coded)
    if item.type in {"ranking", "price"}:
        return _rows(item, raw, mapping, coded)
    answers = _answers(item.id, item, raw, mapping)
    if item.type == "open":
        values = answers.written([text.strip() or None for text in answers.texts])
        return _keep(item, values, answers.marks(["" for _ in answers.texts]), coded)
    if item.type == "numeric":
        values, states = numbers(item, answers, coded)
        given = _as_texts(values) if item.id in coded.routing else None
        return _keep(item, values, states, coded, given)
    if item.type == "date":
        return _keep(item, *dates(item, answers, coded), coded)
    codes, kinds = choose(item, answers, coded)
    states = answers.marks(kinds)
    _count_declared(item, states, coded)
    given = answers.written([code or "" for code in codes]) if item.id in coded.routing else None
    told = [None if state else code for code, state in zip(codes, kinds, strict=True)]
    if item.construct:
        values = answers.numbers([np.nan if code is None else float(code) for code in told])
    else:
        values = answers.written(told)
    return _keep(item, values, states, coded, given)


def _as_texts(values: pd.Series) -> pd.Series:
    """Numbers as routing writes them, an empty text where there is none."""
    which, known = pd.factorize(values.astype(float))
    texts = [*(f"{value:g}" for value in known), ""]
    return pd.Series(np.array(texts, dtype=object)[which], index=values.index)


def _keep(
    item: Item, values: pd.Series, states: pd.Series, coded: Coded, given: pd.Series | None = None
) -> dict[str, pd.Series]:
    """Note what routing and the map of missing answers need, and give the column."""
    coded.declare(item.id, states)
    if item.id in coded.routing:
        coded.given[item.id] = values.astype(object).where(values.notna(), "") if given is None else given
    return {item.id: values}


def _answers(column: str, item: Item, raw: RawTable, mapping: Mapping) -> Answers:
    source = mapping.columns[column]
    return Answers.of(
        raw.cells[source],
        f"{raw.name}, column {column}" + (f" ({source})" if source.casefold() != column.casefold() else ""),
        column=raw.column(source),
        stated=mapping.missing_of(item.id),
        codes=mapping.codes.get(item.id, {}),
        rows_are=raw.rows_are,
    )


def _count_declared(item: Item, states: pd.Series, coded: Coded) -> None:
    refused = int((states != 0).sum())
    if refused:
        coded.changes.append(f"{item.id}: {refused} refusals read as missing")


def _multiple(item: Item, raw: RawTable, mapping: Mapping, coded: Coded) -> dict[str, pd.Series]:
    """One 0/1 column an option; who chose nothing at all gave no answer."""
    if item.id in mapping.columns:
        table, states = listed(item, _answers(item.id, item, raw, mapping), coded)
    else:
        found, said = {}, {}
        for name, option in zip(item.columns, item.options, strict=True):
            answers = _answers(name, item, raw, mapping)
            found[name], said[name] = yes_no(answers, coded, chosen_words(option, answers))
        table, states = pd.DataFrame(found, copy=False), _any_state(said)
    chosen = table.fillna(0.0)
    answered = chosen.sum(axis=1) > 0
    filled = chosen.where(answered, other=np.nan)
    none = without_answer(item)
    if item.id in coded.routing:
        coded.given[item.id] = _chosen_codes(chosen, item)
    for name, option in zip(item.columns, item.options, strict=True):
        if option.code in none:
            refused = chosen[name] == 1.0
            filled = filled.mask(refused)
            states = states.mask(refused, STATES.index(none[option.code]))
    _count_declared(item, states, coded)
    coded.declare(item.id, states.where(filled.isna().all(axis=1), 0).astype(np.int8))
    return {name: filled[name] for name in item.columns}


def _chosen_codes(chosen: pd.DataFrame, item: Item) -> pd.Series:
    """The codes each person chose, worked out once for each set of them."""
    sets, kind = np.unique(chosen.to_numpy(), axis=0, return_inverse=True)
    codes = np.empty(len(sets), dtype=object)
    for at, row in enumerate(sets):
        codes[at] = tuple(option.code for option, value in zip(item.options, row, strict=True) if value)
    return pd.Series(codes[kind.reshape(-1)] if len(sets) else [], index=chosen.index, dtype=object)


def _rows(item: Item, raw: RawTable, mapping: Mapping, coded: Coded) -> dict[str, pd.Series]:
    """The options of a ranking, or the steps of a price question, one column each."""
    found, said = {}, {}
    for name in item.columns:
        answers = _answers(name, item, raw, mapping)
        found[name], said[name] = (
            ranked(item, answers, coded) if item.type == "ranking" else yes_no(answers, coded)
        )
    table = pd.DataFrame(found)
    if item.type == "ranking":
        ordered = np.sort(table.to_numpy(dtype=float), axis=1)
        again = (np.diff(ordered, axis=1) == 0).any(axis=1)
        if again.any():
            lines = [int(line) for line in table.index[again]]
            coded.faults.append(
                Fault(f"{raw.name}, item {item.id}", f"one rank for two options ({at_lines(lines, raw.rows_are)})", "mend the ranks")
            )  # fmt: skip
    answered = table.notna().any(axis=1)
    coded.declare(item.id, _any_state(said).where(~answered, 0).astype(np.int8))
    if item.id in coded.routing:
        coded.given[item.id] = pd.Series(np.where(answered, "answered", ""), index=table.index, dtype=object)
    return found


def _any_state(said: dict[str, pd.Series]) -> pd.Series:
    """The first state that any of an item's columns was declared to stand for."""
    columns = list(said.values())
    states = columns[0].copy()
    for column in columns[1:]:
        states = states.where(states != 0, column)
    return states


def _written_in(item: Item, raw: RawTable, columns: dict[str, str]) -> list[str]:
    """What was written in beside options is kept in the file only, and said so."""
    counts = {
        name: int((raw.cells[columns[name]].str.strip() != "").sum())
        for name in item.text_columns
        if name in columns
    }
    return [f"{name}: {count} texts written in, not analysed" for name, count in counts.items()]


__all__ = ["Coded", "at_lines", "code"]
