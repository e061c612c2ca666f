"""What is exported: one table of answers as they were asked, with labels, groups, and the reason for every gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.customers import CustomerField
from psychoseg.responses.missing import ANSWERED, STATES

KINDS = ("single", "multiple", "numeric", "text", "date")


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    Parameters
    ----------
    name : str
    label : str
        The question, or the option one column of a multiple choice stands for.
    kind : {"single", "multiple", "numeric", "text", "date"}
        A column of ``multiple`` holds 1 and 0.
    labels : tuple of (str, str)
        Codes with their wordings.
    group, stem : str
        The question that several columns belong to, and its words.
    item : str
        The item whose states say why cells are empty; empty where there is none.
    use : {"", "respondent", "weight", "segment"}
    decimals : int
        Places behind the point of numbers.
    """

    name: str
    label: str
    kind: str
    labels: tuple[tuple[str, str], ...] = ()
    group: str = ""
    stem: str = ""
    item: str = ""
    use: str = ""
    decimals: int = 0


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything of one run that goes to other programs.

    Parameters
    ----------
    name, title : str
    fields : tuple of Field
        In the order of the columns.
    table : DataFrame, respondents × fields
        Numbers, or texts where codes are no numbers; NaN and None where there is no answer.
    states : DataFrame, respondents × items
        Why there is none, one of :data:`psychoseg.responses.missing.STATES`.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    table: pd.DataFrame
    states: pd.DataFrame

    def state_of(self, field: Field) -> pd.Series:
        """Why the cells of a column are empty; ``answered`` where they are not."""
        if not field.item or field.item not in self.states:
            return pd.Series(ANSWERED, index=self.table.index)
        return self.states[field.item].astype(str)


def dataset_of(
    questionnaire: Questionnaire,
    responses: pd.DataFrame,
    states: pd.DataFrame,
    segments: pd.Series | None = None,
    names: tuple[str, ...] = (),
    customers: tuple[CustomerField, ...] = (),
) -> Dataset:
    """The data set of a run.

    Parameters
    ----------
    questionnaire : Questionnaire
    responses : DataFrame, respondents × columns
        As a run keeps them: attitude items turned, with ``weight``; they are turned back here.
    states : DataFrame, respondents × items
    segments : Series, respondents, optional
        Numbers from 1; people of 0 are in none and have no answer there.
    names : tuple of str
        The segments' names.
    customers : tuple of CustomerField
    """
    fields: list[Field] = []
    columns: dict[str, pd.Series] = {}

    def add(field: Field, values: pd.Series) -> None:
        fields.append(field)
        columns[field.name] = values

    add(
        Field("respondent", "Pseudonym of the respondent", "text", use="respondent"),
        pd.Series(responses.index, index=responses.index),
    )
    add(Field("weight", "Weight, mean 1", "numeric", use="weight", decimals=6), responses["weight"])
    if segments is not None:
        labels = tuple((str(number), name) for number, name in enumerate(names, 1))
        add(
            Field("segment", "Segment", "single", labels, use="segment"),
            segments.reindex(responses.index).astype(float).where(segments > 0),
        )
    for item in questionnaire.items:
        for field in _fields(item):
            if field.name in responses:
                add(field, _as_asked(item, field, responses[field.name]))
    for one in customers:
        name = f"customer_{one.id}"
        if name in responses:
            kind = {"numeric": "numeric", "date": "date", "nominal": "text"}[one.kind]
            add(Field(name, one.name, kind, decimals=2), responses[name])
    return Dataset(questionnaire.id, questionnaire.title, tuple(fields), pd.DataFrame(columns), states)


def _fields(item: Item) -> list[Field]:
    if item.type in {"multiple", "ranking"}:
        kind = "multiple" if item.type == "multiple" else "numeric"
        return [
            Field(name, option.label, kind, (("0", "No"), ("1", "Yes")) if kind == "multiple" else (), item.id, item.text, item.id)
            for name, option in zip(item.columns, item.options, strict=True)
        ]  # fmt: skip
    if item.type == "price":
        return [
            Field(name, f"{item.text} {step:g} {item.unit}".strip(), "single", (("0", "No"), ("1", "Yes")), item.id, item.text, item.id)
            for name, step in zip(item.columns, item.steps, strict=True)
        ]  # fmt: skip
    if item.type in {"numeric", "date", "open"}:
        kind = {"numeric": "numeric", "date": "date", "open": "text"}[item.type]
        return [Field(item.id, item.text, kind, item=item.id, decimals=item.decimals or 0)]
    labels = [(str(code), label) for code, label in item.scale.labels] if item.scale is not None else [(option.code, option.label) for option in item.options if not option.missing]  # fmt: skip
    return [
        Field(
            item.id,
            item.text,
            "single",
            tuple((code, label or code) for code, label in labels),
            item.battery,
            item.stem,
            item.id,
        )
    ]


def _as_asked(item: Item, field: Field, values: pd.Series) -> pd.Series:
    """Answers in the direction they were asked, codes as numbers where all of them are."""
    if item.construct and item.reverse and item.scale is not None:
        return item.scale.lowest + item.scale.highest - values
    if (
        field.kind == "single"
        and values.dtype.kind != "f"
        and all(code.lstrip("-").isdecimal() for code, _ in field.labels)
    ):
        return pd.to_numeric(values, errors="coerce").astype(float)
    return values


def missing_codes(values: pd.Series, states: pd.Series) -> tuple[dict[str, float], pd.Series]:
    """Numbers that stand for each reason in a column, outside all its answers, and the column with them put in.

    Examples
    --------
    >>> codes, filled = missing_codes(pd.Series([3.0, np.nan]), pd.Series(["answered", "refused"]))
    >>> codes["refused"], filled.tolist()
    (-94.0, [3.0, -94.0])
    """
    lowest = float(values.min()) if values.notna().any() else 0.0
    start = -90.0 if lowest > -90 else np.floor(lowest) - 10
    codes = {state: start - at for at, state in enumerate(STATES) if state != ANSWERED}
    filled = values.where(values.notna(), states.map(codes))
    present = {state: code for state, code in codes.items() if (states[values.isna()] == state).any()}
    return present, filled.astype(float)
