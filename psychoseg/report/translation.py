"""A report's data with our own sentences in another language; what people wrote and were asked stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace

from psychoseg.personas.model import Persona
from psychoseg.report.data import ReportData
from psychoseg.report.heard import all_told, told
from psychoseg.report.language import later, say, tongue

MONTHS = (
    later("January"), later("February"), later("March"), later("April"), later("May"), later("June"), later("July"),
    later("August"), later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def translated(data: ReportData) -> ReportData:
    """The data as the sections read it: every sentence that a stage made, in the language of the report."""
    if tongue().code == "en":
        return data
    return replace(
        data,
        cover=replace(data.cover, date=date_told(data.cover.date)),
        personas=tuple(_persona(one) for one in data.personas),
        caveats=all_told(data.caveats),
    )


def date_told(date: str) -> str:
    """A date written out in English, as the report's language writes it; any other text as it is.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("es"):
    ...     date_told("3 March 2026"), date_told("Spring 2026")
    ('3 de marzo de 2026', 'Spring 2026')
    """
    found = _DATE.fullmatch(date)
    if found is None:
        return date
    return say("{day} {month} {year}", day=found[1], month=say(found[2]), year=found[3])


def _persona(one: Persona) -> Persona:
    return replace(one, essence=told(one.essence), caveats=all_told(one.caveats))
