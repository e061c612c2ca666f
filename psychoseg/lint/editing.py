"""Make an edit in the text of one item: written where it belongs, with nothing else touched.

The text is the item's own mapping as it stands in its file, indented as it is there. After every edit it
is read again: unless it holds exactly what it held before with the edit made, the edit is refused.
"""

from __future__ import annotations

from psychoseg.documents.places import Place, places
from psychoseg.errors import PsychosegError
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from psychoseg.lint.fix import Edit


@dataclass(frozen=True)
class Change:
    """A stretch of a text and what stands there instead."""

    start: int
    end: int
    new: str


class CannotEditError(PsychosegError):
    """An edit does not fit the way the file is written; says why."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of an item after some edits, made one after the other.

    Raises
    ------
    CannotEditError
        Where the option is not written out here, or the outcome is not what was meant.

    Examples
    --------
    >>> from psychoseg.lint.fix import Edit
    >>> edited("{id: a, options: {1: Other, 2: Tea}}", [Edit("a", "1", move_last=True)])
    '{id: a, options: {2: Tea, 1: Other}}'
    """
    for edit in edits:
        item = places(text)
        new = changed(text, _changes(text, item, edit))
        if _held(new) != repr(expected(item.holds(), edit)):
            raise CannotEditError("the file is written in a way that cannot be changed safely")
        text = new
    return text


def changed(text: str, changes: Sequence[Change]) -> str:
    """A text after changes that do not overlap."""
    for change in sorted(changes, key=lambda change: change.start, reverse=True):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def expected(held: Any, edit: Edit) -> Any:
    """What an item holds once an edit is made, worked out on its values instead of on its text.

    ``held`` and the outcome are as :meth:`~psychoseg.documents.places.Place.holds` gives them; the order
    of keys counts.
    """
    if not edit.option or "options" not in held:
        return held | {edit.key: places(edit.value).holds()}
    options = held["options"]
    entries = (
        list(options.items()) if isinstance(options, dict) else [(_code(body), body) for body in options]
    )
    chosen = [body for code, body in entries if code == edit.option]
    if edit.delete or edit.move_last:
        entries = [entry for entry in entries if entry[0] != edit.option]
        entries += [(edit.option, body) for body in chosen] if edit.move_last else []
    else:
        entries = [(code, _described(body, edit) if code == edit.option else body) for code, body in entries]
    new = dict(entries) if isinstance(options, dict) else [body for _, body in entries]
    return {key: new if key == "options" else value for key, value in held.items()}


def set_key(text: str, body: Place, key: str, value: str, *, alone: str = "label") -> Change:
    """The change that gives a mapping a key; a text alone becomes a mapping with it under ``alone``.

    Raises
    ------
    CannotEditError
        Where ``body`` cannot have keys.
    """
    if body.kind == "scalar":
        if key == alone:
            return Change(body.start, body.end, value)
        label = text[body.start : body.end]
        if "\n" in label or "\r" in label or (body.plain and set(label) & set(",[]{}")):
            label = "'" + body.text.replace("'", "''") + "'"
        return Change(body.start, body.end, f"{{{alone}: {label}, {key}: {value}}}")
    present = body.get(key)
    if present is not None:
        blank = " " if present.start == present.end and text[present.start - 1 : present.start] == ":" else ""
        return Change(present.start, present.end, blank + value)
    if body.kind != "mapping" or not body.pairs:
        raise CannotEditError("what describes it is no mapping")
    name, last = body.pairs[-1]
    end = max(last.end, name.end)
    if body.flow:
        return Change(end, end, f", {key}: {value}")
    end = line_end(text, end)
    return Change(end, end, f"{_newline(text)}{' ' * column(text, body.start)}{key}: {value}")


def line_end(text: str, at: int) -> int:
    """The end of the line an offset is in, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def column(text: str, at: int) -> int:
    """How far an offset is from the start of its line."""
    return at - (text.rfind("\n", 0, at) + 1)


def _changes(text: str, item: Place, edit: Edit) -> tuple[Change, ...]:
    if not edit.option:
        return (set_key(text, item, edit.key, edit.value),)
    options = item.get("options")
    if options is None:
        raise CannotEditError("its answers are written elsewhere, for several items")
    entries = _entries(options)
    at = next((at for at, entry in enumerate(entries) if entry.code == edit.option), None)
    if at is None:
        raise CannotEditError("the answer is not written out where it stands")
    if edit.delete:
        return (_delete(text, options, entries, at),)
    if edit.move_last:
        return _move_last(text, options, entries, at)
    return (set_key(text, entries[at].body, edit.key, edit.value),)


def _held(text: str) -> str:
    """What a text holds, for comparison; refused where it is not even well formed."""
    from psychoseg.documents import compose

    try:
        compose(text, "the changed text", CannotEditError)
    except CannotEditError:
        raise CannotEditError("the file is written in a way that cannot be changed safely") from None
    return repr(places(text).holds())


def _code(body: Any) -> str:
    return str(body["code"][0]) if isinstance(body, dict) and "code" in body else ""


def _described(body: Any, edit: Edit) -> Any:
    value = places(edit.value).holds()
    if isinstance(body, dict):
        return body | {edit.key: value}
    return value if edit.key == "label" else {"label": body, edit.key: value}


@dataclass(frozen=True)
class _Entry:
    """An option: its code, its extent with the code, and what describes it."""

    code: str
    start: int
    end: int
    body: Place


def _entries(options: Place) -> list[_Entry]:
    if options.kind == "mapping":
        return [_Entry(key.text, key.start, max(key.end, value.end), value) for key, value in options.pairs]
    found = []
    for entry in options.entries:
        code = entry.get("code")
        found.append(_Entry(code.text if code else "", entry.start, entry.end, entry))
    return found


def _delete(text: str, options: Place, entries: list[_Entry], at: int) -> Change:
    if len(entries) < 2:
        raise CannotEditError("it is the only answer")
    if options.flow:
        if at:
            return Change(entries[at - 1].end, entries[at].end, "")
        return Change(entries[0].start, entries[1].start, "")
    start, end = _lines(text, options, entries, at)
    if end == len(text) and not text.endswith(("\n", "\r")):
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return Change(start, end, "")


def _move_last(text: str, options: Place, entries: list[_Entry], at: int) -> tuple[Change, ...]:
    if at == len(entries) - 1:
        return ()
    if options.flow:
        written = [text[entry.start : entry.end] for entry in entries]
        order = [*written[:at], *written[at + 1 :], written[at]]
        return tuple(
            Change(entry.start, entry.end, new)
            for entry, new in zip(entries, order, strict=True)
            if text[entry.start : entry.end] != new
        )
    start, end = _lines(text, options, entries, at)
    after = _lines(text, options, entries, len(entries) - 1)[1]
    moved = text[start:end]
    if not text[:after].endswith(("\n", "\r")):
        newline = _newline(text)
        moved = newline + moved.removesuffix("\n").removesuffix("\r")
    return (Change(start, end, ""), Change(after, after, moved))


def _lines(text: str, options: Place, entries: list[_Entry], at: int) -> tuple[int, int]:
    """The whole lines of an option, with the comments right above it."""
    entry = entries[at]
    first = entry.start
    if options.kind == "sequence":
        first = text.rfind("-", entries[at - 1].end if at else options.start, entry.start)
        if first < 0:
            raise CannotEditError("its dash could not be found")
    start = text.rfind("\n", 0, first) + 1
    if text[start:first].strip():
        raise CannotEditError("it does not stand on lines of its own")
    least = line_end(text, entries[at - 1].end) + 1 if at else start
    while start > least:
        above = text.rfind("\n", 0, start - 1) + 1
        if above < least or not text[above:start].strip().startswith("#"):
            break
        start = above
    end = line_end(text, entry.end)
    while end < len(text) and text[end] in "\r\n":
        end += 1
        if text[end - 1] == "\n":
            break
    return start, end


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
