"""What a company knows of its customers, joined to their answers by a key: it describes segments and never forms them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, ResponsesError, did_you_mean, shorten
from psychoseg.responses.apart import set_apart
from psychoseg.responses.coding.coded import at_lines
from psychoseg.responses.readers import RawTable
from psychoseg.responses.wording import digits, folded

KINDS = ("numeric", "date", "nominal")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_LEVELS = 50


@dataclass(frozen=True, slots=True)
class CustomerField:
    """One thing known of customers.

    Parameters
    ----------
    id : str
        Its name in the tables of a run.
    column : str
        Its column in the customers' file.
    kind : {"numeric", "date", "nominal"}
        Amounts, days (written 2026-03-01), or groups.
    name : str
        What reports call it.
    unit : str
        What an amount counts.
    role : str
        The part of the report it belongs to, one of the questionnaire's roles.
    """

    id: str
    column: str
    kind: str
    name: str
    unit: str = ""
    role: str = "behaviour"


@dataclass(frozen=True, slots=True)
class CustomerSettings:
    """Where customers are kept and how they are told.

    Parameters
    ----------
    file : str
        Path in the study folder.
    key : str
        The column of the file that tells a customer.
    respondent_key : str
        The column of the export that holds the same; empty for the respondent's id.
    fields : tuple of CustomerField
    """

    file: str
    key: str
    respondent_key: str = ""
    fields: tuple[CustomerField, ...] = ()


@dataclass(frozen=True, eq=False)
class Customers:
    """A customers' file that was read."""

    settings: CustomerSettings
    table: RawTable


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of the customers among the respondents.

    Parameters
    ----------
    table : DataFrame, respondents × fields
        Numbers, days as text, groups as text; missing for who is no customer.
    fields : tuple of CustomerField
    matched : int
        Respondents with a customer.
    respondents, customers : int
        All respondents, and all customers in the file: the match rates are of these.
    """

    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    fields: tuple[CustomerField, ...] = ()
    matched: int = 0
    respondents: int = 0
    customers: int = 0

    def of(self, people: pd.Index, names: pd.Index) -> Known:
        """The same for some lines of the file, under the names respondents go by."""
        if not self.fields:
            return self
        return replace(self, table=self.table.loc[people].set_axis(names))

    @property
    def words(self) -> tuple[str, ...]:
        """The match rates both ways."""
        if not self.fields:
            return ()
        return (
            f"customer data: {self.matched} of {self.respondents} respondents ({self.matched / max(1, self.respondents):.1%}) have a customer, "
            f"and {self.matched} of {self.customers} customers ({self.matched / max(1, self.customers):.1%}) answered",
        )


def key_of(text: str) -> str:
    """A key as it is compared: case and blanks make no difference, leading zeros do.

    Examples
    --------
    >>> key_of(" Ab 12 ") == key_of("aB12"), key_of("007") == key_of("7")
    (True, False)
    """
    return folded(digits(text)).replace(" ", "")


def without_key(raw: RawTable, customers: Customers | None) -> tuple[RawTable, pd.Series | None]:
    """The export with the customers' key set apart, as it is no answer.

    Raises
    ------
    ResponsesError
        Where there is no such column.
    """
    if customers is None:
        return raw, None
    column = customers.settings.respondent_key
    if not column:
        if raw.respondent is None:
            raise ResponsesError(
                f"{raw.name} has no ids of respondents to find customers by; name the column under respondent_key of customers in study.yml."
            )
        return raw, raw.respondent
    return set_apart(raw, column, "study.yml names as the customers' key")


def join(customers: Customers | None, keys: pd.Series | None, export: RawTable, used: pd.Index) -> Known:
    """What is known of each respondent.

    Parameters
    ----------
    customers : Customers, optional
    keys : Series of text, lines, optional
        The respondents' keys.
    export : RawTable
        For places in messages.
    used : Index
        Lines of the people who are analysed; match rates are theirs.

    Raises
    ------
    ResponsesError
        With every column that is missing, key that stands twice and cell that cannot be read; keys
        are personal data and are named by their lines only.
    """
    if customers is None or keys is None:
        return Known()
    settings, table = customers.settings, customers.table
    faults = _absent(customers)
    if faults:
        raise ResponsesError(f"{table.name} does not hold what study.yml says:", faults)
    theirs = _column(table, settings.key).map(key_of)
    ours = keys.map(key_of)
    faults += _twice(theirs, table, "customers share a key")
    faults += _twice(ours[used], export, "respondents share a customer")
    found = {one.id: _read(one, _column(table, one.column), table, faults) for one in settings.fields}
    if faults:
        raise ResponsesError(f"{table.name} cannot be joined to the answers:", faults)
    places = pd.Series(np.arange(len(theirs)), index=theirs.to_numpy())
    at = ours.map(places[places.index != ""]).astype(float)
    known = at.notna()
    joined = pd.DataFrame(index=ours.index)
    for name, values in found.items():
        spread = pd.Series(
            math.nan if values.dtype.kind == "f" else None, index=ours.index, dtype=values.dtype
        )
        spread[known] = values.to_numpy()[at[known].astype(int)]
        joined[name] = spread
    return Known(joined, settings.fields, int(known[used].sum()), len(used), int((theirs != "").sum()))


def _column(table: RawTable, name: str) -> pd.Series:
    return next(
        part[name].astype("str") for part in (table.cells, table.personal, table.paradata) if name in part
    )


def _absent(customers: Customers) -> list[Fault]:
    table, settings = customers.table, customers.settings
    names = [str(name) for part in (table.cells, table.personal, table.paradata) for name in part.columns]
    wanted = [settings.key, *(one.column for one in settings.fields)]
    return [
        Fault(table.name, f"no column {shorten(name)}", did_you_mean(name, names))
        for name in wanted
        if name not in names
    ]


def _twice(keys: pd.Series, table: RawTable, what: str) -> list[Fault]:
    again = keys[(keys != "") & keys.duplicated(keep=False)]
    return [
        Fault(table.name, f"{len(lines)} {what} ({at_lines([int(line) for line in lines], table.rows_are)})", "keep one of them")
        for lines in again.groupby(again).groups.values()
    ]  # fmt: skip


def _read(one: CustomerField, cells: pd.Series, table: RawTable, faults: list[Fault]) -> pd.Series:
    texts = cells.str.strip()
    if one.kind == "nominal":
        groups = texts.where(texts != "", None).astype("str")
        if groups.nunique() > MOST_LEVELS:
            faults.append(
                Fault(f"{table.name}, column {one.column}", f"{groups.nunique()} groups", f"a nominal column has at most {MOST_LEVELS}; is it an id or a name?")
            )  # fmt: skip
        return groups
    told = texts.map(lambda text: bool(_NUMBER.match(text)) if one.kind == "numeric" else bool(_day(text)))
    odd = texts[(texts != "") & ~told]
    if len(odd):
        hint = (
            "write plain numbers with a decimal point"
            if one.kind == "numeric"
            else "write days as 2026-03-01"
        )
        what = "a number" if one.kind == "numeric" else "a day"
        faults.append(
            Fault(f"{table.name}, column {one.column}", f"{len(odd)} cells are not {what} ({at_lines([int(line) for line in odd.index], table.rows_are)})", hint)
        )  # fmt: skip
    if one.kind == "numeric":
        return pd.to_numeric(texts.where(told, ""), errors="coerce").astype(float)
    return texts.map(_day).replace("", None).astype("str")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat() if _DAY.match(text) else ""
    except ValueError:
        return ""
