"""From a YAML file to nodes that know their line, refusing what can harm before building anything.

Scalars stay the text that was written, so ``no``, ``off`` and ``012`` are never turned into
something else; whoever reads a value says which kind it wants. Tags, anchors, aliases and merge
keys are refused: a survey needs none of them, and each has been used to run code or to fill memory.
The parser is driven by events with an explicit stack, so deep nesting cannot exhaust the C stack.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

import yaml

from psychoseg.documents.mistakes import conflicts, cut_texts, syntax_fault
from psychoseg.documents.nodes import Mapping, Node, Scalar, Sequence
from psychoseg.errors import Fault, PsychosegError, shorten
from psychoseg.values import dataclass, field

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

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


def read_document(path: str | Path, error: type[PsychosegError], noted: list[Fault] | None = None) -> Mapping:
    """The mapping at the top of a YAML file.

    Parameters
    ----------
    path : str or Path
        An ordinary file of at most four million bytes, UTF-8 or UTF-16 with its mark.
    error : type
        The error to raise, with every fault found.
    noted : list of Fault, optional
        Where given, faults that leave a mapping to read (a key twice, an alias) are put here instead
        of raised, so that they can be told together with what else is wrong.

    Returns
    -------
    Mapping
    """
    return compose(read_text(path, error), str(path), error, noted)


def compose(text: str, name: str, error: type[PsychosegError], noted: list[Fault] | None = None) -> Mapping:
    """The mapping a YAML text holds; ``name`` stands for the file in messages.

    Examples
    --------
    >>> from psychoseg.errors import QuestionnaireError
    >>> top = compose("country: NO", "demo.yml", QuestionnaireError)
    >>> top.pairs[0][1].text
    'NO'
    """
    unmerged = conflicts(text, name)
    if unmerged:
        raise error(f"{name} holds a merge that was not finished.", unmerged)
    try:
        top, faults = _build(yaml.parse(text, Loader=_LOADER), name, cut_texts(text))
    except yaml.YAMLError as problem:
        raise error(f"{name} is not valid YAML.", [syntax_fault(problem, text, name)]) from None
    if faults and noted is not None and isinstance(top, Mapping):
        noted.extend(faults)
    elif faults:
        raise error(f"{name} cannot be used.", faults)
    if top is None or (isinstance(top, Scalar) and top.is_null):
        raise error(f"{name} is empty: it holds no mapping of keys and values.")
    if not isinstance(top, Mapping):
        raise error(
            f"{name}:{top.line}:{top.column}: expected a mapping of keys and values, found {top.kind}."
        )
    return top


def read_text(path: str | Path, error: type[PsychosegError]) -> str:
    """The text of an ordinary file; what it is, where it is something else."""
    try:
        status = os.stat(path)  # noqa: PTH116  (pathlib is slow to load)
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
            raise error(f"{path} is {kind}; give the path of a YAML file.")
        if status.st_size > MOST_BYTES:
            raise error(f"{path} has {status.st_size:,} bytes; the most that is read is {MOST_BYTES:,}.")
        with open(path, "rb") as file:  # noqa: PTH123
            content = file.read()
    except OSError as problem:
        near = _nearest_file(path)
        raise error(f"{path} cannot be read: {problem.strerror}.{near}") from None
    for magic, kind in _LOOKS_LIKE.items():
        if content.startswith(magic):
            raise error(f"{path} is {kind}, not a text file.")
    return decode(content, path, error)


def _nearest_file(path: str | Path) -> str:
    from pathlib import Path

    from psychoseg.errors import did_you_mean

    try:
        hint = did_you_mean(Path(path).name, sorted(other.name for other in Path(path).parent.iterdir()))
    except OSError:
        return ""
    return f" In that folder, {hint}" if hint.startswith("did") else ""


def decode(content: bytes, path: str | Path, error: type[PsychosegError]) -> str:
    """Bytes as text: UTF-8 with or without a mark, or UTF-16 with one."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise error(
            f"{path}:{line}: byte {problem.start} is not {encoding.removesuffix('-sig').upper()}; "
            "save the file as UTF-8."
        ) from None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been seen yet."""

    event: Any
    children: list[Node] = field(default_factory=list)


def _build(
    events: Iterator[Any], name: str, cut: dict[int, tuple[int, str]]
) -> tuple[Node | None, list[Fault]]:
    faults: list[Fault] = []
    stack: list[_Open] = []
    top: Node | None = None
    documents = 0
    for event in events:
        node: Node | None = None
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent):  # nearly every event is one
            if event.tag is not None or event.anchor is not None:
                _refuse_extras(event, name, faults)
            if cut and not event.style and " " in event.value:
                _refuse_cut(event, cut, name, faults)
            node = Scalar(event.value, not event.style, start.line + 1, start.column + 1)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                where = _where(name, event)
                faults.append(Fault(where, "a second document starts here", "keep one document in a file"))
                break
        elif isinstance(event, yaml.AliasEvent):
            faults.append(
                Fault(
                    _where(name, event),
                    "an alias (*name)",
                    "write the value out; a text that starts with * stands in quotes",
                )
            )
            node = Scalar("", True, start.line + 1, start.column + 1)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            _refuse_extras(event, name, faults)
            stack.append(_Open(event))
            if len(stack) > DEEPEST:
                faults.append(Fault(_where(name, event), f"nested more than {DEEPEST} levels deep"))
                return None, faults
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            node = _close(stack.pop(), name, faults)
        if node is not None:
            if stack:
                stack[-1].children.append(node)
            else:
                top = node
    return top, faults


def _refuse_cut(event: Any, cut: dict[int, tuple[int, str]], name: str, faults: list[Fault]) -> None:
    """A text of several words that a # ends, as in ``text: I am #1``."""
    column, rest = cut.get(event.end_mark.line, (0, ""))
    if column == event.end_mark.column:
        faults.append(
            Fault(
                f"{name}:{event.end_mark.line + 1}:{column + 2}",
                f"YAML ends the text before # and reads only {shorten(event.value)}",
                f"put the whole text in quotes, or write {shorten('# ' + rest)} if this is a comment",
            )
        )


def _where(name: str, event: Any) -> str:
    return f"{name}:{event.start_mark.line + 1}:{event.start_mark.column + 1}"


def _refuse_extras(event: Any, name: str, faults: list[Fault]) -> None:
    if event.tag is not None and event.tag != "!":
        faults.append(
            Fault(
                _where(name, event),
                f"a tag ({shorten(event.tag)})",
                "tags are not allowed; write the plain value, a text that starts with ! in quotes",
            )
        )
    if getattr(event, "anchor", None):
        faults.append(
            Fault(
                _where(name, event),
                f"an anchor (&{event.anchor})",
                "anchors are not allowed; write the value out, a text that starts with & in quotes",
            )
        )


def _close(opened: _Open, name: str, faults: list[Fault]) -> Node:
    line, column = opened.event.start_mark.line + 1, opened.event.start_mark.column + 1
    if isinstance(opened.event, yaml.SequenceStartEvent):
        return Sequence(tuple(opened.children), line, column)
    pairs: list[tuple[Scalar, Node]] = []
    first_seen: dict[str, int] = {}
    for key, value in zip(opened.children[::2], opened.children[1::2], strict=True):
        if isinstance(key, Scalar) and key.text not in first_seen and key.text != "<<":
            first_seen[key.text] = key.line
            pairs.append((key, value))
            continue
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
