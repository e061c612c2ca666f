"""One file a format; the reader is chosen by evidence, and the evidence is shown."""

from __future__ import annotations

from collections.abc import Sequence

from psychoseg.errors import ResponsesError, did_you_mean
from psychoseg.plugins import merge
from psychoseg.responses.readers import plain, qualtrics
from psychoseg.responses.readers.cells import Cells, read_cells
from psychoseg.responses.readers.raw import RawTable, Reader

READERS: tuple[Reader, ...] = (qualtrics.READER, plain.READER)
"""Every reader, the most particular first; the last one reads any table."""


def read_table(content: bytes, name: str, *, form: str = "") -> RawTable:
    """A response file as a table of texts with the platform's own columns set apart.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        What to call the file in messages.
    form : str
        The name of a reader to use instead of the one the evidence points to.

    Raises
    ------
    ResponsesError
        Where the file is damaged, is not what its name says or cannot be read as a table.
    """
    readers = merge("psychoseg.readers", READERS, lambda reader: reader.name)
    cells = read_cells(content, name)
    if form:
        named = {reader.name: reader for reader in readers}
        if form not in named:
            raise ResponsesError(f"There is no reader {form}; {did_you_mean(form, named)}")
        return named[form].read(cells, ("chosen by hand",))
    return _recognised(readers, cells)


def _recognised(readers: Sequence[Reader], cells: Cells) -> RawTable:
    for reader in readers:
        evidence = reader.recognise(cells)
        if len(evidence) >= reader.signals:
            return reader.read(cells, evidence)
    raise ResponsesError(f"{cells.name} is not a table that any reader recognises.")


__all__ = ["READERS", "RawTable", "Reader", "read_table"]
