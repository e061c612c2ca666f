"""What a YAML file holds, before anything is made of it: text, lists and mappings, each with its place."""

from __future__ import annotations

from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value, exactly as it stands in the file.

    ``plain`` is true where it was written without quotes; only then can it mean nothing
    (empty, ``~`` or ``null``), a number or a truth value.
    """

    text: str
    plain: bool
    line: int
    column: int

    kind = "a value"

    @property
    def is_null(self) -> bool:
        """Whether nothing was written here."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int

    kind = "a list"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs of a written key and a node, in file order; keys are unique."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    kind = "a mapping"


Node: TypeAlias = Scalar | Sequence | Mapping
