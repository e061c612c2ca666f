"""Everything a report may say, as plain data with a version: what every output is made from."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.activation import Activation
from psychoseg.personas.contrasts import Contrasts
from psychoseg.personas.distributions import Distribution
from psychoseg.personas.model import Persona
from psychoseg.personas.styles import ResponseStyles
from psychoseg.segments.anew import Anew
from psychoseg.segments.apart import Apart
from psychoseg.segments.candidates import Tried, Vote
from psychoseg.segments.plots import Boxes, Gorge, River
from psychoseg.segments.representations import Representations
from psychoseg.sensitivity import Effect, Sensitivity
from psychoseg.stats.estimate import Estimate

SCHEMA = "psychoseg/report/1"


@dataclass(frozen=True, slots=True)
class Cover:
    """Titles and names; empty texts are left out."""

    title: str
    subtitle: str
    client: str
    agency: str
    date: str
    status: str
    confidentiality: str
    language: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the way from rows in the file to people analysed: what was done to how many."""

    label: str
    count: int
    removed: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """Who was asked, who is analysed, how they were weighted.

    ``steps`` begins with the rows of the file and ends with the people analysed. ``deff`` is Kish's
    design effect of the weights (1 without weights). ``missing`` is the share of attitude answers
    that are missing among those analysed. ``changes`` are recodes and repairs in words.
    """

    population: str
    wave: str
    fieldwork: str
    source: str
    steps: tuple[Step, ...]
    analysed: int
    weighting: str
    weight_low: float
    weight_high: float
    deff: float
    effective: float
    missing: float
    missing_rule: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemMeasure:
    """One item's place in the factor solution; ``loadings`` in the order of the factors."""

    item: str
    text: str
    construct: str
    reverse: bool
    loadings: tuple[float, ...]
    communality: float
    msa: float


@dataclass(frozen=True, slots=True)
class FactorFacts:
    """One factor: its name and poles, variance, and the reliability of the items it carries.

    ``alpha`` is Cronbach's, with a confidence interval; ``omega`` McDonald's omega total from the
    loadings. None where the factor carries fewer than two items.
    """

    name: str
    high: str
    low: str
    items: int
    variance: float
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    omega: float | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """The factor analysis: whether the answers suit it, how many factors, what they are.

    ``eigenvalues`` are those of the correlation matrix, ``random_eigenvalues`` the 95th percentile
    of the same from independent answers. ``votes`` are (criterion, number of factors, note).
    """

    kmo: float
    kmo_lowest: float
    kmo_lowest_item: str
    bartlett_chi2: float
    bartlett_df: int
    bartlett_p: float
    eigenvalues: tuple[float, ...]
    random_eigenvalues: tuple[float, ...]
    votes: tuple[tuple[str, int, str], ...]
    chosen: int
    reason: str
    method: str
    variance: float
    rmsr: float
    factors: tuple[FactorFacts, ...]
    correlations: tuple[tuple[float, ...], ...]
    items: tuple[ItemMeasure, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One number of segments that was tried.

    ``stability`` is the median adjusted Rand index between solutions of pairs of bootstrap
    samples, with the 5th and 95th percentile; ``smallest`` the share of the smallest segment.
    """

    segments: int
    stability: float
    stability_low: float
    stability_high: float
    silhouette: float
    explained: float
    smallest: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One respondent on the segment map: two discriminant scores and the persona's number."""

    x: float
    y: float
    segment: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """How the segments were made and how firm they are.

    ``map_kept`` is the share of between-segment variance that the two axes of the map keep;
    ``structure`` the verdict on whether there are segments at all, with its words and its p-value.
    """

    method: str
    basis: str
    candidates: tuple[Candidate, ...]
    reason: str
    resamples: int
    starts: int
    map_points: tuple[MapPoint, ...]
    map_kept: float
    structure: str = ""
    structure_words: str = ""
    structure_p: float | None = None


@dataclass(frozen=True, slots=True)
class Firmness:
    """What speaks for and against the segments.

    ``tried`` and ``votes`` are every number of segments with every criterion, and what each criterion alone
    would take; ``verdict`` sums them up, ``runner_up`` is what the rule takes next. ``apart`` says which
    segments overlap; ``stability``, ``river`` and ``gorges`` are the pictures' numbers; the last three hold the
    segments against other ways of forming them and against how people use the scale.
    """

    tried: tuple[Tried, ...]
    votes: tuple[Vote, ...]
    chosen: int
    runner_up: int | None
    verdict: str
    apart: Apart | None
    stability: tuple[Boxes, ...]
    river: River
    gorges: tuple[Gorge, ...]
    styles: ResponseStyles | None = None
    representations: Representations | None = None
    sensitivity: Sensitivity | None = None


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One finding of the questionnaire's linter."""

    code: str
    name: str
    severity: str
    item: str
    message: str


@dataclass(frozen=True, slots=True)
class ShareChange:
    """A segment's share in the wave the model was made from and in a later one.

    ``difference`` in percentage points ÷ 100 with its interval; ``p_value`` Holm-adjusted over the
    segments; ``verdict`` in words; ``essence`` the words a name of ours was made of.
    """

    number: int
    name: str
    before: Estimate
    after: Estimate
    difference: Estimate
    p_value: float
    verdict: str
    essence: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A later wave scored by the frozen model and assigned to the frozen segments.

    ``poor_fit`` is the share of the new people farther from every centre than 99 % of the first
    wave were from theirs. ``congruence`` are Tucker's coefficients of a refit of the new wave with
    the frozen factors, by factor name; ``anew`` is what segments the later wave alone would have.
    """

    before_wave: str
    after_wave: str
    shares: tuple[ShareChange, ...]
    poor_fit: float
    congruence: tuple[tuple[str, float], ...]
    notes: tuple[str, ...]
    anew: Anew | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader needs to read the numbers: levels, thresholds, and how to make them again."""

    confidence: float
    low_base: int
    least_base: int
    tests: int
    level: float
    seed: int
    version: str
    inputs: tuple[tuple[str, str], ...]
    plan: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportData:
    """One report. Parts that a study has no data for are empty or None, and their pages are left out.

    ``distributions`` are the answers to the statements; ``contrasts`` are the tables of all segments, with tests of what did not form them; ``effect`` is what setting
    people aside changed; ``evidence`` sums up the indices of careless answering and the reasons for missing
    answers, in sentences; ``firmness`` is what speaks for and against the segments; ``activation`` is what to do about them.
    """

    cover: Cover
    objective: str
    kpis: tuple[str, ...]
    sample: Sample
    measurement: Measurement | None
    grouping: Grouping | None
    personas: tuple[Persona, ...]
    audit: tuple[AuditFinding, ...]
    caveats: tuple[str, ...]
    settings: Settings
    change: Change | None = None
    effect: Effect | None = None
    evidence: tuple[str, ...] = ()
    contrasts: Contrasts | None = None
    distributions: tuple[Distribution, ...] = ()
    firmness: Firmness | None = None
    activation: Activation | None = None
    schema: str = SCHEMA
