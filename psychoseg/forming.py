"""What segments are formed from and how, as a study says it: the parts, their weights, the method."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from psychoseg.documents import Faults, Mapping, Node, Reader, Scalar
from psychoseg.errors import did_you_mean

KINDS = ("scores", "items", "means")
"""Factor scores, single items, and plain means of the items of a construct."""
STANDARDISE = ("spread", "range", "none")
IPSATISE = ("no", "centre", "spread")
ALL = "all"
HEAVIEST = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One block of what segments are formed from.

    Parameters
    ----------
    kind : str
        One of :data:`KINDS`.
    names : tuple of str
        For items: ids of items or constructs, roles, or what constructs divide people by. For means: ids of
        constructs. Empty for all of that kind.
    weight : float
        How much of the whole variance the block has, beside the weights of the other blocks.
    log : tuple of str
        Amounts that enter as the logarithm of 1 + amount.
    ordered : tuple of str
        Single choices whose options are steps, in the questionnaire's order.
    where : str
        Its place in study.yml, for messages.
    """

    kind: str = "scores"
    names: tuple[str, ...] = ()
    weight: float = 1.0
    log: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    where: str = field(default="study.yml", compare=False)

    @property
    def words(self) -> str:
        """The block in words."""
        what = {"scores": "factor scores", "items": "items", "means": "scale means"}[self.kind]
        return f"{what} ({', '.join(self.names)})" if self.names else what


@dataclass(frozen=True, slots=True)
class Forming:
    """How segments are formed.

    Parameters
    ----------
    method : str
        A name in :data:`psychoseg.segments.methods.METHODS`.
    basis : tuple of Part
    standardise : {"spread", "range", "none"}
        Columns are divided by their standard deviation, by their range, or not at all; the last only
        where all have one unit.
    ipsatise : {"no", "centre", "spread"}
        Whether each person's own level of answering is taken out of attitude items, and their spread too.
    sensitive : str
        Why sensitive answers may form segments; empty where they may not.
    """

    method: str = "kmeans"
    basis: tuple[Part, ...] = (Part(),)
    standardise: str = "spread"
    ipsatise: str = "no"
    sensitive: str = ""

    def described(self) -> tuple[tuple[str, str], ...]:
        """Every choice as (name, value) in words."""
        shown = " and ".join(
            part.words + (f", weight {part.weight:g}" if len(self.basis) > 1 else "") for part in self.basis
        )
        logs = ", ".join(name for part in self.basis for name in part.log)
        return (
            ("segments by", self.method),
            ("segments from", shown),
            ("standardised by", self.standardise),
            *((("ipsatised", self.ipsatise),) if self.ipsatise != "no" else ()),
            *((("as logarithms", logs),) if logs else ()),
            *((("sensitive answers used", self.sensitive),) if self.sensitive else ()),
        )


def read_forming(reader: Reader, methods: Iterable[str], faults: Faults) -> Forming:
    """How segments are formed, from the keys of a study's ``segments``; absent keys keep their defaults.

    Parameters
    ----------
    reader : Reader
        Of ``segments``; the caller closes it.
    methods : iterable of str
        Names that ``method`` may have.
    faults : Faults
    """
    usual = Forming()
    parts = tuple(_part(node, faults) for node in reader.entries("basis"))
    allowed, reason = reader.flag("sensitive"), reader.text("sensitive_reason")
    if allowed and not reason:
        faults.add(
            reader.place("sensitive"),
            "sensitive answers would form segments without a reason",
            "say why in sensitive_reason; the report prints it",
        )
    return Forming(
        method=reader.choice("method", methods, usual.method),
        basis=parts or usual.basis,
        standardise=reader.choice("standardise", STANDARDISE, usual.standardise),
        ipsatise=reader.choice("ipsatise", IPSATISE, usual.ipsatise),
        sensitive=reason if allowed else "",
    )


def _part(node: Node, faults: Faults) -> Part:
    """A block: the word for its kind, or a mapping of the kind to names, with a weight."""
    where = faults.place(node)
    if isinstance(node, Scalar):
        if node.text not in KINDS:
            faults.add(
                node, f"{node.text!r:.60} is nothing that forms segments", did_you_mean(node.text, KINDS)
            )
            return Part(where=where)
        return Part(node.text, where=where)
    reader = Reader(node, faults, "a block of the basis")
    found = [kind for kind in KINDS if kind in reader]
    if len(found) != 1 and isinstance(node, Mapping):
        faults.add(
            node, "a block of the basis needs one of scores, items and means", "as in {items: [q1, q2]}"
        )
    kind = found[0] if found else "scores"
    names = () if kind not in reader else tuple(name for name in reader.texts(kind) if name != ALL)
    for other in found[1:]:
        reader.find(other)
    if kind == "scores" and names:
        faults.add(reader.place("scores"), "factor scores enter all together", "write scores: all")
    weight = reader.number("weight", 1.0, least=1 / HEAVIEST, most=HEAVIEST)
    part = Part(kind, names, weight or 1.0, reader.texts("log"), reader.texts("ordered"), where)
    reader.close()
    return part
