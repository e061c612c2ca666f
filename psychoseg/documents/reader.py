"""Typed reading of a mapping: ask for what you expect, and every fault is collected with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from psychoseg.documents.characters import acting, foreign
from psychoseg.documents.nodes import Mapping, Node, Scalar, Sequence
from psychoseg.errors import Fault, PsychosegError, did_you_mean, shorten
from psychoseg.values import dataclass, field

_WHOLE = r"[-+]?(?:0|[1-9][0-9]{0,17})\Z"
_NUMBER = r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,3})?\Z"
LONGEST_NUMBER = 18
_IDENTIFIER = r"[A-Za-z][A-Za-z0-9_]{0,63}\Z"


@dataclass(slots=True)
class Faults:
    """Every fault found in one file, in the order they were met."""

    name: str
    found: list[Fault] = field(default_factory=list)

    def add(self, node: Node, what: str, hint: str = "", kind: str = "") -> None:
        """Note a fault at a node's place."""
        self.found.append(Fault(self.place(node), what, hint, kind))

    def place(self, node: Node) -> str:
        """``file:line:column`` of a node."""
        return f"{self.name}:{node.line}:{node.column}"

    def raise_any(self, error: type[PsychosegError], summary: str) -> None:
        """Raise ``error`` with all faults in file order, if there are any."""
        if self.found:
            raise error(summary, sorted(dict.fromkeys(self.found), key=_line_order))


def _line_order(fault: Fault) -> tuple[int, int]:
    parts = fault.where.rsplit(":", 2)
    return (int(parts[1]), int(parts[2])) if len(parts) == 3 and parts[1].isdigit() else (0, 0)


class Reader:
    """One mapping, read key by key.

    Call a method for each key that may stand here, then :meth:`close`, which reports the keys
    nobody asked for. A faulty value is noted and its default returned, so reading goes on.

    Parameters
    ----------
    node : Node
        What should be a mapping; anything else is a fault and reads as an empty one.
    faults : Faults
        Where faults are collected.
    what : str
        What this mapping describes, for messages: "an item".
    """

    def __init__(self, node: Node, faults: Faults, what: str) -> None:
        self.node = node
        self.faults = faults
        self.what = what
        self._asked: dict[str, None] = {}
        self._values: dict[str, tuple[Scalar, Node]] = {}
        if isinstance(node, Mapping):
            self._values = {key.text: (key, value) for key, value in node.pairs}
        else:
            faults.add(node, f"expected {what} as a mapping of keys and values, found {node.kind}")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def find(self, key: str, *, required: bool = False) -> Node | None:
        """The node under ``key``, or None where it is absent or empty."""
        self._asked[key] = None
        pair = self._values.get(key)
        if pair is None or (isinstance(pair[1], Scalar) and pair[1].is_null):
            if required and isinstance(self.node, Mapping):
                place = pair[0] if pair else self.node
                self.faults.add(place, f"{self.what} needs a value for {key}", kind="missing key")
            return None
        return pair[1]

    def place(self, key: str) -> Node:
        """The node to point at for a fault of ``key``."""
        pair = self._values.get(key)
        return pair[1] if pair else self.node

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text, with runs of blank space folded."""
        node = self.find(key, required=required)
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.faults.add(node, f"{key} should be a text, found {node.kind}")
            return default
        folded = fold(node, self.faults)
        if not folded and required:
            self.faults.add(node, f"{key} is blank")
        return folded or default

    def identifier(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A name made of letters, digits and underscores that starts with a letter."""
        node = self.find(key, required=required)
        if not isinstance(node, Scalar):
            return self.text(key, default, required=required)
        found = " ".join(node.text.split())
        if not is_identifier(found):
            strange = foreign(found)
            self.faults.add(
                node,
                f"{shorten(found)} cannot be used as {key}" + (f": it holds {strange}" if strange else ""),
                ID_RULE,
            )
        return found

    def choice(self, key: str, choices: Iterable[str], default: str = "", *, required: bool = False) -> str:
        """One word out of ``choices``."""
        allowed = list(choices)
        found = self.text(key, default, required=required)
        if found != default and found not in allowed:
            self.faults.add(self.place(key), f"{key} is {shorten(found)}", did_you_mean(found, allowed))
            return default
        return found

    def flag(self, key: str, default: bool = False) -> bool:
        """``true`` or ``false``, written so and without quotes."""
        node = self.find(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.plain and node.text in {"true", "false", "True", "False"}:
            return node.text.lower() == "true"
        shown = shorten(node.text) if isinstance(node, Scalar) else node.kind
        self.faults.add(node, f"{key} is {shown}", "write true or false")
        return default

    def whole(
        self, key: str, default: int | None = None, *, least: int | None = None, most: int | None = None
    ) -> int | None:
        """A whole number within ``least`` and ``most``, both allowed themselves."""
        node = self.find(key)
        if node is None:
            return default
        if not (isinstance(node, Scalar) and node.plain and re.match(_WHOLE, node.text)):
            self.faults.add(node, f"{key} should be a whole number, found {_shown(node)}", _number_hint(node))
            return default
        return (
            int(value)
            if (value := self._within(node, key, int(node.text), least, most)) is not None
            else default
        )

    def number(
        self, key: str, default: float | None = None, *, least: float | None = None, most: float | None = None
    ) -> float | None:
        """A finite number within ``least`` and ``most``, both allowed themselves."""
        node = self.find(key)
        if node is None:
            return default
        value = as_number(node)
        if value is None:
            self.faults.add(node, f"{key} should be a number, found {_shown(node)}", _number_hint(node))
            return default
        within = self._within(node, key, value, least, most)
        return default if within is None else within

    def _within(
        self, node: Node, key: str, value: float, least: float | None, most: float | None
    ) -> float | None:
        if (least is not None and value < least) or (most is not None and value > most):
            bounds = (
                f"from {least} to {most}"
                if None not in (least, most)
                else (f"at least {least}" if least is not None else f"at most {most}")
            )
            self.faults.add(node, f"{key} is {value:g}", f"it must be {bounds}")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self.find(key)
        if node is None:
            return ()
        entries = node.items if isinstance(node, Sequence) else (node,)
        found = []
        for entry in entries:
            if isinstance(entry, Scalar):
                found.append(fold(entry, self.faults))
            else:
                self.faults.add(entry, f"{key} should list texts, found {entry.kind}")
        return tuple(found)

    def entries(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """The nodes of a list."""
        node = self.find(key, required=required)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.faults.add(
                node, f"{key} should be a list, found {node.kind}", "start each entry with a dash"
            )
            return ()
        return node.items

    def pairs(self, key: str, *, required: bool = False) -> Iterator[tuple[Scalar, Node]]:
        """The keys and nodes of a mapping."""
        node = self.find(key, required=required)
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.faults.add(node, f"{key} should be a mapping of keys and values, found {node.kind}")
            return
        yield from node.pairs

    def inner(self, key: str, what: str) -> Reader | None:
        """A reader for the mapping under ``key``, or None where there is none."""
        node = self.find(key)
        return None if node is None else Reader(node, self.faults, what)

    def close(self) -> None:
        """Report every key that nobody asked for, with the nearest one that exists."""
        for key, node in self._values.values():
            if key.text not in self._asked:
                cut_off = isinstance(node, Scalar) and node.is_null and not is_identifier(key.text)
                self.faults.add(
                    key,
                    f"{shorten(key.text)} is not a key of {self.what}",
                    "between { and } a comma ends a text; put the whole text before it in quotes"
                    if cut_off
                    else did_you_mean(key.text, self._asked),
                    "unknown key",
                )


ID_RULE = "use letters, digits and underscores, starting with a letter, at most 64"


def is_identifier(text: str) -> bool:
    """Whether a text can name an item, scale, construct or study part.

    Examples
    --------
    >>> is_identifier("thrift_1"), is_identifier("1st"), is_identifier("a b")
    (True, False, False)
    """
    return bool(re.match(_IDENTIFIER, text))


def as_number(node: Node) -> float | None:
    """The finite number a node holds, or None."""
    if not (isinstance(node, Scalar) and node.plain and re.match(_NUMBER, node.text)):
        return None
    value = float(node.text)
    return value if math.isfinite(value) else None


def fold(node: Scalar, faults: Faults) -> str:
    """The text of a node with runs of blank space folded; characters that act instead of being read are a fault."""
    folded = " ".join(node.text.split())
    if not folded.isprintable():
        found = acting(folded)
        if found:
            faults.add(node, f"{shorten(folded)} holds {found}", "remove what cannot be seen")
    return folded


def _number_hint(node: Node) -> str:
    if not isinstance(node, Scalar):
        return ""
    if node.text.lstrip("+-").lower() in {".nan", ".inf", "nan", "inf"}:
        return "write a finite number"
    if sum(map(str.isdigit, node.text)) > LONGEST_NUMBER:
        return f"it has more digits than the {LONGEST_NUMBER} a number may have"
    return "" if node.plain else "write it without quotes"


def _shown(node: Node) -> str:
    return shorten(node.text) if isinstance(node, Scalar) else node.kind
