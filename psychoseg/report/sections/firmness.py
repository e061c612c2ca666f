"""What speaks for and against the segments: every criterion, overlap, and every other way of forming them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from psychoseg.report import palette
from psychoseg.report.charts import POINT_PER_MM
from psychoseg.report.data import Firmness, ReportData
from psychoseg.report.firm_charts import gorge_chart, river_chart, stability_boxes
from psychoseg.report.format import DASH, fixed, in_words, percent, span
from psychoseg.report.heard import told, value_told
from psychoseg.report.language import later, say
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import clip, sentence
from psychoseg.segments.apart import Apart
from psychoseg.segments.candidates import Tried
from psychoseg.segments.representations import Carried
from psychoseg.sensitivity import Alternative

WIDE, BOX_WIDTH = 176, 64
BOX_HEIGHT, GORGE_HEIGHT, LOW_GORGE = 44, 24, 17
RIVER_HEIGHT, LEAST_RIVER, ROW_HEIGHT, USUAL_ROWS = 52.0, 34.0, 4.4, 7
"""A river gives way to the rows of a long table of numbers above it."""
GORGE_GAP, MOST_IN_ROW = 4.0, 8
LONGEST_NAME = 46
MOST_CARRIERS = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """One number of segments by every criterion."""

    segments: str
    chosen: bool
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """One segment: how likely its members are in each, and how far it can be told apart."""

    number: int
    letter: str
    share: str
    corrected: str
    border: str
    recognised: str
    neighbour: str
    chances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """One other way of forming the segments."""

    name: str
    segments: str
    agreement: str
    change: str
    people: str


@dataclass(frozen=True, slots=True)
class Style:
    """How one segment uses the scale."""

    number: int
    letter: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One gorge: the drawing's name, and whose it is."""

    number: int
    letter: str
    drawing: str


@dataclass(frozen=True, slots=True)
class FirmnessPage:
    """What the pages say."""

    criteria: tuple[str, ...]
    judged: tuple[Judged, ...]
    judged_note: str
    votes: tuple[tuple[str, str, str], ...]
    verdict: str
    boxes_note: str
    river_note: str
    gorges: tuple[Picture, ...]
    gorge_width: float
    gorge_note: str
    letters: tuple[str, ...]
    known: tuple[Known, ...]
    known_note: str
    others: tuple[Other, ...]
    others_note: str
    carried: tuple[tuple[str, str], ...]
    carried_note: str
    styles: tuple[Style, ...]
    styles_note: str


CRITERIA = (
    later("Agreement"),
    later("5–95%"),
    later("Weakest"),
    later("Across"),
    later("Explained"),
    later("Silhouette"),
    later("CH"),
    later("Gap"),
    later("Strength"),
    later("BIC"),
    later("ICL"),
    later("Entropy"),
    later("Smallest"),
)


def build(data: ReportData) -> Page | None:
    """The pages, where the segments were judged."""
    found = data.firmness
    if found is None:
        return None
    count = len(found.gorges) if len(found.gorges) <= MOST_IN_ROW else (len(found.gorges) + 1) // 2
    width = (WIDE - GORGE_GAP * (count - 1)) / max(count, 1)
    page = FirmnessPage(
        criteria=tuple(say(name) for name in CRITERIA),
        judged=tuple(_judged(one, found) for one in found.tried),
        judged_note=say("Agreement: median adjusted Rand index between two bootstrap samples. Weakest: the segment that comes back least (median Jaccard). Across: the least share in which a segment's people were together with one segment fewer (SLSA). CH: Calinski and Harabasz. Strength: prediction strength. Smallest: share of people."),
        votes=tuple((vote.criterion, fixed(vote.segments), vote.rule) for vote in found.votes),
        verdict=found.verdict,
        boxes_note=say("Adjusted Rand index between the solutions of two bootstrap samples: smallest, quartiles and largest"),
        river_note=say("People as bands from one number of segments to the next; beside a segment, how far its people were together before (SLSA). Letters mark the {count} reported.", count=in_words(found.chosen)),
        gorges=tuple(Picture(one.segment, palette.identity(one.segment).letter, _key(one.segment)) for one in found.gorges),
        gorge_width=round(width, 2),
        gorge_note=say("Everybody by similarity with the segment, its members in colour. A gorge between near and far means that it stands apart; people in between could as well be elsewhere."),
        letters=tuple(palette.identity(at).letter for at in range(1, found.chosen + 1)),
        known=_known(found.apart) if found.apart else (),
        known_note=_known_note(found.apart) if found.apart else "",
        others=tuple(_other(one) for one in (found.sensitivity.alternatives if found.sensitivity else ())),
        others_note=_others_note(found),
        carried=_carried(found),
        carried_note=_carried_note(found),
        styles=_styles(found),
        styles_note=told(found.styles.words) if found.styles else "",
    )  # fmt: skip
    return Page(
        "firmness",
        say("What speaks for and against the segments"),
        say("Criteria, overlap, alternatives"),
        page,
        _drawings(found, width),
    )


def _drawings(found: Firmness, width: float) -> dict[str, Markup]:
    size = {"width": BOX_WIDTH * POINT_PER_MM, "height": BOX_HEIGHT * POINT_PER_MM}
    drawn = {"boxes": stability_boxes(found.stability, **size)}
    if len(found.river.banks) > 1:
        drawn["river"] = river_chart(
            found.river,
            found.chosen,
            width=WIDE * POINT_PER_MM,
            height=_river_height(len(found.tried)) * POINT_PER_MM,
        )
    for one in found.gorges:
        height = GORGE_HEIGHT if len(found.gorges) <= MOST_IN_ROW else LOW_GORGE
        drawn[_key(one.segment)] = gorge_chart(one, width=width * POINT_PER_MM, height=height * POINT_PER_MM)
    return drawn


def _river_height(rows: int) -> float:
    return max(LEAST_RIVER, RIVER_HEIGHT - ROW_HEIGHT * max(0, rows - USUAL_ROWS))


def _key(number: int) -> str:
    return f"gorge_{number}"


def _judged(one: Tried, found: Firmness) -> Judged:
    number, chosen = fixed(one.segments), one.segments == found.chosen
    if chosen:
        number = say("{number}, chosen", number=number)
    elif one.segments == found.runner_up:
        number = say("{number}, runner-up", number=number)
    return Judged(
        number,
        chosen,
        (
            fixed(one.stability, 2),
            span(one.stability_low, one.stability_high, 2),
            _two(min(one.within, default=None)),
            _two(min(one.across, default=None)),
            percent(one.explained),
            fixed(one.silhouette, 2),
            fixed(one.calinski_harabasz),
            _two(one.gap),
            _two(one.strength),
            _whole(one.bic),
            _whole(one.icl),
            _two(one.entropy),
            percent(one.smallest),
        ),
    )


def _two(value: float | None) -> str:
    return DASH if value is None else fixed(value, 2)


def _whole(value: float | None) -> str:
    return DASH if value is None else fixed(value)


def _known(apart: Apart) -> tuple[Known, ...]:
    seen = apart.recognition
    return tuple(
        Known(
            at + 1,
            palette.identity(at + 1).letter,
            percent(apart.shares[at]),
            f"{percent(apart.corrected[at])} ({span(100 * apart.corrected_low[at], 100 * apart.corrected_high[at])})"
            if apart.corrected
            else DASH,
            percent(apart.border[at]),
            percent(seen.sensitivity[at]) if seen else DASH,
            palette.identity(apart.neighbour[at] + 1).letter,
            tuple(fixed(value, 2) for value in apart.posterior[at]),
        )
        for at in range(len(apart.shares))
    )


def _known_note(apart: Apart) -> str:
    seen = apart.recognition
    told = [
        say("Columns by letter: mean probability of each segment among the members of the one in the row ({source}).", source=apart.source),
        say("Corrected: the share allowing for people put in the wrong segment."),
        say("Border: members about as near to another centre."),
    ]  # fmt: skip
    if seen:
        told.append(
            say(
                "Recognised: put in their own segment by a rule that did not see them; {share} of all, where putting all in the largest gives {largest}.",
                share=percent(seen.accuracy), largest=percent(seen.largest),
            )
        )  # fmt: skip
    return " ".join(told)


def _other(one: Alternative) -> Other:
    if one.agreement is None or one.change is None:
        return Other(
            clip(sentence(one.name).rstrip("."), LONGEST_NAME),
            fixed(one.segments),
            say("not formed"),
            DASH,
            DASH,
        )
    return Other(
        clip(sentence(one.name).rstrip("."), LONGEST_NAME),
        fixed(one.segments),
        fixed(one.agreement, 2),
        fixed(100 * one.change, 1),
        fixed(one.people),
    )


def _others_note(found: Firmness) -> str:
    return (
        say(
            "Agreement with the segments reported: adjusted Rand index, 1 the same, 0 chance; another number of segments cannot reach 1. Change: the largest change of a segment's share, in percentage points."
        )
        if found.sensitivity
        else ""
    )


def _carried(found: Firmness) -> tuple[tuple[str, str], ...]:
    rows = found.representations.carried if found.representations else ()
    return tuple(
        (clip(value_told(one.variable), LONGEST_NAME), percent(one.explained)) for one in _ends(rows)
    )


def _ends(rows: Sequence[Carried]) -> Sequence[Carried]:
    """All rows where they are few, else the first and the last."""
    half = MOST_CARRIERS // 2
    return rows if len(rows) <= MOST_CARRIERS else (*rows[:half], *rows[-half:])


def _carried_note(found: Firmness) -> str:
    if found.representations is None:
        return ""
    count, shown_rows = len(found.representations.carried), MOST_CARRIERS
    told = [say("Share of the variance that lies between segments.")]
    if count > shown_rows:
        told.append(
            say(
                "Of {count}, the {half} that carry most and least.",
                count=fixed(count),
                half=in_words(shown_rows // 2),
            )
        )
    weakest = found.representations.weakest
    if weakest:
        told.append(
            say(
                "Without {variable}, as many segments agree with these by {agreement} and come back by {without} instead of {before}.",
                variable=value_told(weakest.variable), agreement=fixed(weakest.agreement, 2),
                without=fixed(weakest.stability_without, 2), before=fixed(weakest.stability, 2),
            )
        )  # fmt: skip
    return " ".join(told)


def _styles(found: Firmness) -> tuple[Style, ...]:
    if found.styles is None:
        return ()
    return tuple(
        Style(
            own.segment,
            palette.identity(own.segment).letter,
            (
                fixed(own.acquiescence.value, 2, sign=True) if own.acquiescence.shown and own.acquiescence.value is not None else DASH,
                _share(own.extremes.value) if own.extremes.shown else DASH,
                _share(own.midpoint.value) if own.midpoint.shown else DASH,
            ),
        )
        for own in found.styles.segments
    )  # fmt: skip


def _share(value: float | None) -> str:
    """A mean of shares as a percentage."""
    return DASH if value is None else percent(value)


FIRMNESS = Section("firmness", build)
