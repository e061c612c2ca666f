"""Triple-S metadata of versions 1.0 and 1.1, which were keywords before they were XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_TOKEN = re.compile(r'"((?:[^"]|"")*)"|([^\s"]+)')
_BEGIN = re.compile(rb"\A\s*SSS\s+VERSION\s+1\.[01]\b", re.IGNORECASE)
_TYPES = {"single", "multiple", "quantity", "character", "logical"}


def is_keywords(content: bytes) -> bool:
    """Whether a file begins as metadata of version 1.0 or 1.1 does.

    Examples
    --------
    >>> is_keywords(b"SSS" + b" VERSION 1.1 SURVEY")
    True
    """
    return bool(_BEGIN.match(content[:200]))


def parse_keywords(content: bytes) -> ET.Element:
    """The same metadata as later versions write it, so that one reader reads both.

    Examples
    --------
    >>> root = parse_keywords(b'SSS VERSION 1.1 SURVEY RECORD A VARIABLE 1 NAME "Q1" LABEL "Mood" TYPE SINGLE '
    ...     b'POSITION 4 VALUES 1 "Well" 2 "Ill" END VALUES END VARIABLE END RECORD END SURVEY END SSS')
    >>> [(value.get("code"), value.text) for value in root.iter("value")]
    [('1', 'Well'), ('2', 'Ill')]
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    tokens = [
        (match.group(1).replace('""', '"'), True) if match.group(1) is not None else (match.group(2), False)
        for match in _TOKEN.finditer(text)
    ]
    root = ET.Element("sss", version="1.1")
    record = ET.SubElement(ET.SubElement(root, "survey"), "record", format="fixed")
    variable: ET.Element | None = None
    values: ET.Element | None = None
    at = 0

    def ahead(step: int) -> tuple[str, bool]:
        return tokens[at + step] if at + step < len(tokens) else ("", False)

    while at < len(tokens):
        word, quoted = tokens[at]
        keyword = "" if quoted else word.upper()
        if keyword == "VERSION":
            root.set("version", ahead(1)[0])
            at += 2
        elif keyword == "VARIABLE" and not (at and tokens[at - 1][0].upper() == "END"):
            variable = ET.SubElement(record, "variable", ident=ahead(1)[0], type="character")
            at += 2
        elif variable is not None and keyword in {"NAME", "LABEL"} and values is None:
            ET.SubElement(variable, keyword.lower()).text = ahead(1)[0]
            at += 2
        elif variable is not None and keyword == "TYPE":
            kind = ahead(1)[0].casefold()
            variable.set("type", kind if kind in _TYPES else "character")
            at += 2
        elif variable is not None and keyword == "POSITION":
            at += _position(variable, tokens, at)
        elif variable is not None and keyword == "SPREAD":
            ET.SubElement(variable, "spread", subfields=ahead(1)[0])
            at += 2
        elif variable is not None and keyword == "VALUES" and not (at and tokens[at - 1][0].upper() == "END"):
            values = ET.SubElement(variable, "values")
            at += 1
        elif keyword == "END":
            if ahead(1)[0].upper() == "VALUES":
                values = None
            elif ahead(1)[0].upper() == "VARIABLE":
                variable = None
            at += 2
        elif values is not None and ahead(1)[1]:
            ET.SubElement(values, "value", code=word).text = ahead(1)[0]
            at += 2
        elif values is not None and ahead(1)[0].upper() == "TO":
            ET.SubElement(values, "range", {"from": word, "to": ahead(2)[0]})
            at += 3
        else:
            at += 1
    return root


def _position(variable: ET.Element, tokens: list[tuple[str, bool]], at: int) -> int:
    """Write the place down and give how many words it took."""
    start = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    if at + 3 < len(tokens) and tokens[at + 2][0].upper() == "TO":
        ET.SubElement(variable, "position", start=start, finish=tokens[at + 3][0])
        return 4
    ET.SubElement(variable, "position", start=start)
    return 2
