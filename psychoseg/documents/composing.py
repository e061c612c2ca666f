"""From a YAML file to nodes that know their line, refusing what can harm before building anything.

Scalars stay the text that was written, so ``no``, ``off`` and ``012`` are never turned into
something else; whoever reads a value says which kind it wants. Tags, anchors, aliases and merge
keys are refused: a survey needs none of them, and each has been used to run code or to fill memory.
The parser is driven by events with an explicit stack, so deep nesting cannot exhaust the C stack.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from psychoseg.documents.nodes import Mapping, Node, Scalar, Sequence
from psychoseg.errors import Fault, PsychosegError, shorten

MOST_BYTES = 4_000_000
DEEPEST = 32

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOOKS_LIKE = {
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"$FL2": "an SPSS file",
    b"$FL3": "an SPSS file",
    b"\x1f\x8b": "a gzip archive",
}


def read_document(path: Path, error: type[PsychosegError]) -> Mapping:
    """The mapping at the top of a YAML file.

    Parameters
    ----------
    path : Path
        An ordinary file of at most four million bytes, UTF-8 or UTF-16 with its mark.
    error : type
        The error to raise, with every fault found.

    Returns
    -------
    Mapping
    """
    return compose(_read_text(path, error), str(path), error)


def compose(text: str, name: str, error: type[PsychosegError]) -> Mapping:
    """The mapping a YAML text holds; ``name`` stands for the file in messages.

    Examples
    --------
    >>> from psychoseg.errors import QuestionnaireError
    >>> top = compose("country: NO", "demo.yml", QuestionnaireError)
    >>> top.pairs[0][1].text
    'NO'
    """
    try:
        top, faults = _build(yaml.parse(text, Loader=_LOADER), name)
    except yaml.YAMLError as problem:
        raise error(f"{name} is not valid YAML.", [_syntax_fault(problem, name)]) from None
    if faults:
        raise error(f"{name} cannot be used.", faults)
    if top is None or (isinstance(top, Scalar) and top.is_null):
        raise error(f"{name} is empty: it holds no mapping of keys and values.")
    if not isinstance(top, Mapping):
        raise error(
            f"{name}:{top.line}:{top.column}: expected a mapping of keys and values, found {top.kind}."
        )
    return top


def _read_text(path: Path, error: type[PsychosegError]) -> str:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
            raise error(f"{path} is {kind}; give the path of a YAML file.")
        if status.st_size > MOST_BYTES:
            raise error(f"{path} has {status.st_size:,} bytes; the most that is read is {MOST_BYTES:,}.")
        content = path.read_bytes()
    except OSError as problem:
        near = _nearest_file(path)
        raise error(f"{path} cannot be read: {problem.strerror}.{near}") from None
    for magic, kind in _LOOKS_LIKE.items():
        if content.startswith(magic):
            raise error(f"{path} is {kind}, not a YAML file.")
    return _decode(content, path, error)


def _nearest_file(path: Path) -> str:
    from psychoseg.errors import did_you_mean

    try:
        hint = did_you_mean(path.name, sorted(other.name for other in path.parent.iterdir()))
    except OSError:
        return ""
    return f" In that folder, {hint}" if hint.startswith("did") else ""


def _decode(content: bytes, path: Path, error: type[PsychosegError]) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise error(
            f"{path}:{line}: byte {problem.start} is not {encoding.removesuffix('-sig').upper()}; "
            "save the file as UTF-8."
        ) from None


def _syntax_fault(problem: yaml.YAMLError, name: str) -> Fault:
    mark = getattr(problem, "problem_mark", None)
    words = str(getattr(problem, "problem", "") or getattr(problem, "reason", "") or problem)
    where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
    if "mapping values are not allowed" in words:
        return Fault(where, "a colon inside a text that is not quoted", "put the whole text in quotes")
    if "cannot start any token" in words or "tab" in words:
        return Fault(
            where,
            "a character that cannot begin a value here",
            "indent with spaces, and put text that starts with @ ` or % in quotes",
        )
    if "could not find expected ':'" in words:
        return Fault(
            where, "a line that is neither a key nor a value", "check the indentation of the line above"
        )
    if "control characters" in words or "special characters" in words:
        return Fault(where, "a control character", "remove it")
    return Fault(where, words, "")


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been seen yet."""

    event: Any
    children: list[Node] = field(default_factory=list)


def _build(events: Iterator[Any], name: str) -> tuple[Node | None, list[Fault]]:
    faults: list[Fault] = []
    stack: list[_Open] = []
    top: Node | None = None
    documents = 0
    for event in events:
        node: Node | None = None
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        where = f"{name}:{line}:{column}"
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                faults.append(Fault(where, "a second document starts here", "keep one document in a file"))
                break
        elif isinstance(event, yaml.AliasEvent):
            faults.append(Fault(where, "an alias (*name)", "write the value out"))
            node = Scalar("", True, line, column)
        elif isinstance(event, yaml.ScalarEvent):
            _refuse_extras(event, where, faults)
            node = Scalar(event.value, not event.style, line, column)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            _refuse_extras(event, where, faults)
            stack.append(_Open(event))
            if len(stack) > DEEPEST:
                faults.append(Fault(where, f"nested more than {DEEPEST} levels deep"))
                return None, faults
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            node = _close(stack.pop(), name, faults)
        if node is not None:
            if stack:
                stack[-1].children.append(node)
            else:
                top = node
    return top, faults


def _refuse_extras(event: Any, where: str, faults: list[Fault]) -> None:
    if event.tag is not None and event.tag != "!":
        faults.append(
            Fault(where, f"a tag ({shorten(event.tag)})", "tags are not allowed; write the plain value")
        )
    if getattr(event, "anchor", None):
        faults.append(
            Fault(where, f"an anchor (&{event.anchor})", "anchors are not allowed; write the value out")
        )


def _close(opened: _Open, name: str, faults: list[Fault]) -> Node:
    line, column = opened.event.start_mark.line + 1, opened.event.start_mark.column + 1
    if isinstance(opened.event, yaml.SequenceStartEvent):
        return Sequence(tuple(opened.children), line, column)
    pairs: list[tuple[Scalar, Node]] = []
    first_seen: dict[str, int] = {}
    for key, value in zip(opened.children[::2], opened.children[1::2], strict=True):
        where = f"{name}:{key.line}:{key.column}"
        if not isinstance(key, Scalar):
            faults.append(Fault(where, f"{key.kind} as a key", "keys are single words"))
        elif key.text == "<<" and key.plain:
            faults.append(Fault(where, "a merge key (<<)", "write the keys out"))
        elif key.text in first_seen:
            faults.append(
                Fault(
                    where,
                    f"the key {shorten(key.text)} stands twice",
                    f"first on line {first_seen[key.text]}; remove one",
                )
            )
        else:
            first_seen[key.text] = key.line
            pairs.append((key, value))
    return Mapping(tuple(pairs), line, column)
