"""XML without its dangers: no entities are declared, nothing outside is loaded, depth has an end."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any
from xml.parsers import expat

from psychoseg.errors import ResponsesError, visible
from psychoseg.responses.readers.limits import MOST_DOCUMENT_BYTES

_DEEPEST = 200


def parse_xml(content: bytes, name: str, encoding: str = "") -> ET.Element:
    """The root element of a document.

    Raises
    ------
    ResponsesError
        Where the document is not well-formed, declares entities, is nested too deeply or is too large.
    """
    if len(content) > MOST_DOCUMENT_BYTES:
        raise ResponsesError(
            f"{name} has {len(content):,} bytes of XML; the most that is read is {MOST_DOCUMENT_BYTES:,}."
        )
    builder = ET.TreeBuilder()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError(f"its elements are nested more than {_DEEPEST} deep")
        builder.start(_braced(tag), {_braced(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_braced(tag))

    def refuse(*_: Any) -> None:
        raise ValueError("it declares entities, which no export does")

    try:
        parser = expat.ParserCreate(encoding or None, "}")
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = builder.data
        parser.EntityDeclHandler = refuse
        parser.Parse(content, True)
        return builder.close()
    except expat.ExpatError as problem:
        reason = expat.errors.messages.get(problem.code, str(problem))
        raise ResponsesError(
            f"{name}:{problem.lineno}:{problem.offset + 1}: not well-formed XML ({visible(reason)})."
        ) from None
    except (ValueError, LookupError, AssertionError) as problem:
        raise ResponsesError(f"{name} was not read: {visible(problem)}.") from None


def _braced(name: str) -> str:
    """A name in its namespace as ElementTree writes it."""
    return "{" + name if "}" in name else name


def local(tag: str) -> str:
    """An element's name without its namespace, in small letters.

    Examples
    --------
    >>> local("{http://www.cdisc.org/ns/odm/v1.3}ODM")
    'odm'
    """
    return tag.rsplit("}", 1)[-1].casefold()


def text_of(element: ET.Element | None) -> str:
    """All text inside an element, its white space evened out; empty where there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def child_of(element: ET.Element, name: str) -> ET.Element | None:
    """The first child of that local name."""
    return next((inner for inner in element if local(inner.tag) == name), None)
