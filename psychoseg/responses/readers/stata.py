"""Stata files: the letters .a to .z of missing values are kept apart, each with its label."""

from __future__ import annotations

from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source
from psychoseg.responses.readers.statistical import read_statistical


def recognise(source: Source) -> tuple[str, ...]:
    """The file's own mark, which nothing else has."""
    if source.content.startswith(b"<stata_dta>"):
        return ("begins with <stata_dta>",)
    return (f"begins as release {source.content[0]}",)


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """All observations with labels and value labels."""
    return read_statistical(source, evidence, "stata")


READER = Reader("stata", 1, recognise, read, ("dta",), title="Stata")
