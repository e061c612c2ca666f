"""What each slide says: one idea a slide, its numbers from the report's data, its bases in the notes."""

from __future__ import annotations

from collections.abc import Sequence

from psychoseg.personas.model import Persona, Trait
from psychoseg.report.data import Grouping, ReportData
from psychoseg.report.format import bases, figure, fixed, in_words, interval, percent, shown
from psychoseg.report.heard import told
from psychoseg.report.language import in_row, quoted, say, say_n, with_colon
from psychoseg.report.palette import identity
from psychoseg.report.ridges import on_one_axis, people_along
from psychoseg.report.rows import effect, widest_base
from psychoseg.report.sections.cover import made_for
from psychoseg.report.slides.activation import advice
from psychoseg.report.slides.charts import Dot, Line, bars, cloud, dots, lines, ridges
from psychoseg.report.slides.deck import BODY_TOP, MARGIN, Deck
from psychoseg.report.text import capital
from psychoseg.report.theme import look
from psychoseg.stats.estimate import Estimate

MOST_ROWS, MOST_POINTS, MOST_COMPARED = 8, 1500, 14
HALF = 150.0
REACH = ("channel", "message", "offer")
DOES = (
    "behaviour",
    "need",
    "technographic",
    "value",
    "demographic",
    "geographic",
    "firmographic",
    "open",
)


def title(deck: Deck, data: ReportData) -> None:
    """What, for whom, by whom, when."""
    own = data.cover
    slide = deck.slide(own.title, own.confidentiality)
    parts = [
        own.subtitle,
        made_for(own),
        own.date,
        own.status,
    ]
    slide.words([part for part in parts if part], MARGIN, BODY_TOP + 10, deck.width - 2 * MARGIN, 60, size=18)
    if own.confidentiality:
        slide.foot(own.confidentiality)


def overview(deck: Deck, data: ReportData) -> None:
    """All segments with their sizes and a sentence each."""
    personas = data.personas
    if not personas:
        return
    slide = deck.slide(
        capital(say_n("{count} segment", "{count} segments", len(personas), count=in_words(len(personas)))),
        _based(personas[0].share) + " " + _rule(data),
    )
    known = [one for one in personas if one.share.shown]
    height = min(130.0, 24.0 * len(known) + 14)
    bars(
        slide, [one.name for one in known], [one.share.value or 0.0 for one in known],
        [(one.share.low or 0.0, one.share.high or 0.0) for one in known], [identity(one.number).base for one in known],
        (MARGIN, BODY_TOP, HALF, height),
        alt=say(
            "Share of people by segment: {told}",
            told=in_row(f"{one.name} {shown(one.share)} ({interval(one.share)})" for one in known),
        ),
    )  # fmt: skip
    size = 13 if len(personas) <= 6 else 10
    slide.words(
        [with_colon(f"{one.letter}  {one.name}, {shown(one.share)}", one.essence) for one in personas],
        MARGIN + HALF + 8, BODY_TOP, deck.width - 2 * MARGIN - HALF - 8, height, size=size,
    )  # fmt: skip
    slide.foot(say("Bars: share of people, weighted; lines: interval.") + " " + _based(personas[0].share))


def persona(deck: Deck, data: ReportData, one: Persona) -> None:
    """Who a segment is, on two slides: what sets it apart, and how to reach and serve it."""
    own = identity(one.number)
    statements = _extremes(one.statements)
    slide = deck.slide(with_colon(one.name, shown(one.share)), _notes(data, one, statements))
    slide.band(0, 0, 5, deck.height, own.base)
    facts = [f"{one.essence}"]
    facts += [
        say(
            "{claim}: {share}, against {total} of everybody",
            claim=claim.claim,
            share=shown(claim.trait.segment),
            total=shown(claim.trait.total),
        )
        for claim in one.descriptors[:3]
    ]
    slide.words(facts, MARGIN, BODY_TOP, HALF - 24, 70, size=14)
    if one.quotes:
        slide.words(
            [quoted(one.quotes[0].text)], MARGIN, 112, HALF - 24, 30, size=14, italic=True, ink=own.ink
        )
        slide.words(
            [say("Answer to {question}, shown with consent", question=quoted(one.quotes[0].question))],
            MARGIN,
            142,
            HALF - 24,
            10,
            size=9,
            ink=look().mute,
        )
    if statements:
        dots(
            slide, [_dot(trait) for trait in statements], one.name, own.base,
            (MARGIN + HALF - 20, BODY_TOP, deck.width - 2 * MARGIN - HALF + 20, 128),
            alt=_told(say("Share who agree"), statements),
        )  # fmt: skip
    base = widest_base(trait.segment for trait in one.statements)
    slide.foot(
        say("Share who agree. * formed the segments, never tested.") + (f" {_based(base)}" if base else "")
    )
    _reach(deck, data, one)


def _reach(deck: Deck, data: ReportData, one: Persona) -> None:
    own = identity(one.number)
    told = _strongest(one, REACH)
    does = _strongest(one, DOES)
    if not told and not does:
        return
    slide = deck.slide(
        say("{segment}: how to reach and serve them", segment=one.name), _notes(data, one, [*told, *does])
    )
    slide.band(0, 0, 5, deck.height, own.base)
    half = (deck.width - 2 * MARGIN - 8) / 2
    for at, (words, rows) in enumerate(
        ((say("What they do and who they are"), does), (say("Channels, messages, offers"), told))
    ):
        left = MARGIN + at * (half + 8)
        if rows:
            slide.words([words], left, BODY_TOP - 4, half, 8, size=13, bold=True)
            dots(slide, [_dot(trait) for trait in rows], one.name, own.base, (left, BODY_TOP + 5, half, 122), alt=_told(words, rows))  # fmt: skip
    slide.foot(say("Strongest differences from everybody; a star before a label marks a significant one (p adjusted). Offers are stated intentions."))  # fmt: skip
    advice(deck, data, one)


def comparison(deck: Deck, data: ReportData) -> None:
    """The rows on which segments differ most, with letters."""
    if data.contrasts is None or len(data.personas) < 2:
        return
    rows = [row for row in data.contrasts.rows if row.total.unit == "share" and row.total.shown]
    apart = sorted(rows, key=lambda row: -max(abs(cell.difference) for cell in row.cells))[:MOST_COMPARED]
    kept = [row for row in rows if row in apart]
    if not kept:
        return
    slide = deck.slide(say("The segments compared"), told(data.contrasts.words))
    head = ["", *(f"{one.letter} {one.name}" for one in data.personas), say("All")]
    lines_ = [
        [row.label, *(f"{shown(cell.estimate)}{' ' + cell.letters if cell.letters else ''}" for cell in row.cells), shown(row.total)]
        for row in kept
    ]  # fmt: skip
    count = len(data.personas) + 1
    first = 86.0 if count < 8 else 60.0
    width = (deck.width - 2 * MARGIN - first) / count
    slide.table(
        [head, *lines_], MARGIN, BODY_TOP, [first, *(width for _ in range(count))],
        size=10 if count < 8 else 8, row=min(8.0, 130 / (len(kept) + 1)),
        alt=say("Shares by segment with letters of the segments they lie significantly above"),
    )  # fmt: skip
    slide.foot(
        say("Letters name the segments a share lies significantly above. Bases stand in the workbook.")
    )


def people(deck: Deck, data: ReportData) -> None:
    """Everybody as a point on the two axes that part the segments best."""
    grouping = data.grouping
    if grouping is None or not grouping.map_points or len(data.personas) < 2:
        return
    if on_one_axis(grouping.map_points, len(data.personas)):
        _along_one_axis(deck, data, grouping)
        return
    step = -(-len(grouping.map_points) // MOST_POINTS)
    drawn = grouping.map_points[::step]
    slide = deck.slide(
        say("Where people stand"),
        say(
            "Two axes keep {kept} of what lies between the segments. {drawn} of {count} people are drawn.",
            kept=percent(grouping.map_kept),
            drawn=fixed(len(drawn)),
            count=fixed(len(grouping.map_points)),
        ),
    )
    groups = [
        Line(one.name, identity(one.number).base, tuple((point.x, point.y) for point in drawn if point.segment == one.number))
        for one in data.personas
    ]  # fmt: skip
    cloud(slide, [group for group in groups if group.points], (MARGIN, BODY_TOP, deck.width - 2 * MARGIN, 132),
          alt=say("People by segment on two axes; neighbouring segments overlap at their borders"))  # fmt: skip
    slide.foot(
        say(
            "Each point is a person. The two axes keep {kept} of what lies between the segments.",
            kept=percent(grouping.map_kept),
        )
    )  # fmt: skip


def _along_one_axis(deck: Deck, data: ReportData, grouping: Grouping) -> None:
    """How many of each segment stand where on the one axis that parts them."""
    kept = percent(grouping.map_kept)
    ridged = say(
        "Discriminant projection of what formed the segments: this one axis keeps {kept} of what lies between them. "
        "The area of a ridge is the number of people.",
        kept=kept,
    )
    slide = deck.slide(say("Where people stand"), ridged)
    curves = [
        Line(one.name, identity(one.number).base, curve, marked=False)
        for one in data.personas
        if (curve := people_along(grouping.map_points, one.number))
    ]
    ridges(slide, curves, (MARGIN, BODY_TOP, deck.width - 2 * MARGIN, 132), alt=ridged)
    slide.foot(ridged)


def prices(deck: Deck, data: ReportData) -> None:
    """Who would buy at each price, a curve a segment."""
    items = {curve.item: curve for one in data.personas for curve in one.prices}
    for item, curve in items.items():
        total = tuple((point.price, point.total.value or 0.0) for point in curve.points)
        curves = [Line(say("Everybody"), look().ink, total, dashed=True)]
        for one in data.personas:
            own = next((other for other in one.prices if other.item == item), None)
            if own is not None:
                curves.append(
                    Line(
                        one.name, identity(one.number).base,
                        tuple((point.price, point.segment.value or 0.0) for point in own.points),
                        tuple((point.segment.low or 0.0, point.segment.high or 0.0) for point in own.points),
                    )
                )  # fmt: skip
        slide = deck.slide(say("What they would pay"), f"{curve.label}. {_based(curve.points[0].total)}")
        lines(
            slide, curves, (MARGIN, BODY_TOP, deck.width - 2 * MARGIN, 132), form="0%", up=(0.0, 1.0), across=f"{curve.label} ({curve.unit})",
            alt=say("Share who would buy at each price: {told}", told=in_row(_ends(line) for line in curves)),
        )  # fmt: skip
        slide.foot(
            say("Share who would buy; lines: interval. Intentions: discount before forecasting.")
            + " "
            + _based(curve.points[0].total)
        )  # fmt: skip


def method(deck: Deck, data: ReportData) -> None:
    """How it was made and how sure one can be."""
    grouping = data.grouping
    slide = deck.slide(
        say("How sure are we?"), "\n".join([*([grouping.reason] if grouping else []), *data.caveats])
    )
    steps = [with_colon(capital(step.label), fixed(step.count)) for step in data.sample.steps]
    told = [
        *steps,
        say(
            "Weighting: {weighting}; effective {effective}",
            weighting=data.sample.weighting or say("none"),
            effective=fixed(data.sample.effective),
        ),
    ]
    if grouping:
        told += [capital(grouping.method), *(part for part in (grouping.structure_words,) if part)]
    slide.words(told, MARGIN, BODY_TOP, HALF - 10, 120, size=12)
    if grouping and grouping.candidates:
        tried = grouping.candidates
        chosen = tuple((float(one.segments), one.stability) for one in tried)
        lines(
            slide, [Line(say("Stability"), look().ink, chosen, tuple((one.stability_low, one.stability_high) for one in tried))],
            (MARGIN + HALF, BODY_TOP, deck.width - 2 * MARGIN - HALF, 122), form="0.0", up=(0.0, 1.0), across=say("Number of segments"),
            alt=say(
                "Agreement of redrawn samples by number of segments: {told}",
                told=in_row(with_colon(str(one.segments), fixed(one.stability, 2)) for one in tried),
            ),
        )  # fmt: skip
    slide.foot(say("Agreement (adjusted Rand index) of solutions of redrawn samples: median with 5th and 95th percentile."))  # fmt: skip


def caveats(deck: Deck, data: ReportData) -> None:
    """What a reader must keep in mind."""
    if data.caveats:
        slide = deck.slide(say("What to keep in mind"))
        slide.words(
            [f"• {line}" for line in data.caveats[:9]],
            MARGIN,
            BODY_TOP,
            deck.width - 2 * MARGIN,
            130,
            size=13,
        )


def _rule(data: ReportData) -> str:
    return say("Intervals hold {confidence}.", confidence=percent(data.settings.confidence))


def _based(estimate: Estimate) -> str:
    return say("Base: {bases}.", bases=bases(estimate))


def _ends(line: Line) -> str:
    """A curve by its first and its last point."""
    (first, high), (last, low) = line.points[0], line.points[-1]
    return say(
        "{segment} {high} at {first}, {low} at {last}",
        segment=line.name, high=percent(high), first=_price(first), low=percent(low), last=_price(last),
    )  # fmt: skip


def _price(price: float) -> str:
    return fixed(price, 0 if price == int(price) else 2)


def _extremes(traits: Sequence[Trait]) -> list[Trait]:
    """The statements furthest above everybody, then those furthest below."""
    known = [trait for trait in traits if trait.segment.shown and trait.total.shown]
    ordered = sorted(known, key=lambda trait: (trait.total.value or 0.0) - (trait.segment.value or 0.0))
    half = MOST_ROWS // 2
    return ordered if len(ordered) <= MOST_ROWS else [*ordered[:half], *ordered[-half:]]


def _strongest(one: Persona, roles: tuple[str, ...]) -> list[Trait]:
    known = [
        trait for trait in one.traits
        if trait.role in roles and trait.segment.unit == "share" and trait.segment.shown and trait.total.shown and not trait.forms_segments
    ]  # fmt: skip
    told = sorted(known, key=lambda trait: (not trait.significant, -effect(trait)))[:MOST_ROWS]
    return sorted(told, key=lambda trait: -(trait.segment.value or 0.0))


def _dot(trait: Trait) -> Dot:
    own = trait.segment
    label = (
        f"{trait.label} *"
        if trait.forms_segments
        else f"★ {trait.label}"
        if trait.significant
        else trait.label
    )
    return Dot(
        _short(label), own.value, own.low, own.high, trait.total.value, figure(own), figure(trait.total)
    )


def _short(label: str, most: int = 84) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _told(words: str, traits: Sequence[Trait]) -> str:
    """The chart in words."""
    rows = (
        say(
            "{label} {share}, everybody {total}",
            label=trait.label,
            share=shown(trait.segment),
            total=shown(trait.total),
        )
        for trait in traits
    )
    return with_colon(words, in_row(rows))


def _notes(data: ReportData, one: Persona, traits: Sequence[Trait]) -> str:
    rows = [
        say(
            "{label}: {share} ({interval}), everybody {total}; {bases}",
            label=trait.label,
            share=shown(trait.segment),
            interval=interval(trait.segment),
            total=shown(trait.total),
            bases=bases(trait.segment),
        )
        for trait in traits
    ]
    sure = one.confidence
    return "\n".join(
        [
            say(
                "{segment}: {count} interviews; stability {stability}, {core} core members.",
                segment=one.name,
                count=fixed(one.members),
                stability=fixed(sure.stability, 2),
                core=percent(sure.core),
            )
            + f" {_rule(data)}",
            *rows,
        ]
    )
