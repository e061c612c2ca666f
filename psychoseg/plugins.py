"""Built-in rules, readers, methods and sections, plus those of installed packages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from psychoseg.errors import UsageError

Part = TypeVar("Part")


def merge(group: str, built_in: Iterable[Part], name_of: Callable[[Part], str]) -> tuple[Part, ...]:
    """The built-in parts followed by those other installed packages declare under an entry point.

    Parameters
    ----------
    group : str
        The entry point group, for example ``psychoseg.rules``.
    built_in : iterable
        The parts that come with psychoseg, in their order.
    name_of : callable
        Gives the name of a part; names must be unique.

    Raises
    ------
    UsageError
        Where two parts have one name; both distributions are named.
    """
    parts = list(built_in)
    if not _declared(group):
        return tuple(parts)
    from importlib.metadata import entry_points  # slow to import, and seldom needed

    owners = {name_of(part): "psychoseg" for part in parts}
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        part = point.load()
        owner = point.dist.name if point.dist else point.value
        taken = owners.get(name_of(part))
        if taken is not None:
            raise UsageError(
                f"{name_of(part)} in {group} comes from both {taken} and {owner}; uninstall one."
            )
        owners[name_of(part)] = owner
        parts.append(part)
    return tuple(parts)


def _declared(group: str) -> bool:
    """Whether any installed package mentions the group: a look at small files, much faster than asking."""
    mark = f"[{group}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            for found in Path(folder or ".").glob("*.*-info/entry_points.txt"):
                if mark in found.read_bytes():
                    return True
        except OSError:
            continue
    return False
