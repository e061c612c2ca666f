"""A persona: what the data say about one segment, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.stats.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Trait:
    """One measured thing in a segment and among everybody.

    Parameters
    ----------
    item : str
        Id of the item it comes from.
    key : str
        Unique name of this row: the item's id, with the option's code where it is one option's share.
    label : str
        Plain wording.
    role : str
        The item's role, which is the block of the report it belongs to.
    forms_segments : bool
        True where the item was used to form the segments. Such a row carries no test: groups made
        to differ on it must differ on it.
    segment, total : Estimate
        In the segment, and among all respondents.
    index : int or None
        100 × segment ÷ total for shares and means; None for scores and suppressed numbers.
    p_value : float or None
        Segment against all others, Holm-adjusted over the family stated in the report; None for
        items that formed the segments.
    significant : bool
        Whether the adjusted p-value is below the study's level.
    residual : bool
        True for an answer that names nothing to act on, such as none of these or somewhere else.
    """

    item: str
    key: str
    label: str
    role: str
    forms_segments: bool
    segment: Estimate
    total: Estimate
    index: int | None = None
    p_value: float | None = None
    significant: bool = False
    residual: bool = False


@dataclass(frozen=True, slots=True)
class Descriptor:
    """One of at most three terms for a segment: a claim and the trait that proves it."""

    claim: str
    trait: Trait


@dataclass(frozen=True, slots=True)
class Quote:
    """Words a consenting respondent wrote, personal data masked.

    ``answered`` is how many of the segment answered the question, ``about`` the theme the words hold, empty
    where they hold none, and ``alike`` how many of the segment wrote of that theme.
    """

    text: str
    question: str
    about: str
    answered: int
    alike: int = 0


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The share that would buy at a price, in the segment and among all."""

    price: float
    segment: Estimate
    total: Estimate


@dataclass(frozen=True, slots=True)
class PriceCurve:
    """Answers to one price item from the lowest step to the highest; ``unit`` is the currency."""

    item: str
    label: str
    unit: str
    points: tuple[PricePoint, ...]


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure one can be of a segment.

    Parameters
    ----------
    stability : float
        Mean Jaccard similarity of the segment with its nearest counterpart over bootstrap
        refits, 0 to 1 (Hennig 2007). Above .75 is firm, below .6 a tendency.
    stability_low : float
        5th percentile of the same.
    core : float
        Share of members clearly nearer this segment's centre than any other's.
    neighbour : str
        Name of the segment the others lie closest to.
    """

    stability: float
    stability_low: float
    core: float
    neighbour: str


@dataclass(frozen=True, slots=True)
class Persona:
    """A segment described: who answered so, what sets it apart, how sure that is.

    ``number`` runs from 1 in the order of size, ``letter`` from A; ``members`` are the people analysed
    who belong to it. ``dimensions`` are mean factor
    scores in standard deviations from the average of everybody. ``statements`` are shares who agree
    with the items that formed the segments; ``traits`` are all other items.
    """

    number: int
    letter: str
    name: str
    essence: str
    members: int
    share: Estimate
    descriptors: tuple[Descriptor, ...]
    dimensions: tuple[Trait, ...]
    statements: tuple[Trait, ...]
    traits: tuple[Trait, ...]
    prices: tuple[PriceCurve, ...]
    quotes: tuple[Quote, ...]
    value_share: Estimate | None
    confidence: Confidence
    caveats: tuple[str, ...] = ()

    def block(self, *roles: str) -> tuple[Trait, ...]:
        """The traits of any of these roles."""
        return tuple(trait for trait in self.traits if trait.role in roles)
