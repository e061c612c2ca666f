"""The order of keys in each mapping of the language."""

from __future__ import annotations

from psychoseg.questionnaire.formatting.tree import Branch, Entry, Leaf
from psychoseg.questionnaire.keys import ITEM, OPTION, TABLES

_LAST = 1_000


def put_in_order(top: Branch) -> None:
    """Sort the keys of the questionnaire and of everything in it, names and codes left as they are."""
    _sort(top, "questionnaire")


def _sort(tree: Branch, table: str) -> None:
    keys = ITEM if table == "default" else TABLES[table]
    order = {name: number for number, name in enumerate(keys)}
    first = tree.entries[0] if tree.entries else None
    tree.entries.sort(key=lambda entry: order.get(_name(entry), _LAST))
    if first is not None and tree.entries[0] is not first:
        first.apart, tree.entries[0].apart = tree.entries[0].apart, first.apart
    for entry in tree.entries:
        key = keys.get(_name(entry))
        if key is not None and isinstance(entry.value, Branch):
            _sort_inside(entry.value, key.kind)


def _sort_inside(tree: Branch, kind: str) -> None:
    """Sort what stands under a key of a kind; see :class:`psychoseg.questionnaire.keys.Key`."""
    if kind in TABLES or kind == "default":
        _sort(tree, kind)
    elif kind[0] in "[{":
        for entry in tree.entries:
            if isinstance(entry.value, Branch):
                _sort_named(entry.value, kind[1:-1])
    elif kind in {"options", "rows"}:
        for entry in tree.entries:
            if isinstance(entry.value, Branch):
                _sort_named(entry.value, "option" if kind == "options" else "item")


def _sort_named(tree: Branch, table: str) -> None:
    """Sort a mapping of keys; one of languages, or of a scale's codes, stays as it is."""
    known = OPTION if table == "option" else TABLES[table]
    if not tree.is_list and any(_name(entry) in known for entry in tree.entries):
        _sort(tree, table)


def _name(entry: Entry) -> str:
    return entry.key.text if isinstance(entry.key, Leaf) else ""
