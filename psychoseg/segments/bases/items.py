"""Single questions as what segments are formed from: a column a number, several for a choice."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from psychoseg.questionnaire import Item
from psychoseg.segments.bases.recipe import Column

USABLE = ("likert", "single", "multiple", "numeric", "nps", "ranking", "price")
NOT_USABLE = ("attention", "consent", "screener", "open")
"""Roles that no segment can be formed from."""


def item_columns(
    items: Iterable[Item],
    profile: pd.DataFrame,
    block: int,
    *,
    log: frozenset[str] = frozenset(),
    ordered: frozenset[str] = frozenset(),
    coded: bool = False,
) -> tuple[Column, ...]:
    """The columns of these items.

    Parameters
    ----------
    items : iterable of Item
    profile : DataFrame, respondents × columns of items outside constructs
        Of the people who form the segments: answers that nobody among them gave have no column.
    block : int
    log, ordered : frozenset of str
        Ids of amounts to take the logarithm of, and of choices whose options are steps.
    coded : bool
        Whether choices become one column of codes and scales one of ranks, for methods that take these.
    """
    return tuple(column for item in items for column in _of(item, profile, block, log, ordered, coded))


def _of(
    item: Item,
    profile: pd.DataFrame,
    block: int,
    log: frozenset[str],
    ordered: frozenset[str],
    coded: bool,
) -> tuple[Column, ...]:
    name = item.id
    if item.type == "numeric":
        label = f"log of {name}" if name in log else name
        unit = item.unit or name
        return (Column(label, "number", "profile", (name,), name, block, log=name in log, unit=unit),)
    if item.type in {"likert", "nps"} and item.scale is not None:
        source = "answers" if item.construct else "profile"
        codes = tuple(f"{code:g}" for code in sorted(item.scale.codes))
        low, high = float(item.scale.lowest), float(item.scale.highest)
        kind = "ordinal" if coded else "number"
        levels = codes if coded else ()
        return (Column(name, kind, source, (name,), name, block, levels=levels, low=low, high=high),)
    if item.type == "single":
        return _choice(item, profile, block, steps=name in ordered, coded=coded)
    if item.type == "ranking":
        places = float(len(item.columns))
        return tuple(
            Column(column, "number", "profile", (column,), name, block, low=1.0, high=places)
            for column in item.columns
        )
    gone = {column for column, option in zip(item.columns, item.options, strict=False) if option.missing}
    return tuple(
        Column(column, "option", "profile", (column,), name, block)
        for column in item.columns
        if column not in gone and _varies(profile[column])
    )


def _varies(values: pd.Series) -> bool:
    known = values.dropna().to_numpy()
    return bool(len(known)) and bool((known != known[0]).any())


def _choice(item: Item, profile: pd.DataFrame, block: int, *, steps: bool, coded: bool) -> tuple[Column, ...]:
    """A choice of one: its options' places where they are steps, codes, or 0/1 for each option in use."""
    name = item.id
    given = set(profile[name].dropna())
    levels = tuple(option.code for option in item.options if not option.missing and option.code in given)
    if steps:
        codes = tuple(option.code for option in item.options if not option.missing)
        high = float(max(len(codes) - 1, 1))
        return (Column(name, "ordinal" if coded else "steps", "profile", (name,), name, block, codes, low=0.0, high=high),)  # fmt: skip
    if coded:
        return (Column(name, "nominal", "profile", (name,), name, block, levels),)
    return tuple(
        Column(f"{name}={level}", "level", "profile", (name,), name, block, levels, level) for level in levels
    )
