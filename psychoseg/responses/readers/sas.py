"""SAS data and transport files; the labels of values come from the catalog beside them, if there is one."""

from __future__ import annotations

from dataclasses import replace

from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source
from psychoseg.responses.readers.statistical import read_statistical


def recognise(source: Source) -> tuple[str, ...]:
    """The file's own mark, which nothing else has."""
    return ("begins with SAS's own mark",) if source.container in {"sas7bdat", "xpt"} else ()


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """All observations; without a catalog values have no labels."""
    table = read_statistical(source, evidence, "sas")
    if source.container == "sas7bdat" and not any(column.options for column in table.columns):
        note = "no labels of values: they are in a catalog (.sas7bcat), which was not beside the file"
        return replace(table, repairs=(*table.repairs, note))
    return table


READER = Reader("sas", 1, recognise, read, ("sas7bdat", "xpt"), title="SAS")
