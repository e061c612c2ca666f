"""What a section hands to the document: a template, plain words and numbers for it, and drawings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from psychoseg.report.data import ReportData


@dataclass(frozen=True, slots=True)
class Page:
    """One part of the report.

    Parameters
    ----------
    anchor : str
        Its id, which the contents link to.
    title, note : str
        Its line in the contents; no line where the title is empty.
    context : object
        A dataclass of plain values; the template sees its fields as ``page``.
    drawings : mapping of str to Markup
        SVG made by :mod:`psychoseg.report.charts`; the template sees it as ``drawings``.
    template : str
        File name under ``sections/``; the section's own where it is empty.
    """

    anchor: str
    title: str
    note: str
    context: object
    drawings: Mapping[str, Markup] = field(default_factory=dict)
    template: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A named maker of pages; gives None where the study has no data for it."""

    name: str
    build: Callable[[ReportData], Page | tuple[Page, ...] | None]
