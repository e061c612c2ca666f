"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile

CONTAINERS = {
    "text": "delimited text",
    "xlsx": "Excel workbook",
    "xls": "Excel 97–2003 workbook",
    "xlsb": "binary Excel workbook",
    "ods": "OpenDocument spreadsheet",
    "parquet": "Parquet",
    "feather": "Arrow file",
    "sav": "SPSS file",
    "zsav": "compressed SPSS file",
    "por": "SPSS portable file",
    "dta": "Stata file",
    "sas7bdat": "SAS data file",
    "sas7bcat": "SAS catalog",
    "xpt": "SAS transport file",
    "json": "JSON",
    "xml": "XML",
    "html": "web page",
    "gz": "gzip archive",
    "bz2": "bzip2 archive",
    "xz": "xz archive",
    "zip": "zip archive",
    "lsa": "LimeSurvey archive",
}
"""Every container by name."""

WORKBOOKS = ("xlsx", "xls", "xlsb", "ods")
STATISTICAL = ("sav", "zsav", "por", "dta", "sas7bdat", "xpt")
PACKED = ("gz", "bz2", "xz", "zip")

_NO_TABLE = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"SQLite format 3", "an SQLite database; export its table as CSV"),
    (b"RDX", "an R data file; write it with write.csv or haven::write_sav"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"MIME-Version:", "a web archive saved as a workbook; open it in Excel and save it as .xlsx"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_SAS = bytes.fromhex("000000000000000000000000c2ea8160b31411cfbd92080009c7318c181f1011")
_SAS_CATALOG = bytes.fromhex("000000000000000000000000c2ea8163b31411cfbd92080009c7318c181f1011")
_OLD_STATA = {105, 108, 110, 111, 113, 114, 115}
_BIFF = (
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x00\x04\x00",
)


def container_of(content: bytes) -> tuple[str, str]:
    r"""What the bytes are, and where they are nothing that holds a table, what they are instead.

    Returns
    -------
    container : str
        One of :data:`CONTAINERS`; empty where the file is something else.
    instead : str
        What it is then, with what to do.

    Examples
    --------
    >>> container_of(b"id;q1\n1;2\n")
    ('text', '')
    >>> container_of(b"%PDF-1.7")
    ('', 'a PDF')
    """
    for mark, words in _NO_TABLE:
        if content.startswith(mark) and not (mark == b"MZ" and content[2:3].isalnum()):
            return "", words
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(content)
    found = _by_mark(content)
    return (found, "") if found else (_textual(content), "")


def _by_mark(content: bytes) -> str:
    marks = (
        ("gz", content.startswith(b"\x1f\x8b")),
        ("bz2", content.startswith(b"BZh") and content[4:10] == b"1AY&SY"),
        ("xz", content.startswith(b"\xfd7zXZ\0")),
        ("parquet", content.startswith(b"PAR1")),
        ("feather", content.startswith((b"ARROW1", b"FEA1"))),
        ("sav", content.startswith(b"$FL2")),
        ("zsav", content.startswith(b"$FL3")),
        ("por", b"SPSS PORT FILE" in content[:300] or b"SPSSPORT" in _unbroken(content[:600])),
        ("sas7bdat", content.startswith(_SAS)),
        ("sas7bcat", content.startswith(_SAS_CATALOG)),
        ("xpt", content.startswith((b"HEADER RECORD*******LIBRARY", b"HEADER RECORD*******LIBV8"))),
        ("dta", content.startswith(b"<stata_dta>") or _is_old_stata(content)),
        ("xls", content.startswith(_BIFF)),
    )
    return next((name for name, fits in marks if fits), "")


def _unbroken(start: bytes) -> bytes:
    return start.replace(b"\r", b"").replace(b"\n", b"")


def _is_old_stata(content: bytes) -> bool:
    return (
        len(content) > 100
        and content[0] in _OLD_STATA
        and content[1] in (1, 2)
        and content[2:4] == b"\x01\x00"
    )


def _zipped(content: bytes) -> tuple[str, str]:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        return "", "a zip archive or workbook that is cut off or damaged; fetch it again"
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return "", "a Word document"
        if any(name.startswith("ppt/") for name in names):
            return "", "a presentation"
        return ("xlsb" if "xl/workbook.bin" in names else "xlsx"), ""
    if "content.xml" in names and "mimetype" in names:
        return "ods", ""
    if any(name.endswith(".lss") for name in names) and any(name.endswith(".lsr") for name in names):
        return "lsa", ""
    return "zip", ""


def _compound(content: bytes) -> tuple[str, str]:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return "", "a workbook locked with a password; open it, remove the password and save it again"
    if holds("Workbook") or holds("Book"):
        return "xls", ""
    return "", "an old Office document, not a workbook"


def _textual(content: bytes) -> str:
    start = content[:4000]
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if start.startswith(mark):
            start = start.decode(encoding, "ignore").encode()
            break
    start = start.lstrip()
    lowered = start[:2000].lower()
    if lowered.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body", b"<script")):
        return "html"
    if lowered.startswith((b"<?xml", b"<!--")) and b"<html" in lowered:
        return "html"
    if re.match(rb"<(\?xml|!--|!doctype|[a-z_][\w:.-]*[\s>/])", lowered):
        return "xml"
    if re.match(rb'(\{\s*("|\})|\[\s*(\{|\[|\]|"))', start):
        return "json"
    return "text"
