"""What can be done about segments, as plain data: each entry carries the number that supports it."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.personas.model import Trait
from psychoseg.stats.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to lead with, or not to rely on, in one segment.

    Parameters
    ----------
    do : bool
        Whether to lead with it; else not to rely on it.
    role : str
        ``channel``, ``message``, ``offer`` or ``price``.
    item, key : str
        Of the trait or price curve that is the evidence.
    label : str
        What it is called in the questionnaire.
    segment, total : Estimate
        The evidence: in the segment, and among everybody.
    price : float or None
        The price asked, where the role is ``price``.
    unit : str
        Its currency.
    """

    do: bool
    role: str
    item: str
    key: str
    label: str
    segment: Estimate
    total: Estimate
    price: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Points from 1 to 10, with an interval where they come from an estimate."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """One criterion over all segments.

    Parameters
    ----------
    name : str
    unit : str
        Of the figures: ``share``, ``index`` or the unit of a mean; empty where the client scored.
    weight : float
        As the client gave it.
    share : float
        The weight as a part of the weights of its axis.
    low_is_better : bool
    worst, best : float or None
        The figures that score 1 and 10; None where the client scored.
    figures : tuple of (Estimate or None)
        What was scored, by segment.
    scores : tuple of Score
    reason : str
        The client's, for scores that do not come from the data.
    """

    name: str
    unit: str
    weight: float
    share: float
    low_is_better: bool
    worst: float | None
    best: float | None
    figures: tuple[Estimate | None, ...]
    scores: tuple[Score, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another segment against the first of an axis.

    ``lead`` is how far it lies behind, with its interval; ``turns_at`` the smallest change of every weight, as a
    part of it, that can bring it level; 1 where none does.
    """

    number: int
    lead: Score
    turns_at: float


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of the evaluation.

    Parameters
    ----------
    criteria : tuple of Rated
    totals : tuple of Score
        Weighted means of the scores, by segment.
    first : int
        The number of the segment with the highest total.
    rivals : tuple of Rival
        All others, the nearest first.
    holds : bool
        Whether the first stays first when every weight is changed by up to the swing.
    """

    criteria: tuple[Rated, ...]
    totals: tuple[Score, ...]
    first: int
    rivals: tuple[Rival, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment's role.

    Parameters
    ----------
    number : int
    role : str
        One of :data:`psychoseg.client.ROLES`.
    by_rule : str
        What the totals say, where the client says otherwise; else the same.
    turns_at : float
        The smallest change of every weight, as a part of it, that changes what the totals say; 1 where none does.
    certain : bool
        Whether the intervals of both totals leave the cut out.
    """

    number: int
    role: str
    by_rule: str
    turns_at: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How attractive segments are to us and we to them.

    ``cut`` is the total from which an axis counts as high, ``swing`` the change of weights that is tried.
    """

    attractive: Axis
    ours: Axis
    placed: tuple[Placed, ...]
    cut: float
    swing: float


@dataclass(frozen=True, slots=True)
class Lead:
    """The channel, message or offer to begin with; ``apart`` whether it qualifies as advice, else it is what most take."""

    role: str
    label: str
    segment: Estimate
    total: Estimate
    apart: bool


@dataclass(frozen=True, slots=True)
class Experiment:
    """A test of one message or offer against another.

    Parameters
    ----------
    role : str
    lead, against : str
        What they are called in the questionnaire.
    lead_share, against_share : Estimate
        Of the segment, in this survey.
    rate : float
        Of the second, before the test.
    by_client : bool
        Whether the client gave the rate; else it is this survey's.
    target : float
        The rate the test is made to find: half the difference stated in the survey.
    needed : int
        People in each arm.
    people : int or None
        Whom the client can reach, in both arms together.
    found : float or None
        The smallest higher rate that they find.
    power, level : float
    """

    role: str
    lead: str
    against: str
    lead_share: Estimate
    against_share: Estimate
    rate: float
    by_client: bool
    target: float
    needed: int
    people: int | None
    found: float | None
    power: float
    level: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What to do about one segment; what the client did not say is empty.

    ``tasks`` are (day, text); ``customers`` what is known of customers and differs in this segment.
    """

    number: int
    owner: str
    kpi: str
    tasks: tuple[tuple[str, str], ...]
    leads: tuple[Lead, ...]
    experiment: Experiment | None
    customers: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class TypingQuestion:
    """One statement of the key: its scale as numbers, and its weight for every segment."""

    item: str
    text: str
    lowest: int
    highest: int
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Typing:
    """The few questions that tell segments.

    Parameters
    ----------
    questions : tuple of TypingQuestion
    constants : tuple of float
        What each segment's sum starts from; the highest sum is the segment.
    accuracy : float
        Share of people left out of the making who are put in their own segment.
    largest : float
        What putting everybody in the largest segment would give.
    found : tuple of float
        The same share among the members of every segment.
    by_number : tuple of float
        The accuracy of one question, of two, and so on.
    people : int
    """

    questions: tuple[TypingQuestion, ...]
    constants: tuple[float, ...]
    accuracy: float
    largest: float
    found: tuple[float, ...]
    by_number: tuple[float, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The part of buyers that a higher price keeps.

    Parameters
    ----------
    item, label, unit : str
        The price question, what is sold, and the currency.
    price : float
        Where it starts: the price at which everybody together would pay most.
    higher : float
        By what part the price is raised.
    segment, total : Estimate
        Of the buyers here, and of everybody's.
    """

    item: str
    label: str
    unit: str
    price: float
    higher: float
    segment: Estimate
    total: Estimate


@dataclass(frozen=True, slots=True)
class Offered:
    """The offer most of a segment would take up, and the one most of those would take up too; stated intentions.

    ``taken`` and ``total`` are of the first, in the segment and among everybody; ``also_taken`` is the share of
    those who would take the first, ``also_here`` that of the whole segment; empty and None where not known.
    """

    number: int
    label: str
    taken: Estimate
    total: Estimate
    also: str
    also_taken: Estimate | None
    also_here: Estimate | None


@dataclass(frozen=True, slots=True)
class Activation:
    """What to do about every segment.

    Parameters
    ----------
    advice : tuple of (tuple of Advice)
        By segment, in the personas' order: what to lead with first.
    evaluation : Evaluation or None
        None where the client gave no weights.
    sheets : tuple of Sheet
        By segment.
    typing : Typing or None
        None where no attitude formed the segments, or too few people answered all statements.
    kept : tuple of (tuple of Kept)
        By segment: what a higher price keeps, a curve each.
    offered : tuple of Offered
        Of the segments with offers whose figures may be given.
    """

    advice: tuple[tuple[Advice, ...], ...] = ()
    evaluation: Evaluation | None = None
    sheets: tuple[Sheet, ...] = ()
    typing: Typing | None = None
    kept: tuple[tuple[Kept, ...], ...] = ()
    offered: tuple[Offered, ...] = ()

    def role(self, number: int) -> str:
        """The role of a segment; empty where none was given."""
        placed = self.evaluation.placed if self.evaluation else ()
        return next((one.role for one in placed if one.number == number), "")
