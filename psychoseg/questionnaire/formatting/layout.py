"""A questionnaire's YAML text laid out in the one way, its meaning and its comments unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from psychoseg.errors import QuestionnaireError
from psychoseg.questionnaire.formatting.comments import attach, comments
from psychoseg.questionnaire.formatting.order import put_in_order
from psychoseg.questionnaire.formatting.tree import Branch, Entry, Leaf, grow
from psychoseg.questionnaire.formatting.words import WIDEST, key, lines, value
from psychoseg.questionnaire.reading import parse

STEP = 2
_APART = {"scales", "constructs", "quotas", "history", "sections"}
"""Keys at the top that have a blank line above them; so has each section."""


def formatted(text: str, name: str = "questionnaire.yml") -> str:
    """The same questionnaire with keys in order, two blanks a level, and lines that fit.

    Lists and mappings in braces stay so where they fit on a line; quotes stay where a value would
    be read as something else without them.

    Raises
    ------
    QuestionnaireError
        Where the text is no valid questionnaire, or cannot be laid out without a loss.

    Examples
    --------
    >>> print(formatted('''
    ... title:   Tea
    ... id: tea
    ... sections:
    ... - id: habits
    ...   items:
    ...   - {text: "Why tea?",   id: why, type: open}   # asked last
    ... '''), end="")
    id: tea
    title: Tea
    <BLANKLINE>
    sections:
      - id: habits
        items:
          - {id: why, text: "Why tea?", type: open}  # asked last
    """
    asked = parse(text, name)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    top = grow(plain)
    header, footer = attach(plain, top)
    put_in_order(top)
    written = "\n".join([*header, *_file(top, footer)]).strip("\n") + "\n"
    try:
        settled = meaning(parse(written, name)) == meaning(asked)
    except QuestionnaireError:
        settled = False
    if not settled:
        raise QuestionnaireError(
            f"{name} cannot be laid out without a change of meaning; it was left as it is."
        )
    _check(name, plain, written)
    return written


def meaning(part: object) -> object:
    """A value without the places its parts stand at."""
    if isinstance(part, tuple):
        return tuple(meaning(entry) for entry in part)
    if is_dataclass(part) and not isinstance(part, type):
        return (
            type(part).__name__,
            *(
                meaning(getattr(part, field.name))
                for field in fields(part)
                if field.compare and field.name not in {"line", "column"}
            ),
        )
    return part


def _check(name: str, before: str, after: str) -> None:
    """No comment is lost: each stands in the new text as often as in the old one."""
    kept = Counter(word for entry in comments(after, grow(after)) for word in entry.text.split())
    had = Counter(word for entry in comments(before, grow(before)) for word in entry.text.split())
    if kept != had:
        raise QuestionnaireError(f"{name} cannot be laid out without losing a comment; it was left as it is.")


def _file(top: Branch, footer: list[str]) -> Iterator[str]:
    for number, entry in enumerate(top.entries):
        name = entry.key.text if entry.key is not None else ""
        if number and (name in _APART or (entry.apart and entry.above)):
            yield ""
        yield from _entry(entry, 0)
    if footer:
        yield ""
        yield from footer


def _entry(entry: Entry, indent: int, mark: str = "") -> Iterator[str]:
    """The lines of an entry; ``mark`` is the dash of the list it opens."""
    pad = " " * indent
    yield from (f"{pad}{comment}".rstrip() for comment in entry.above)
    start = pad + mark
    if entry.key is not None:
        start += f"{key(entry.key.text)}:"
    behind = f"  {entry.behind}" if entry.behind else ""
    yield from _value(entry, start, behind, indent + len(mark))


def _value(entry: Entry, start: str, behind: str, indent: int) -> Iterator[str]:
    found = entry.value
    gap = " " if entry.key is not None else ""
    if isinstance(found, Leaf):
        yield from _leaf(found, start, gap, behind, indent)
        return
    line = f"{start}{gap}{_in_flow(found)}" if found.flow or not found.entries else ""
    if line and (len(line) <= WIDEST or not found.entries):
        yield line + behind
        return
    inner = indent + STEP if entry.key is not None else indent
    if entry.key is None:
        yield from _element(found, start, behind, inner)
        return
    yield start + behind
    yield from _block(found, inner, is_sections=entry.key.text == "sections")


def _element(found: Branch, start: str, behind: str, indent: int) -> Iterator[str]:
    """A list or mapping that begins behind a dash."""
    first, *others = found.entries
    if first.above or behind or found.is_list:
        above = first.above
        first.above = []
        pad = start[: len(start) - STEP]
        yield from (
            f"{pad}{comment}" for comment in [*above, *([behind.strip()] if behind else [])] if comment
        )
    mark = "- " if found.is_list else ""
    yield from _entry(first, len(start) - STEP, f"- {mark}")
    for entry in others:
        if entry.apart:
            yield ""
        yield from _entry(entry, indent, mark)


def _block(found: Branch, indent: int, *, is_sections: bool) -> Iterator[str]:
    for number, entry in enumerate(found.entries):
        if number and (entry.apart or is_sections):
            yield ""
        yield from _entry(entry, indent, "- " if found.is_list else "")


def _leaf(found: Leaf, start: str, gap: str, behind: str, indent: int) -> Iterator[str]:
    inner = indent + STEP
    if "\n" in found.text.strip("\n"):
        yield f"{start}{gap}|-{behind}"
        yield from (f"{' ' * inner}{line.strip()}".rstrip() for line in found.text.strip("\n").split("\n"))
        return
    line = f"{start}{gap}{value(found.text, found.style, in_flow=False)}".rstrip()
    if len(line) <= WIDEST or " " not in found.text.strip():
        yield line + behind
        return
    yield f"{start}{gap}>-{behind}"
    yield from lines(found.text, inner)


def _in_flow(found: Branch) -> str:
    parts = []
    for entry in found.entries:
        inner = (
            value(entry.value.text, entry.value.style, in_flow=True)
            if isinstance(entry.value, Leaf)
            else _in_flow(entry.value)
        )
        parts.append(f"{key(entry.key.text)}: {inner}".rstrip() if entry.key is not None else inner)
    inside = ", ".join(parts)
    return f"[{inside}]" if found.is_list else f"{{{inside}}}"
