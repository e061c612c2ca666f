"""Messages of one language as translators keep them: gettext's .po files, read without compiling them first."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from psychoseg.errors import ReportError

FOLDER = Path(__file__).parent / "catalogues"
_PLURAL = re.compile(r"plural=([^;\\]+);")
_PART = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?(".*")\s*$')
Key = tuple[str, str]


def _same(count: int) -> int:
    return int(count != 1)


@dataclass(frozen=True)
class Catalogue:
    """Translations of one language.

    Parameters
    ----------
    messages : mapping of (context, message) to tuple of str
        The context is mostly empty; one text a message, or one for each plural form.
    form : callable
        Which plural form a count takes.
    """

    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = _same


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of a language, read once.

    Examples
    --------
    >>> catalogue("de").messages["", "Glossary"]
    ('Glossar',)
    """
    return parsed((FOLDER / f"{code}.po").read_text("utf-8"), f"{code}.po")


def parsed(text: str, name: str) -> Catalogue:
    r"""A catalogue from the text of a .po file; entries that are fuzzy or have no translation are left out.

    Examples
    --------
    >>> parsed('msgid "Base"\nmsgstr "Basis"\n', "de.po").messages
    {('', 'Base'): ('Basis',)}

    Raises
    ------
    ReportError
        Where a line is not of a .po file.
    """
    messages: dict[Key, tuple[str, ...]] = {}
    form: Callable[[int], int] = _same
    for entry in _entries(text, name):
        told = tuple(value for part, value in entry.items() if part.startswith("msgstr"))
        if not entry["msgid"]:
            found = _PLURAL.search(told[0])
            form = gettext.c2py(found[1]) if found else form
        elif "fuzzy" not in entry and all(told):
            messages[entry.get("msgctxt", ""), entry["msgid"]] = told
    return Catalogue(messages, form)


def _entries(text: str, name: str) -> Iterator[dict[str, str]]:
    """The parts of every entry, in the file's order."""
    for block in re.split(r"\n\s*\n", text):
        entry: dict[str, str] = {}
        part = ""
        for line in block.splitlines():
            if line.startswith("#"):
                entry |= {"fuzzy": ""} if line.startswith("#,") and "fuzzy" in line else {}
                continue
            found = _PART.match(line)
            if found is None or not (found[1] or part):
                raise ReportError(f"{name} is no catalogue of messages: {line}")
            part = found[1] or part
            entry[part] = entry.get(part, "") + ast.literal_eval(found[2])
        if "msgid" in entry:
            yield entry
