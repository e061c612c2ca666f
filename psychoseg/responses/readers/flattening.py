"""Nested records as flat ones: an object's fields behind its own name, a list's entries numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psychoseg.responses.readers.json_document import plain
from psychoseg.responses.readers.limits import MOST_COLUMNS

_MOST_REPEATS = 50


def flat(record: dict[str, Any], joint: str = "/", most: int = _MOST_REPEATS) -> dict[str, str]:
    """One record without nesting.

    Examples
    --------
    >>> flat({"a": 1, "home": {"rooms": 3}, "child": [{"age": 4}, {"age": 7}], "tags": ["x", "y"]})
    {'a': '1', 'home/rooms': '3', 'child[1]/age': '4', 'child[2]/age': '7', 'tags': '["x", "y"]'}
    """
    found: dict[str, str] = {}
    stack: list[tuple[str, Any]] = list(reversed(record.items()))
    while stack:
        name, value = stack.pop()
        if isinstance(value, dict) and value:
            stack += [(f"{name}{joint}{key}", inner) for key, inner in reversed(value.items())]
        elif isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            for at, entry in reversed(list(enumerate(value[:most], 1))):
                stack += [
                    (f"{name}[{at}]{joint}{key.removeprefix(f'{name}{joint}')}", inner)
                    for key, inner in reversed(entry.items())
                ]
        else:
            found[name] = plain(value)
        if len(found) > MOST_COLUMNS:
            break
    return found


def as_columns(records: Sequence[dict[str, str]]) -> tuple[list[str], list[list[str]]]:
    """All names in the order they first stand, and the cells under each; what a record lacks is blank."""
    names = list(dict.fromkeys(name for record in records for name in record))
    return names, [[record.get(name, "") for record in records] for name in names]
