"""The choices a person makes about method, with their defaults and the reasons for them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from psychoseg.documents import Faults, Reader, as_number
from psychoseg.errors import shorten
from psychoseg.forming import Forming

MISSING = ("pairwise", "listwise", "ml")
CORRELATIONS = ("pearson", "spearman", "polychoric", "mixed")
EXTRACTIONS = ("minres", "ml", "paf", "paf_spss", "paf_psych", "dwls")
ROTATIONS = ("oblimin", "geomin", "promax", "varimax", "quartimax", "equamax", "bifactor")

Margin = tuple[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Who is set aside before the analysis. Nobody is dropped unseen: every rule prints whom it took.

    Parameters
    ----------
    attention : bool
        Set aside who failed an attention check.
    speed : float
        Set aside who took less than this share of the median time; 0 keeps all. A third of the
        median is a common cut for speeders.
    straight : float
        Set aside whose longest run of one answer covers more than this share of the attitude items
        asked on one scale, in the questionnaire's order; 0 keeps all. Where items were shown in random order the run
        is only seen when nearly all answers are the same, hence the high default.
    unanswered : float
        Set aside who left more than this share of the attitude items without an answer.
    longstring : int, optional
        Set aside whose longest run of one answer over all attitude items, in the questionnaire's
        order, is longer than this. Half the items is a common cut.
    variability : float, optional
        Set aside whose answers vary less than this standard deviation, in scale points.
    grids : float, optional
        Set aside who gave one answer throughout in this share of the matrices or more.
    autocorrelation : float, optional
        Set aside whose row of answers correlates more than this with itself some answers later: stairs
        and zigzags, which no other rule sees. Read .75 and above as a pattern where items are many.
    mahalanobis : float, optional
        Set aside whose combination of answers lies beyond this quantile of chi-square, as .999. Answers
        on a scale are not normal, so several times the nominal share of honest people lie beyond it,
        and straight-lining does not: never use it alone.
    even_odd : float, optional
        Set aside whose even and odd items of the same scales correlate less than this; .30 is common.
    inter_item : float, optional
        Set aside whose answers within scales spread more than this, in scale points. Sees random answers
        and patterns; the line depends on the scale, so look at the evidence of a wave first.
    synonyms, antonyms : float, optional
        Set aside whose answers to pairs of like items correlate less than this, .22 is common, or to
        opposite ones more, as -.03. Pairs correlate beyond .60 in the wave; fewer than five are not used.
    person_total : float, optional
        Set aside whose answers correlate less than this with everybody else's means; 0 is common.
    duplicates : float, optional
        Set aside who shares at least this part of the answers with somebody on an earlier line; 1
        takes exact copies only. How much honest people share depends on the questionnaire.
    same_text : int, optional
        Set aside whose written answer, of 20 characters or more, at least this many others wrote too.
    page_speed : float, optional
        Set aside who went through the pages more than this many times as fast as the median; look above 2.
    resampled : float, optional
        Set aside whose random halves of scales correlate less than this.
    nonsense : float, optional
        Set aside whose written answers say nothing in this share or more.

    The indices in ``longstring`` and after are evidence about everybody and kept as such; they exclude
    nobody unless a study sets them, as each takes some honest people and sees some kinds of
    carelessness only. Of the 2,436 volunteers who answered all 25 items of psych's bfi, mahalanobis at .999
    takes 3.4 %, even_odd at .30 takes 12.4 %, person_total at 0 takes 6.8 % and duplicates at .85
    takes 1.4 %. Nobody is taken by an index that is not defined for them.
    """

    attention: bool = True
    speed: float = 1 / 3
    straight: float = 0.8
    unanswered: float = 0.5
    longstring: int | None = None
    variability: float | None = None
    grids: float | None = None
    autocorrelation: float | None = None
    mahalanobis: float | None = None
    even_odd: float | None = None
    inter_item: float | None = None
    synonyms: float | None = None
    antonyms: float | None = None
    person_total: float | None = None
    duplicates: float | None = None
    same_text: int | None = None
    page_speed: float | None = None
    resampled: float | None = None
    nonsense: float | None = None

    def described(self) -> list[tuple[str, str]]:
        """Every rule in force as (name, value) in words."""
        values = [(entry.name, getattr(self, entry.name)) for entry in fields(self)]
        return [
            (f"exclude {name.replace('_', ' ')}", _said(value)) for name, value in values if value is not None
        ]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a study is analysed.

    Parameters
    ----------
    missing : {"pairwise", "listwise", "ml"}
        What the correlations do about unanswered attitude items. Pairwise uses every pair of
        answers there is; listwise only people who answered all; ml is full information maximum
        likelihood, for Pearson correlations. Nothing is filled in.
    correlation : {"pearson", "spearman", "polychoric", "mixed"}
        The correlation the factors are made from. Polychoric is for items with few answers or skewed
        ones, mixed where some items have more than ten answers.
    extraction : {"minres", "ml", "paf", "paf_spss", "paf_psych", "dwls"}
        How factors are extracted; minres needs no normal answers. dwls weighs correlations by how
        precisely they are known.
    rotation : {"oblimin", "geomin", "promax", "varimax", "quartimax", "equamax", "bifactor"}
        How factors are turned; attitudes are seldom independent, so the default is oblique.
    factors : int, optional
        A number of factors to use instead of the one parallel analysis finds; needs a reason.
    segments : int, optional
        A number of segments to use instead of the most stable one; needs a reason.
    fewest_segments, most_segments : int
        The numbers of segments that are compared.
    smallest_share : float
        The least share of people a segment may have; smaller ones cannot be reached or measured.
    resamples : int
        Pairs of bootstrap samples behind each stability.
    starts : int
        Random starts of the clustering.
    confidence : float
        Level of every interval.
    level : float
        Error level of the tests, over the whole family of tests of one study (Holm).
    low_base, least_base : int
        Estimates on fewer effective answers are marked as indicative, or not printed.
    disclosure : int
        A segment's figure on fewer people is withheld, and where it is the only one, the next smallest segment's
        too, from which it could be worked out; 0 withholds nothing for this reason.
    seed : int
        Makes every run of the same inputs give the same bytes.
    forming : Forming
        What segments are formed from, and by what method.
    exclude : Exclusions
    margins : tuple
        Population shares to weight to: (item, ((category, share), …)). A category of a numeric item
        is a band: ``18-34`` or ``55+``. Items joined with " by " are crossed, and so are their
        categories: ``sex by age`` has the cells ``f by 18-34`` and so on.
    weight_column : str
        The column of the export that holds weights, in any unit; margins are raked from these.
    bounds : tuple of float, optional
        Least and most weight, as multiples of the mean; the margins still hold.
    largest_weight : float
        The largest weight that is accepted, as a multiple of the median; beyond it the wave is refused.
    themes : int
        At most so many themes are looked for in the answers to each open question without declared ones.
    refit : bool
        Whether to fit once more with everybody the quality rules set aside, to say what that changed.
    alternatives : bool
        Whether to form the segments in every other way too, to say what hangs on each choice.
    """

    missing: str = "pairwise"
    correlation: str = "pearson"
    extraction: str = "minres"
    rotation: str = "oblimin"
    factors: int | None = None
    factors_reason: str = ""
    segments: int | None = None
    segments_reason: str = ""
    fewest_segments: int = 2
    most_segments: int = 8
    smallest_share: float = 0.05
    resamples: int = 30
    starts: int = 50
    confidence: float = 0.95
    level: float = 0.05
    low_base: int = 100
    least_base: int = 50
    disclosure: int = 10
    seed: int = 20260101
    forming: Forming = field(default_factory=Forming)
    exclude: Exclusions = field(default_factory=Exclusions)
    margins: tuple[Margin, ...] = ()
    weight_column: str = ""
    bounds: tuple[float, float] | None = None
    largest_weight: float = 30.0
    refit: bool = True
    alternatives: bool = True
    themes: int = 6

    def described(self) -> tuple[tuple[str, str], ...]:
        """Every choice as (name, value) in words, for the report and the manifest."""
        rows: list[tuple[str, str]] = []
        for entry in fields(self):
            value = getattr(self, entry.name)
            if isinstance(value, Exclusions | Forming):
                rows += value.described()
            elif entry.name == "margins":
                rows.append(("weighted to", ", ".join(item for item, _ in value) or "nothing"))
            elif entry.name == "bounds" and value is not None:
                rows.append(("weights within", f"{value[0]:g} to {value[1]:g} times their mean"))
            elif value not in (None, "") and (entry.name != "largest_weight" or value != entry.default):
                rows.append((entry.name.replace("_", " "), _said(value)))
        return tuple(rows)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def read_plan(reader: Reader | None, exclude: Reader | None, weights: Reader | None, faults: Faults) -> Plan:
    """The plan in a study's ``plan``, ``exclude`` and ``weights``; absent parts keep their defaults."""
    plan = Plan()
    chosen: dict[str, object] = {}
    if reader is not None:
        chosen = {
            "missing": reader.choice("missing", MISSING, plan.missing),
            "correlation": reader.choice("correlation", CORRELATIONS, plan.correlation),
            "extraction": reader.choice("extraction", EXTRACTIONS, plan.extraction),
            "rotation": reader.choice("rotation", ROTATIONS, plan.rotation),
            "factors": reader.whole("factors", least=1, most=50),
            "factors_reason": reader.text("factors_reason"),
            "segments": reader.whole("segments", least=2, most=12),
            "segments_reason": reader.text("segments_reason"),
            "fewest_segments": reader.whole("fewest_segments", plan.fewest_segments, least=2, most=12),
            "most_segments": reader.whole("most_segments", plan.most_segments, least=2, most=12),
            "smallest_share": reader.number("smallest_share", plan.smallest_share, least=0.01, most=0.4),
            "resamples": reader.whole("resamples", plan.resamples, least=10, most=1000),
            "starts": reader.whole("starts", plan.starts, least=1, most=1000),
            "confidence": reader.number("confidence", plan.confidence, least=0.5, most=0.999),
            "level": reader.number("level", plan.level, least=0.0001, most=0.2),
            "low_base": reader.whole("low_base", plan.low_base, least=1, most=1000),
            "least_base": reader.whole("least_base", plan.least_base, least=1, most=1000),
            "disclosure": reader.whole("disclosure", plan.disclosure, least=0, most=1000),
            "seed": reader.whole("seed", plan.seed, least=0, most=2**63 - 1),
            "largest_weight": reader.number("largest_weight", plan.largest_weight, least=1, most=1e6),
            "refit": reader.flag("refit", plan.refit),
            "alternatives": reader.flag("alternatives", plan.alternatives),
            "themes": reader.whole("themes", plan.themes, least=0, most=20),
        }
        if chosen["missing"] == "ml" and chosen["correlation"] != "pearson":
            faults.add(
                reader.place("missing"),
                f"missing: ml goes with Pearson correlations only, not with {chosen['correlation']}",
                "take missing: pairwise, or correlation: pearson",
            )
        for number in ("factors", "segments"):
            if chosen[number] is not None and not chosen[f"{number}_reason"]:
                faults.add(
                    reader.place(number),
                    f"{number} overrules the evidence",
                    f"say why in {number}_reason; the report prints it",
                )
        if int(str(chosen["fewest_segments"])) > int(str(chosen["most_segments"])):
            faults.add(reader.place("fewest_segments"), "fewest_segments is above most_segments")
        reader.close()
    if exclude is not None:
        chosen["exclude"] = _read_exclusions(exclude)
    if weights is not None:
        chosen["weight_column"] = _read_column(weights)
        chosen["bounds"] = _read_bounds(weights, faults)
        chosen["margins"] = _read_margins(weights, faults)
        if chosen["bounds"] and not (chosen["margins"] or chosen["weight_column"]):
            faults.add(weights.place("trim"), "there are no weights to trim", "give shares or a column")
    return Plan(**chosen)  # type: ignore[arg-type]  # every value above has the type of its field


def _read_exclusions(reader: Reader) -> Exclusions:
    usual = Exclusions()
    exclusions = Exclusions(
        attention=reader.flag("attention", usual.attention),
        speed=reader.number("speed", usual.speed, least=0, most=1) or 0.0,
        straight=reader.number("straight", usual.straight, least=0, most=1) or 0.0,
        unanswered=reader.number("unanswered", usual.unanswered, least=0, most=1) or 0.0,
        longstring=reader.whole("longstring", least=1, most=1000),
        variability=reader.number("variability", least=0, most=100),
        grids=reader.number("grids", least=0.01, most=1),
        autocorrelation=reader.number("autocorrelation", least=0, most=1),
        mahalanobis=reader.number("mahalanobis", least=0.5, most=0.999999),
        even_odd=reader.number("even_odd", least=-1, most=1),
        inter_item=reader.number("inter_item", least=0, most=100),
        synonyms=reader.number("synonyms", least=-1, most=1),
        antonyms=reader.number("antonyms", least=-1, most=1),
        person_total=reader.number("person_total", least=-1, most=1),
        duplicates=reader.number("duplicates", least=0.5, most=1),
        same_text=reader.whole("same_text", least=1, most=1000),
        page_speed=reader.number("page_speed", least=1, most=3),
        resampled=reader.number("resampled", least=-1, most=1),
        nonsense=reader.number("nonsense", least=0.01, most=1),
    )
    reader.close()
    return exclusions


def _read_column(reader: Reader) -> str:
    """The column of weights; an item may be called column too, and then has shares below it."""
    return "" if _is_margin(reader, "column") else reader.text("column")


def _read_bounds(reader: Reader, faults: Faults) -> tuple[float, float] | None:
    """The bounds under ``trim``: the most, or the least and the most."""
    node = None if _is_margin(reader, "trim") else reader.find("trim")
    if node is None:
        return None
    numbers = [as_number(entry) for entry in getattr(node, "items", (node,))]
    if len(numbers) == 1:
        numbers = [0.0, *numbers]
    least, most = numbers if len(numbers) == 2 else (None, None)
    if least is None or most is None or not 0 <= least < 1 < most:
        faults.add(
            node,
            "trim should be the most a weight may be, or the least and the most, in multiples of the mean",
            "write trim: 5 or trim: [0.2, 5]",
        )
        return None
    return least, most


def _is_margin(reader: Reader, key: str) -> bool:
    return key in reader and reader.place(key).kind == "a mapping"


def _read_margins(reader: Reader, faults: Faults) -> tuple[Margin, ...]:
    margins: list[Margin] = []
    for key, node in getattr(reader.node, "pairs", ()):
        if key.text in {"column", "trim"} and node.kind != "a mapping":
            continue
        inner = Reader(node, faults, f"the population shares of {shorten(key.text)}")
        shares: list[tuple[str, float]] = []
        for category, entry in getattr(node, "pairs", ()):
            share = as_number(entry)
            if share is None or share <= 0:
                faults.add(entry, f"the share of {shorten(category.text)} should be a number above 0")
            else:
                shares.append((category.text, share))
        total = sum(share for _, share in shares)
        if shares and not (abs(total - 1) < 0.005 or abs(total - 100) < 0.5):
            faults.add(
                inner.node,
                f"the shares of {shorten(key.text)} add up to {total:g}",
                "they must add up to 1 or to 100",
            )
        if shares:
            margins.append((key.text, tuple((category, share / total) for category, share in shares)))
    return tuple(margins)
