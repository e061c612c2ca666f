"""A file before a reader has taken it: what it is, what lies beside it, how it is to be read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from psychoseg.errors import ResponsesError, visible
from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.containers import CONTAINERS, PACKED, WORKBOOKS, container_of
from psychoseg.responses.readers.delimited import read_delimited
from psychoseg.responses.readers.json_document import parse_json
from psychoseg.responses.readers.limits import MOST_BYTES
from psychoseg.responses.readers.parquet import read_parquet
from psychoseg.responses.readers.unpacking import unpack
from psychoseg.responses.readers.workbook import read_workbook
from psychoseg.responses.readers.xml_document import parse_xml

_SUFFIXES = {
    "csv": ("text",), "tsv": ("text",), "tab": ("text",), "txt": ("text",), "asc": ("text",), "dat": ("text",),
    "xlsx": ("xlsx",), "xlsm": ("xlsx",), "xls": ("xls",), "xlsb": ("xlsb",), "ods": ("ods",), "sav": ("sav", "zsav"),
    "zsav": ("zsav",), "por": ("por",), "dta": ("dta",), "sas7bdat": ("sas7bdat",), "xpt": ("xpt",),
    "json": ("json",), "xml": ("xml",), "sss": ("xml",), "lsr": ("xml",), "lsa": ("lsa",), "parquet": ("parquet",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person says a file is to be read; what is empty is found by looking."""

    form: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""

    def options(self) -> dict[str, str]:
        """As arguments of :func:`psychoseg.responses.readers.read_table`."""
        return {
            "form": self.form,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sheet": self.sheet,
        }


@dataclass(frozen=True)
class Source:
    """One file and what is known of it.

    Parameters
    ----------
    content : bytes
        The file, unpacked where it was packed.
    name : str
        What it is called in messages.
    container : str
        One of :data:`CONTAINERS`.
    encoding, delimiter, sheet : str
        What a person named; empty where it is to be found.
    beside : mapping of str to bytes
        Files that lie beside it and may describe it, by file name.
    notes : tuple of str
        What was odd about its packing and its name.
    """

    content: bytes = field(repr=False)
    name: str
    container: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> Cells:
        """The file as a table of texts.

        Raises
        ------
        ResponsesError
            Where it is damaged, or no table.
        """
        if self.container == "text":
            cells = read_delimited(self.content, self.name, encoding=self.encoding, delimiter=self.delimiter)
        elif self.container in WORKBOOKS:
            cells = read_workbook(self.content, self.name, self.container, sheet=self.sheet)
        elif self.container in {"parquet", "feather"}:
            cells = read_parquet(self.content, self.name, self.container)
        else:
            raise ResponsesError(f"{self.name} is {CONTAINERS[self.container]}, not a table.")
        return replace(cells, notes=(*self.notes, *cells.notes))

    @cached_property
    def document(self) -> Any:
        """The file as JSON."""
        return parse_json(self.content, self.name, self.encoding)

    @cached_property
    def root(self) -> ET.Element:
        """The root of the file as XML."""
        return parse_xml(self.content, self.name, self.encoding)

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix, in small letters."""
        return file_stem(self.name)

    def companions(self, *suffixes: str) -> dict[str, bytes]:
        """Files beside it with one of these suffixes, those whose names share its beginning first."""
        fitting = {
            name: content for name, content in self.beside.items() if name.casefold().endswith(suffixes)
        }
        own = self.stem
        return dict(sorted(fitting.items(), key=lambda entry: (-_shared(own, file_stem(entry[0])), entry[0])))


def file_stem(name: str) -> str:
    """A file name without folder and suffix, in small letters.

    Examples
    --------
    >>> file_stem("raw/Wave-1.CSV")
    'wave-1'
    """
    last = name.replace("\\", "/").split(" › ")[-1].rsplit("/", 1)[-1].casefold()
    return last.rsplit(".", 1)[0] if "." in last else last


def _shared(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count + 1000 * (first == second)


def open_source(
    content: bytes,
    name: str,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    beside: Mapping[str, bytes] | None = None,
) -> Source:
    """What a file is, unpacked where it was packed.

    Raises
    ------
    ResponsesError
        Where it is empty, too large, or nothing that holds answers.
    """
    shown, notes, near = name, [], dict(beside or {})
    for _ in range(3):
        if not content or (len(content) < 10_000 and not content.strip()):
            raise ResponsesError(f"{shown} is empty.")
        if len(content) > MOST_BYTES:
            raise ResponsesError(
                f"{shown} has {len(content):,} bytes; the most that is read is {MOST_BYTES:,}."
            )
        container, instead = container_of(content)
        if instead:
            raise ResponsesError(f"{shown} is not a text table but {instead}.")
        if container not in PACKED:
            break
        notes.append(f"unpacked from a {CONTAINERS[container]}")
        content, shown, inside = unpack(content, container, shown)
        near |= inside
    else:
        raise ResponsesError(f"{name} is an archive inside an archive; unpack it first.")
    if container == "html":
        raise ResponsesError(_web_page(content, shown))
    if container == "sas7bcat":
        raise ResponsesError(
            f"{shown} is a SAS catalog, which holds labels only; give the .sas7bdat file beside it."
        )
    if container == "xml" and b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4000]:
        raise ResponsesError(f"{shown} is a workbook saved as XML; open it in Excel and save it as .xlsx.")
    notes += _misnamed(shown, container)
    return Source(content, shown, container, encoding, delimiter, sheet, near, tuple(notes))


def _web_page(content: bytes, name: str) -> str:
    lowered = content[:200_000].lower()
    if lowered.count(b"<tr") >= 2 and b"password" not in lowered:
        return f"{name} is not a text table but a web page with a table in it; open it in Excel and save it as .xlsx."
    return (
        f"{name} is not a text table but a web page or XML; the download may have been a login page. "
        "Log in and export again."
    )


def _misnamed(name: str, container: str) -> list[str]:
    last = name.rsplit("/", 1)[-1]
    suffix = last.rsplit(".", 1)[-1].casefold() if "." in last else ""
    expected = _SUFFIXES.get(suffix)
    if not expected or container in expected:
        return []
    return [f"named .{visible(suffix)}, but the content is {CONTAINERS[container]}"]
