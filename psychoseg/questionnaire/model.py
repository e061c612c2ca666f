"""A questionnaire as a frozen value: sections of items, the scales they share, the constructs they measure."""

from __future__ import annotations

from functools import cached_property

from psychoseg.questionnaire.answers import Option, Scale, Translations
from psychoseg.questionnaire.purpose import Consent, Construct, Quota, Version
from psychoseg.values import dataclass, field

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.questionnaire.routing import Condition

TYPES = ("likert", "single", "multiple", "numeric", "price", "open", "ranking", "nps", "date")
"""How an item is answered. A matrix is written as one item and read as its rows."""

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
    "screener",
)
"""What an item is for: which part of the study and of the report it feeds."""

PERSONAL = ("name", "email", "phone", "address", "birth_date", "ip", "id", "other")
"""What kind of personal data an answer is."""

AUDIENCES = ("public", "expert")
"""Who answers: anybody, or people who know the field's own words."""


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
        For likert and nps items.
    options : tuple of Option
        For single and multiple choice and rankings.
    construct : str
        Id of the construct it measures; empty where it measures none. Items with a construct form
        the segments, all others describe them.
    reverse : bool
        Whether agreement means less of the construct.
    counts : tuple of str
        For a likert, single or nps item outside a construct: the codes whose share the report gives.
    unit : str
        For numeric items and price steps: what is counted.
    lowest, highest : float, optional
        The range a numeric answer may have, ends included.
    decimals : int, optional
        How many places a numeric answer may have behind the point.
    earliest, latest : str
        The range a date may have, ends included, written as in 2026-03-01; empty where open.
    steps : tuple of float
        For price items: the prices asked, lowest first; each was answered yes or no.
    expected : str
        For attention checks: the code that passes.
    quote : bool
        For open items: whether answers may be quoted, consent given.
    help : str
        The instruction shown with the text.
    show : str
        A message, concept or other stimulus shown with the item; not part of the question.
    battery, stem : str
        For a row of a matrix: the matrix's id and its lead-in.
    sensitive : bool
        Whether people may not wish to answer.
    reason : str
        Why sensitive or personal data is asked for.
    personal : str
        One of :data:`PERSONAL` where the answer is personal data, else empty.
    objective : str
        The objective or KPI it serves.
    ask_if : Condition, optional
        Who is asked; None for everybody. The section's own condition holds as well.
    screen_out : tuple of str
        The codes that end the interview.
    randomise : bool
        Whether the options were shuffled.
    random_order : bool
        Whether the items around it, in its section or its matrix, were shuffled.
    fixed : bool
        Whether it kept its place where the others were shuffled.
    instrument : str
        The published instrument it belongs to, its own or that of its section or questionnaire.
    was : str
        Its id in the version before.
    language : str
        Of the wording.
    translations : tuple
        Of ``text``, ``help``, ``short``, ``unit``, ``show`` and ``stem``.
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
    decimals: int | None = None
    earliest: str = ""
    latest: str = ""
    steps: tuple[float, ...] = ()
    expected: str = ""
    quote: bool = False
    help: str = ""
    show: str = ""
    battery: str = ""
    stem: str = ""
    sensitive: bool = False
    reason: str = ""
    personal: str = ""
    objective: str = ""
    required: bool = False
    ask_if: Condition | None = None
    screen_out: tuple[str, ...] = ()
    randomise: bool = False
    random_order: bool = False
    fixed: bool = False
    instrument: str = ""
    was: str = ""
    section: str = ""
    language: str = "en"
    allow: tuple[tuple[str, str], ...] = ()
    translations: Translations = ()
    line: int = 0
    column: int = 0

    @property
    def name(self) -> str:
        """The short wording where there is one, else the text."""
        return self.short or self.text

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its scale or options, as text, in order; empty for numbers, dates and open answers."""
        if self.scale is not None:
            return tuple(str(code) for code in self.scale.codes)
        return tuple(option.code for option in self.options)

    @property
    def possible_codes(self) -> tuple[str, ...]:
        """Its codes and those that stand beside its scale for no answer."""
        beside = self.scale.missing if self.scale is not None else ()
        return (*self.codes, *(option.code for option in beside))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it takes in a table of answers: its id, or one column an option or price step."""
        if self.type in {"multiple", "ranking"}:
            return tuple(f"{self.id}_{option.code}" for option in self.options)
        if self.type == "price":
            return tuple(f"{self.id}_{number}" for number in range(1, len(self.steps) + 1))
        return (self.id,)

    @property
    def text_columns(self) -> tuple[str, ...]:
        """The columns of what was written in beside its options."""
        return tuple(f"{self.id}_{option.code}_text" for option in self.options if option.specify)


@dataclass(frozen=True, slots=True)
class Section:
    """Items shown together.

    ``random_order`` says whether respondents saw them shuffled, ``fixed`` whether the section kept
    its place where sections were shuffled, ``intro`` what was shown before its first item.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    random_order: bool = False
    fixed: bool = False
    intro: str = ""
    ask_if: Condition | None = None
    instrument: str = ""
    translations: Translations = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Battery:
    """A matrix: one lead-in (``text``) over rows that are answered on one scale or list of options.

    ``items`` are the ids of its rows, which are items like all others.
    """

    id: str
    text: str
    items: tuple[str, ...]
    section: str = ""
    random_order: bool = False
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Questionnaire:
    """Everything that was asked, and what it was asked for.

    Equal when everything written is equal; ``written`` holds the keys that stand at its top,
    ``source_name`` says where it was read from, and ``before`` is the version it was made from where
    it names one and was read from a file.
    """

    id: str
    title: str
    version: str
    language: str
    sections: tuple[Section, ...]
    constructs: tuple[Construct, ...] = ()
    scales: tuple[Scale, ...] = ()
    batteries: tuple[Battery, ...] = ()
    objective: str = ""
    kpis: tuple[str, ...] = ()
    target: str = ""
    audience: str = "public"
    consent: Consent | None = None
    anonymous: bool = False
    personal_data: tuple[tuple[str, str], ...] = ()
    incentive: str = ""
    sponsor: str = ""
    brands: tuple[str, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    quotas: tuple[Quota, ...] = ()
    random_sections: bool = False
    instrument: str = ""
    credit: str = ""
    licence: str = ""
    history: tuple[Version, ...] = ()
    parent: str = ""
    allow: tuple[tuple[str, str], ...] = ()
    translations: Translations = ()
    written: frozenset[str] = field(default=frozenset(), compare=False)
    before: Questionnaire | None = field(default=None, compare=False, repr=False)
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

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language it is worded in, its own first, the others by code."""
        from psychoseg.questionnaire.translation import languages

        return languages(self)

    def in_language(self, language: str) -> Questionnaire:
        """The same questionnaire worded in another of its languages.

        Texts without a translation stay in the questionnaire's own language; :meth:`untranslated`
        lists them.

        Raises
        ------
        QuestionnaireError
            Where nothing is worded in that language.

        Examples
        --------
        >>> from psychoseg.questionnaire import parse
        >>> asked = parse('''
        ... id: tea
        ... title: {en: Tea, de: Tee}
        ... sections:
        ...   - id: habits
        ...     items:
        ...       - {id: why, text: {en: Why tea?, de: Warum Tee?}, type: open}
        ... ''')
        >>> asked.in_language("de").item("why").text
        'Warum Tee?'
        """
        from psychoseg.questionnaire.translation import in_language

        return in_language(self, language)

    def untranslated(self, language: str) -> tuple[str, ...]:
        """The texts that have no wording in a language, each named by where it stands."""
        from psychoseg.questionnaire.translation import untranslated

        return untranslated(self, language)
