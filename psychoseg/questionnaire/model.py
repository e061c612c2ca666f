"""A questionnaire as a frozen value: sections of items, the scales they share, the constructs they measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

TYPES = ("likert", "single", "multiple", "numeric", "price", "open")
"""How an item is answered."""

ROLES = (
    "attitude",
    "demographic",
    "geographic",
    "behaviour",
    "technographic",
    "firmographic",
    "need",
    "channel",
    "message",
    "offer",
    "price",
    "value",
    "open",
    "attention",
    "consent",
)
"""What an item is for: which part of the study and of the report it feeds."""

BASES = (
    "demographic",
    "geographic",
    "psychographic",
    "behavioural",
    "technographic",
    "firmographic",
    "needs",
)
"""What a construct divides people by."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen.

    ``missing`` marks an answer that is no answer ("Prefer not to say"), ``exclusive`` one that
    rules out all others in a multiple choice.
    """

    code: str
    label: str
    short: str = ""
    missing: bool = False
    exclusive: bool = False

    @property
    def name(self) -> str:
        """The short wording where there is one, else the label."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered answers with whole-number codes without gaps, shared by name.

    Parameters
    ----------
    id : str
    labels : tuple of (int, str)
        Codes from lowest to highest with their wording; the wording may be empty between the ends.
    line, column : int
        Where it stands in the file, from 1.
    """

    id: str
    labels: tuple[tuple[int, str], ...]
    line: int = 0
    column: int = 0

    @property
    def lowest(self) -> int:
        """The smallest code."""
        return self.labels[0][0]

    @property
    def highest(self) -> int:
        """The largest code."""
        return self.labels[-1][0]

    @property
    def codes(self) -> tuple[int, ...]:
        """Every code, lowest first."""
        return tuple(code for code, _ in self.labels)


@dataclass(frozen=True, slots=True)
class Construct:
    """Something the items measure together; ``high`` and ``low`` are adjectives for its two poles."""

    id: str
    name: str
    basis: str
    high: str
    low: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One question or statement.

    Parameters
    ----------
    id : str
        Its name, also the name of its column in an export.
    text : str
        The wording respondents saw.
    type : str
        One of :data:`TYPES`.
    role : str
        One of :data:`ROLES`.
    scale : Scale, optional
        For likert items.
    options : tuple of Option
        For single and multiple choice.
    construct : str
        Id of the construct it measures; empty where it measures none. Items with a construct form
        the segments, all others describe them.
    reverse : bool
        Whether agreement means less of the construct.
    counts : tuple of str
        For a likert or single item outside a construct: the codes whose share the report gives.
    unit : str
        For numeric items and price steps: what is counted.
    lowest, highest : float, optional
        The range a numeric answer may have, ends included.
    steps : tuple of float
        For price items: the prices asked, lowest first; each was answered yes or no.
    expected : str
        For attention checks: the code that passes.
    quote : bool
        For open items: whether answers may be quoted, consent given.
    language : str
        Of the wording.
    """

    id: str
    text: str
    type: str
    role: str
    scale: Scale | None = None
    options: tuple[Option, ...] = ()
    construct: str = ""
    reverse: bool = False
    short: str = ""
    counts: tuple[str, ...] = ()
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    steps: tuple[float, ...] = ()
    expected: str = ""
    quote: bool = False
    sensitive: bool = False
    required: bool = False
    random_order: bool = False
    section: str = ""
    language: str = "en"
    allow: tuple[tuple[str, str], ...] = ()
    line: int = 0
    column: int = 0

    @property
    def name(self) -> str:
        """The short wording where there is one, else the text."""
        return self.short or self.text

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code an answer may have, as text, in order; empty for numbers and open answers."""
        if self.scale is not None:
            return tuple(str(code) for code in self.scale.codes)
        return tuple(option.code for option in self.options)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it takes in a table of answers: its id, or one column an option or price step."""
        if self.type == "multiple":
            return tuple(f"{self.id}_{option.code}" for option in self.options)
        if self.type == "price":
            return tuple(f"{self.id}_{number}" for number in range(1, len(self.steps) + 1))
        return (self.id,)


@dataclass(frozen=True, slots=True)
class Section:
    """Items shown together; ``random_order`` says whether respondents saw them shuffled."""

    id: str
    title: str
    items: tuple[Item, ...]
    random_order: bool = False
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Consent:
    """What respondents were told before the first question; empty texts were not said."""

    text: str = ""
    contact: str = ""
    retention: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """Everything that was asked, and what it was asked for.

    Equal when everything written is equal; ``source_name`` says where it was read from.
    """

    id: str
    title: str
    version: str
    language: str
    sections: tuple[Section, ...]
    constructs: tuple[Construct, ...] = ()
    scales: tuple[Scale, ...] = ()
    objective: str = ""
    kpis: tuple[str, ...] = ()
    target: str = ""
    consent: Consent | None = None
    credit: str = ""
    licence: str = ""
    allow: tuple[tuple[str, str], ...] = ()
    source_name: str = field(default="", compare=False)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order asked."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    def item(self, item_id: str) -> Item:
        """The item of that id; KeyError where there is none."""
        return self._by_id[item_id]

    def construct(self, construct_id: str) -> Construct:
        """The construct of that id; KeyError where there is none."""
        return next(entry for entry in self.constructs if entry.id == construct_id)

    @cached_property
    def attitudes(self) -> tuple[Item, ...]:
        """The items that form the segments: likert items with a construct."""
        return tuple(item for item in self.items if item.construct and item.type == "likert")

    def measured_by(self, construct_id: str) -> tuple[Item, ...]:
        """The items of one construct."""
        return tuple(item for item in self.attitudes if item.construct == construct_id)

    def with_role(self, *roles: str) -> tuple[Item, ...]:
        """The items of any of these roles, in the order asked."""
        return tuple(item for item in self.items if item.role in roles)
