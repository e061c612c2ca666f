"""CSV for spreadsheets: no cell that a person wrote can act as a formula."""

from __future__ import annotations

import csv
import io

from psychoseg.responses.exports.dataset import Dataset
from psychoseg.responses.exports.triple_s import written

STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what could be one.

    OWASP Application Security Verification Standard 1.2.10.

    Examples
    --------
    >>> inert("=1+1"), inert("  @SUM(A1)"), inert("- I like it"), inert("fine")
    ("'=1+1", "'  @SUM(A1)", "'- I like it", 'fine')
    """
    bare = text.lstrip(" '\"\u00a0")
    return f"'{text}" if text[:1] in STARTS or bare[:1] in STARTS else text


def write(data: Dataset) -> dict[str, bytes]:
    """The table as UTF-8 with a mark, codes as they are; numbers are left untouched, texts are made inert."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(field.name) for field in data.fields])
    columns = [
        written(field, data.table[field.name])
        if data.table[field.name].dtype.kind in "fi"
        else [inert(cell) for cell in written(field, data.table[field.name])]
        for field in data.fields
    ]
    writer.writerows(zip(*columns, strict=True))
    return {".csv": out.getvalue().encode("utf-8-sig")}
