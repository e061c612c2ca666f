"""Two columns of one name cannot both be the same question."""

from __future__ import annotations

from collections.abc import Sequence

from psychoseg.errors import Fault, ResponsesError, shorten
from psychoseg.responses.readers.cells import Cells


def refuse_repeated(cells: Cells, names: Sequence[str]) -> None:
    """Raise where a name stands over two columns, naming both positions."""
    first: dict[str, int] = {}
    faults = []
    where = f"{cells.name}:{cells.header_line}" if cells.header_line else cells.name
    for at, name in enumerate(names, 1):
        if name in first:
            faults.append(
                Fault(where, f"columns {first[name]} and {at} are both called {shorten(name)}", "rename one")
            )
        first.setdefault(name, at)
    if faults:
        raise ResponsesError(f"{cells.name} has columns that share a name:", faults)
