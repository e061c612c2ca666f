"""A YAML file as entries with their comments: all that is needed to write it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Leaf:
    """A written value; ``style`` is empty where it stands without quotes."""

    text: str
    style: str
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """A pair of a mapping or an element of a list, with the comments above and behind it."""

    value: Tree
    start: int
    key: Leaf | None = None
    above: list[str] = field(default_factory=list)
    behind: str = ""
    apart: bool = False


@dataclass(slots=True)
class Branch:
    """A mapping or a list; ``flow`` where it is written in braces or brackets."""

    entries: list[Entry]
    is_list: bool
    flow: bool
    start: int
    end: int = 0


Tree: TypeAlias = Leaf | Branch


def grow(text: str) -> Branch:
    """The tree of a text that is known to be a questionnaire."""
    opened: list[tuple[Branch, list[Tree]]] = []
    top: Branch | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        begin, end = event.start_mark, event.end_mark
        if begin is None or end is None:
            continue
        done: Tree | None = None
        if isinstance(event, yaml.ScalarEvent):
            done = Leaf(event.value, event.style or "", begin.index, end.index)
        elif isinstance(event, yaml.CollectionStartEvent):
            is_list = isinstance(event, yaml.SequenceStartEvent)
            opened.append((Branch([], is_list, bool(event.flow_style), begin.index), []))
        elif isinstance(event, yaml.CollectionEndEvent):
            done, children = opened.pop()
            done.end = end.index
            done.entries = _entries(done.is_list, children)
        if done is not None and opened:
            opened[-1][1].append(done)
        elif isinstance(done, Branch):
            top = done
    if top is None:
        raise ValueError("the text holds no mapping")
    return top


def _entries(is_list: bool, children: list[Tree]) -> list[Entry]:
    if is_list:
        return [Entry(child, child.start) for child in children]
    pairs = zip(children[::2], children[1::2], strict=True)
    return [Entry(value, key.start, key) for key, value in pairs if isinstance(key, Leaf)]


def leaves(tree: Tree) -> list[Leaf]:
    """Every written value of a tree, keys included, in file order."""
    if isinstance(tree, Leaf):
        return [tree]
    found: list[Leaf] = []
    for entry in tree.entries:
        if entry.key is not None:
            found.append(entry.key)
        found += leaves(entry.value)
    return found
