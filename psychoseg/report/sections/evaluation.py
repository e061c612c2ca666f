"""The client's evaluation: which segments to pursue, by what criteria, and what hangs on the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psychoseg.activation.model import Axis, Evaluation, Placed, Rated, Score
from psychoseg.client import ROLES
from psychoseg.personas.model import Persona
from psychoseg.report.bubbles import Bubble, bubbles, told
from psychoseg.report.charts import POINT_PER_MM
from psychoseg.report.data import ReportData
from psychoseg.report.format import DASH, SIGNS, figure, fixed, in_unit, percent, span
from psychoseg.report.language import in_row, later, say
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital, clip, unwidowed
from psychoseg.stats.estimate import Estimate

WIDTH, HEIGHT = 104.0, 56.0
WIDE, TALL = 176.0, 104.0
"""The plot across the page, where many segments would crowd the usual one."""
LONGEST_NAME = 30
OURS = (later("Share of people"), later("Share of value"))
MOST_WITH_FIGURES, MOST_NAMED = 6, 7
LABEL, WEIGHT = 36.0, 7.0
NAMES = {
    "focus": later("Focus"),
    "develop": later("Develop"),
    "keep": later("Keep"),
    "do not pursue": later("Do not pursue"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A segment's name over the plot, in per cent of it."""

    number: int
    name: str
    left: float
    top: float
    width: float
    align: str


@dataclass(frozen=True, slots=True)
class Role:
    """One segment's role and what is said of it."""

    number: int
    name: str
    role: str
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A score, and the figure it was made from."""

    score: str
    figure: str


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: its weight and scores, and what scores 1 and 10, or why the client scores so."""

    label: str
    note: str
    weight: str
    cells: tuple[Cell, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one axis and their total."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head."""

    number: int
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """What the page says."""

    kicker: str
    title: str
    contents: str
    lead: str
    names: tuple[Name, ...]
    width: float
    height: float
    plot_note: str
    roles_title: str
    roles_heads: tuple[str, str]
    roles: tuple[Role, ...]
    table_title: str
    weight_head: str
    heads: tuple[Head, ...]
    widths: tuple[float, ...]
    span: int
    groups: tuple[Group, ...]
    scoring: str
    doubts_title: str
    doubts: tuple[str, ...]
    wide: bool


def build(data: ReportData) -> Page | None:
    """The page, where the client gave criteria and weights."""
    found = data.activation.evaluation if data.activation else None
    if found is None or len(data.personas) < 2:
        return None
    personas = data.personas
    named = {one.number: one.name for one in personas}
    shown_at = [_bubble(one, at, found) for at, one in enumerate(personas)]
    totals = [
        (one.name, _one(found.attractive.totals[at]), _one(found.ours.totals[at]))
        for at, one in enumerate(personas)
    ]
    wide = len(personas) > MOST_NAMED
    width, height = (WIDE, TALL) if wide else (WIDTH, HEIGHT)
    drawing, places = bubbles(
        shown_at, cut=found.cut, across=say("Attractive to us"), up=say("We attract them"),
        corners=(say("Keep"), say("Focus"), say("Do not pursue"), say("Develop")),
        width=width * POINT_PER_MM, height=height * POINT_PER_MM,
        title=say("Segments on two axes from 1 to 10, attractive to us and we attract them: {totals}.", totals=told(totals, 150)),
    )  # fmt: skip
    title, headline = say("Which segments to pursue"), _headline(found, named)
    column = round((100 - LABEL - WEIGHT) / len(personas), 3)
    page = EvaluationPage(
        kicker=say("Evaluation"),
        title=headline,
        contents=title,
        lead=_rule(found),
        names=tuple(
            Name(one.number, clip(named[one.number], LONGEST_NAME), one.x, one.y, one.width, one.align)
            for one in places
        ),
        width=width,
        height=height,
        wide=wide,
        plot_note=_plot_note(personas),
        roles_title=say("Roles"),
        roles_heads=(say("Segment"), say("Role")),
        roles=tuple(_role(one, found) for one in personas),
        table_title=say("Criteria, weights and scores"),
        weight_head=say("Weight"),
        heads=tuple(
            Head(one.number, one.letter, one.name if len(personas) <= MOST_NAMED else "") for one in personas
        ),
        widths=(LABEL, WEIGHT, *(column for _ in personas)),
        span=len(personas) + 2,
        groups=(
            Group(say("Attractive to us"), _rows(found.attractive, personas)),
            Group(say("We attract them"), _rows(found.ours, personas)),
        ),
        scoring=_scoring(),
        doubts_title=say("What hangs on the weights, and what on the sample"),
        doubts=(
            *_doubts(say("Attractive to us"), found.attractive, found, named),
            *_doubts(say("We attract them"), found.ours, found, named),
            *_roles_doubts(found, named),
        ),
    )
    return Page("evaluation", title, say("By your criteria"), page, {"bubbles": drawing})


def _headline(found: Evaluation, named: dict[int, str]) -> str:
    focus = [named[one.number] for one in found.placed if one.role == ROLES[0]]
    if len(focus) == 1:
        return unwidowed(say("Focus on {segment}", segment=focus[0]))
    return say("Which segments to pursue") if focus else say("No segment is high on both sides")


def role_name(role: str) -> str:
    """What a role is called in the report; empty where there is none."""
    return say(NAMES[role]) if role else ""


def _bubble(one: Persona, at: int, found: Evaluation) -> Bubble:
    x, y = found.attractive.totals[at], found.ours.totals[at]
    worth = one.value_share if one.value_share is not None and one.value_share.shown else one.share
    return Bubble(
        one.number, x.value, y.value, _ends(x), _ends(y), worth.value or 0.0, min(len(one.name), LONGEST_NAME)
    )


def _ends(score: Score) -> tuple[float, float]:
    return (
        score.value if score.low is None else score.low,
        score.value if score.high is None else score.high,
    )


def _rule(found: Evaluation) -> str:
    return say(
        "Criteria, weights and roles are the client’s; figures are this study’s. From {cut} of 10 on, an axis counts as high. High on both: "
        "focus. Attractive to us alone: develop. Only we to them: keep. Neither: do not pursue.",
        cut=_one(Score(found.cut)),
    )


def _plot_note(personas: Sequence[Persona]) -> str:
    valued = all(one.value_share is not None and one.value_share.shown for one in personas)
    return (
        say("Circles: area by share of value. Lines: intervals of both totals, from those of the figures.")
        if valued
        else say(
            "Circles: area by share of people. Lines: intervals of both totals, from those of the figures."
        )
    )


def _role(one: Persona, found: Evaluation) -> Role:
    placed = next(entry for entry in found.placed if entry.number == one.number)
    return Role(one.number, one.name, role_name(placed.role), _role_note(placed, found.swing))


def _role_note(placed: Placed, swing: float) -> str:
    if placed.role != placed.by_rule:
        return say("set by the client; the totals say: {role}", role=role_name(placed.by_rule))
    return say("near the line") if placed.turns_at <= swing or not placed.certain else ""


def _rows(axis: Axis, personas: Sequence[Persona]) -> tuple[Row, ...]:
    told_figures = len(personas) <= MOST_WITH_FIGURES
    rows = [
        Row(
            say("{criterion} (index)", criterion=criterion_name(one)) if one.unit == "index" else criterion_name(one), _scale(one), percent(one.share),
            tuple(
                Cell(_one(score), _printed(estimate, one.unit) if told_figures and estimate else "")
                for score, estimate in zip(one.scores, one.figures, strict=True)
            ),
            False,
        )
        for one in axis.criteria
    ]  # fmt: skip
    cells = tuple(
        Cell(_one(total), "" if total.low is None or total.high is None or not told_figures else span(total.low, total.high, 1))
        for total in axis.totals
    )  # fmt: skip
    return (*rows, Row(say("Total"), "", percent(1), cells, True))


def criterion_name(one: Rated) -> str:
    """What a criterion is called: our own words in the report's language, others as they are."""
    return say(one.name) if one.name in OURS else capital(one.name)


def _scale(one: Rated) -> str:
    if one.worst is None or one.best is None:
        return say("scored by the client: {reason}", reason=one.reason)
    return say("{span} score 1 to 10", span=_span(one.worst, one.best, one.unit))


def _span(worst: float, best: float, unit: str) -> str:
    if unit == "share":
        return f"{fixed(100 * worst)}{DASH}{percent(best)}"
    if unit == "index":
        return f"{fixed(worst)}{DASH}{fixed(best)}"
    first = in_unit(worst, unit) if in_unit(worst, unit)[:1] in SIGNS else in_unit(worst, "")
    return f"{first}{DASH}{in_unit(best, unit)}"


def _printed(estimate: Estimate, unit: str) -> str:
    return fixed(estimate.value or 0.0) if unit == "index" else figure(estimate)


def _scoring() -> str:
    return say(
        "Figures become points on a straight line: the lowest end of any segment’s interval scores 1, the highest 10. A total is the mean of the "
        "points by weight, with the interval that those of its figures give, criteria taken as independent; scores by the client have none."
    )


def _doubts(axis_name: str, axis: Axis, found: Evaluation, named: dict[int, str]) -> tuple[str, ...]:
    first, nearest = named[axis.first], axis.rivals[0]
    easiest = min(axis.rivals, key=lambda one: one.turns_at)
    if axis.holds:
        weights = say(
            "{axis}: {first} stays first when every weight is changed by up to {swing}.",
            axis=axis_name, first=first, swing=_swing(found.swing),
        )  # fmt: skip
    else:
        weights = say(
            "{axis}: {first} is first, but {rival} draws level once weights are changed by {change}.",
            axis=axis_name, first=first, rival=named[easiest.number], change=_swing(easiest.turns_at),
        )  # fmt: skip
    lead = nearest.lead
    if lead.low is None or lead.high is None:
        return (weights,)
    sample = say(
        "Its lead over {rival} is {lead} points ({interval}).",
        rival=named[nearest.number], lead=_one(lead), interval=span(lead.low, lead.high, 1),
    )  # fmt: skip
    return (f"{weights} {sample}",)


def _swing(share: float) -> str:
    return f"±{percent(share)}"


def _roles_doubts(found: Evaluation, named: dict[int, str]) -> tuple[str, ...]:
    ruled = [one for one in found.placed if one.role == one.by_rule]
    loose = [one for one in ruled if one.turns_at <= found.swing]
    unsure = [one for one in ruled if not one.certain]
    listed = in_row(
        say("{segment} from {change}", segment=named[one.number], change=_swing(one.turns_at))
        for one in loose
    )
    told = [
        say("Roles that other weights would change: {listed}.", listed=listed)
        if loose
        else say("No role changes when every weight is changed by up to {swing}.", swing=_swing(found.swing))
    ]
    if unsure:
        listed = in_row(named[one.number] for one in unsure)
        told.append(
            say(
                "Roles that another sample may change, as an interval reaches the line: {listed}.",
                listed=listed,
            )
        )
    return tuple(told)


def _one(score: Score) -> str:
    return fixed(score.value, 1)


EVALUATION = Section("evaluation", build)
