"""Which way rows leave a file, by what the file is."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Sequence

from psychoseg.responses.erasing import arrow, limesurvey, lines, spss, stata, workbook
from psychoseg.responses.opening.containers import CONTAINERS, PACKED, container_of
from psychoseg.responses.opening.unpacking import unpack
from psychoseg.responses.readers.raw import RawTable

_BY_HAND = {
    "xls": "open it in Excel, delete the rows and save it as .xlsx",
    "xlsb": "open it in Excel, delete the rows and save it as .xlsx",
    "ods": "open it in LibreOffice, delete the rows and save it as .xlsx",
    "por": "open it in SPSS, delete the cases and save it as .sav",
    "sas7bdat": "write it anew in SAS without the rows (data x; set x; if …; run;)",
    "xpt": "write it anew in SAS without the rows",
}


def without_rows(
    content: bytes, raw: RawTable, rows: Sequence[int], *, sheet: str = "", token: Sequence[str] = ()
) -> bytes | str:
    r"""The bytes of a response file without some rows, or why it is not rewritten and what to do, in words.

    Parameters
    ----------
    content : bytes
        The file, packed or not.
    raw : RawTable
        What was read from it.
    rows : sequence of int
        Of the index of ``raw``.
    sheet : str
        The sheet of a workbook that was read, where a person named it.
    token : sequence of str
        What a LimeSurvey archive knows the people by in its list of participants.

    Notes
    -----
    Texts lose their lines and Parquet files their rows. SPSS and Stata files lose the bytes of the cases and
    nothing else, so labels, declared missing values, formats and multiple response sets stay as they are. The rows of a workbook
    become blank and keep their place, so that no formula refers to another cell than before.

    Examples
    --------
    >>> from psychoseg.responses import read_table
    >>> content = b"id,a\nx1,3\nx2,4\n"
    >>> without_rows(content, read_table(content, "export.csv", form="table"), [3])
    b'id,a\nx1,3\n'
    """
    container, _ = container_of(content)
    if container in PACKED:
        return _repacked(content, container, raw, rows, sheet, token)
    if container in {"sav", "zsav"}:
        return spss.without(content, rows)
    if container == "dta":
        return stata.without(content, rows)
    if container in {"parquet", "feather"}:
        return arrow.without(content, container, rows)
    if container == "xlsx":
        return workbook.without(content, rows, sheet)
    if container == "lsa" or (container == "xml" and raw.platform == "limesurvey"):
        return limesurvey.without(content, rows, token)
    if container == "text" and raw.rows_are == "line":
        return lines.without(content, raw, rows)
    kind = CONTAINERS.get(container, "file")
    return f"{kind}, which is not rewritten; {_BY_HAND.get(container, 'export it again without them')}"


def _repacked(
    content: bytes, container: str, raw: RawTable, rows: Sequence[int], sheet: str, token: Sequence[str]
) -> bytes | str:
    """A packed file with another file inside in place of the one that was read."""
    inside, name, _ = unpack(content, container, raw.name)
    cut = without_rows(inside, raw, rows, sheet=sheet, token=token)
    if isinstance(cut, str):
        return cut
    if container == "gz":
        return gzip.compress(cut, mtime=0)
    if container == "bz2":
        return bz2.compress(cut)
    if container == "xz":
        return lzma.compress(cut)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as target:
        target.comment = archive.comment
        replaced = 0
        for entry in archive.infolist():
            data = archive.read(entry)
            same = data == inside and entry.filename.rsplit("/", 1)[-1] in name
            replaced += same
            target.writestr(entry, cut if same else data)
    return made.getvalue() if replaced else "archive in which the answers are not found again; unpack it"
