"""One line a finding, for grep and for editors that read compiler messages."""

from __future__ import annotations

from psychoseg.errors import visible
from psychoseg.lint.outputs.text import counted, place, statistics

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.audit import Audit


def render(audit: Audit) -> str:
    """``file:line:column: severity: code name: message``, and a line that counts."""
    lines = [
        f"{place(found)}: {found.severity.label}: {found.code} {found.name}: {visible(found.message)}"
        for found in audit.shown
    ]
    if audit.statistics:
        lines += statistics(audit)
    return "\n".join([*lines, counted(audit)])
