"""Where every value of a YAML text stands, by offset: for changing one without touching another."""

from __future__ import annotations

import yaml

from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Place:
    """A value and its extent in the text.

    Parameters
    ----------
    start, end : int
        Offsets in characters, end excluded, without the blank lines and comments that follow.
    kind : {"scalar", "sequence", "mapping"}
    flow : bool
        Whether a list or mapping is written in brackets.
    text : str
        What a scalar says, quotes and folding undone.
    plain : bool
        Whether a scalar is written without quotes.
    entries : tuple of Place
        Of a list.
    pairs : tuple of (Place, Place)
        Of a mapping.
    """

    start: int
    end: int
    kind: str
    flow: bool = False
    text: str = ""
    plain: bool = False
    entries: tuple[Place, ...] = ()
    pairs: tuple[tuple[Place, Place], ...] = ()

    def get(self, key: str) -> Place | None:
        """The value under a key of a mapping, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def holds(self) -> Any:
        """What is written here without its places and quotes, to compare two texts by.

        A scalar is its text and whether it means nothing, a list a list, a mapping a dictionary.
        """
        if self.kind == "scalar":
            return (self.text, self.plain and self.text in {"", "~", "null", "Null", "NULL"})
        if self.kind == "sequence":
            return [entry.holds() for entry in self.entries]
        return {key.text: value.holds() for key, value in self.pairs}


def places(text: str) -> Place:
    r"""The places of a text that has been read without faults before.

    Examples
    --------
    >>> top = places("id: tea  # a comment\ntitle: Tea")
    >>> found = top.get("id")
    >>> (found.start, found.end)
    (4, 7)
    """
    stack: list[tuple[Any, list[Place]]] = []
    top = Place(0, 0, "scalar")
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    for event in events:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            end = start + len(text[start:end].rstrip())
            made = Place(start, end, "scalar", text=event.value, plain=not event.style)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            stack.append((event, []))
            continue
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            made = _closed(*stack.pop(), event)
        else:
            continue
        if stack:
            stack[-1][1].append(made)
        else:
            top = made
    return top


def _closed(opened: Any, children: list[Place], closed: Any) -> Place:
    start, flow = opened.start_mark.index, bool(opened.flow_style)
    end = closed.end_mark.index if flow or not children else children[-1].end
    if isinstance(opened, yaml.SequenceStartEvent):
        return Place(start, end, "sequence", flow, entries=tuple(children))
    pairs: Iterator[tuple[Place, Place]] = zip(children[::2], children[1::2], strict=True)
    return Place(start, end, "mapping", flow, pairs=tuple(pairs))
