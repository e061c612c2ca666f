"""What we say: one data object in, an HTML page out, and from that page a PDF.

Names are loaded when they are first used: the process that lays out pages needs none of the numeric libraries.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from psychoseg.report.data import ReportData
    from psychoseg.report.document import html
    from psychoseg.report.printing import pdf

__all__ = ["ReportData", "html", "pdf"]

_HOME = {"ReportData": "data", "html": "document", "pdf": "printing"}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"psychoseg.report.{_HOME[name]}"), name)
    raise AttributeError(f"module 'psychoseg.report' has no attribute {name!r}")
