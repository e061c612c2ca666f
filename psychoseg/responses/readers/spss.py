"""SPSS files: .sav, .zsav and the portable .por; declared missing values and multiple-response sets are kept."""

from __future__ import annotations

from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source
from psychoseg.responses.readers.statistical import read_statistical

_MARKS = {"sav": "begins with $FL2", "zsav": "begins with $FL3", "por": "holds the mark SPSSPORT"}


def recognise(source: Source) -> tuple[str, ...]:
    """The file's own mark, which nothing else has."""
    return (_MARKS[source.container],) if source.container in _MARKS else ()


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """All cases with labels, value labels, missing values and sets."""
    return read_statistical(source, evidence, "spss")


READER = Reader("spss", 1, recognise, read, ("sav", "zsav", "por"), title="SPSS")
