"""Built-in rules, readers, methods and sections, plus those of installed packages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from psychoseg.errors import UsageError

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import TypeVar

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
    import os  # pathlib is slow to load

    mark = f"[{group}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            names = [name for name in os.listdir(folder or ".") if name.endswith(("-info", ".egg-info"))]  # noqa: PTH208
        except OSError:
            continue
        for name in names:
            try:
                with open(os.path.join(folder or ".", name, "entry_points.txt"), "rb") as declared:  # noqa: PTH118, PTH123
                    if mark in declared.read():
                        return True
            except OSError:
                continue
    return False
