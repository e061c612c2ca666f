"""How firm segments are, as drawings: boxes by number of segments, the river between solutions, and gorges."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from psychoseg.report import palette
from psychoseg.report.charts import Frame, dot, gridlines, line, svg, told_column, words
from psychoseg.report.format import coefficient, fixed, percent
from psychoseg.report.language import in_row, say
from psychoseg.report.theme import look
from psychoseg.segments.plots import Boxes, Gorge, River
from psychoseg.segments.plots.river import Bank, Flow

BAND, BAR, GAP = 9.0, 9.0, 3.0
LETTER_ROOM, LABEL_ROOM = 8.0, 24.0
QUIET, PALE = "#858c98", "#cfd3d9"


def stability_boxes(boxes: Sequence[Boxes], *, width: float, height: float) -> Markup:
    """A box of adjusted Rand indices for every number of segments, with its median written beside it."""
    first, last = boxes[0].segments, boxes[-1].segments
    frame = Frame(width, height, 24, 18, 8, 26, (first - 0.5, last + 0.5), (0.0, 1.0))
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    parts = [gridlines(frame, ticks, [fixed(tick, 2) for tick in ticks])]
    for box in boxes:
        at = frame.x(box.segments)
        strong, pale = (
            (look().accent, palette.mix(look().accent, palette.PAPER, 0.4)) if box.chosen else (QUIET, PALE)
        )
        low, lower, middle, upper, high = (frame.y(min(max(value, 0.0), 1.0)) for value in box.whole)
        parts.append(line(at, low, at, high, strong, 0.7))
        parts.append(
            f'<rect x="{at - BAND / 2:.2f}" y="{upper:.2f}" width="{BAND}" height="{max(lower - upper, 0.4):.2f}" fill="{pale}" '
            f'stroke="{strong}" stroke-width="0.6"/>'
        )
        parts.append(line(at - BAND / 2, middle, at + BAND / 2, middle, strong, 1.4))
        weight, colour = (700, look().ink) if box.chosen else (400, look().mute)
        if box.chosen or frame.x(first + 1) - frame.x(first) >= LABEL_ROOM:
            parts.append(
                words(
                    at + BAND / 2 + 2,
                    middle + 2.2,
                    fixed(box.whole[2], 2),
                    anchor="start",
                    colour=colour,
                    weight=weight,
                )
            )
        parts.append(words(at, height - 15, fixed(box.segments), colour=colour, weight=weight))
    parts.append(
        words(
            frame.left, height - 3.5, say("Number of segments"), colour=look().ink, anchor="start", weight=500
        )
    )
    told = in_row(told_column(one.segments, one.whole[2], chosen=one.chosen) for one in boxes)
    return svg(
        width, height, say("Stability by number of segments, medians of the boxes. {told}.", told=told), parts
    )


def river_chart(river: River, chosen: int, *, width: float, height: float) -> Markup:
    """Every solution as a column of segments, and between columns the people who go from one segment to another."""
    banks = river.banks
    top, bottom, left, right = 6.0, 18.0, 16.0, 16.0
    step = (width - left - right - BAR) / max(len(banks) - 1, 1)
    places = {
        bank.segments: _stacked(bank, left + at * step, top, height - bottom) for at, bank in enumerate(banks)
    }
    scale = {bank.segments: (height - bottom - top - GAP * (bank.segments - 1)) for bank in banks}
    parts = [_band(flow, places, offsets, scale) for flow, offsets in _offsets(river)]
    for bank in banks:
        for number in bank.order:
            x, y, tall = places[bank.segments][number]
            own = bank.segments == chosen
            fill = palette.identity(number).base if own else QUIET
            parts.append(f'<rect x="{x:.2f}" y="{y:.2f}" width="{BAR}" height="{tall:.2f}" fill="{fill}"/>')
            if own and tall >= LETTER_ROOM:
                letter = palette.identity(number).letter
                parts.append(words(x + BAR + 5, y + tall / 2 + 2.3, letter, colour=palette.identity(number).ink, weight=700))  # fmt: skip
            elif bank.stability and tall >= LETTER_ROOM:
                parts.append(words(x + BAR + 2, y + tall / 2 + 2.2, fixed(bank.stability[number - 1], 2), size=5.6, anchor="start"))  # fmt: skip
        at = places[bank.segments][bank.order[0]][0] + BAR / 2
        bold = bank.segments == chosen
        parts.append(
            words(at, height - 6, fixed(bank.segments), weight=700 if bold else 400,
                  colour=look().ink if bold else look().mute)
        )  # fmt: skip
    return svg(width, height, _river_told(river, chosen), parts)


def _stacked(bank: Bank, x: float, top: float, bottom: float) -> dict[int, tuple[float, float, float]]:
    """Where each segment of a solution stands: left, top, height."""
    room, y, found = bottom - top - GAP * (bank.segments - 1), top, {}
    for number in bank.order:
        tall = room * bank.shares[number - 1]
        found[number] = (x, y, tall)
        y += tall + GAP
    return found


def _offsets(river: River) -> list[tuple[Flow, tuple[float, float]]]:
    """How much of each end is taken by flows drawn before: the first to the uppermost."""
    order = {bank.segments: {number: at for at, number in enumerate(bank.order)} for bank in river.banks}
    out: dict[tuple[int, int], float] = {}
    into: dict[tuple[int, int], float] = {}
    left: dict[Flow, float] = {}
    right: dict[Flow, float] = {}
    for flow in sorted(river.flows, key=lambda one: order[one.after][one.target]):
        left[flow] = out.get((flow.before, flow.source), 0.0)
        out[flow.before, flow.source] = left[flow] + flow.share
    for flow in sorted(river.flows, key=lambda one: order[one.before][one.source]):
        right[flow] = into.get((flow.after, flow.target), 0.0)
        into[flow.after, flow.target] = right[flow] + flow.share
    return [(flow, (left[flow], right[flow])) for flow in river.flows]


def _band(
    flow: Flow,
    places: dict[int, dict[int, tuple[float, float, float]]],
    offsets: tuple[float, float],
    scale: dict[int, float],
) -> str:
    x1, y1, _ = places[flow.before][flow.source]
    x2, y2, _ = places[flow.after][flow.target]
    x1 += BAR
    y1 += offsets[0] * scale[flow.before]
    y2 += offsets[1] * scale[flow.after]
    tall, far, half = flow.share * scale[flow.before], flow.share * scale[flow.after], (x1 + x2) / 2
    return (
        f'<path d="M{x1:.2f} {y1:.2f}C{half:.2f} {y1:.2f} {half:.2f} {y2:.2f} {x2:.2f} {y2:.2f}'
        f"L{x2:.2f} {y2 + far:.2f}C{half:.2f} {y2 + far:.2f} {half:.2f} {y1 + tall:.2f} {x1:.2f} {y1 + tall:.2f}z"
        f'" fill="{PALE}" fill-opacity="0.62"/>'
    )


def _river_told(river: River, chosen: int) -> str:
    bank = next((one for one in river.banks if one.segments == chosen), river.banks[-1])
    ends = {"first": fixed(river.banks[0].segments), "last": fixed(river.banks[-1].segments)}
    if not bank.stability:
        return say("Where people go from {first} to {last} segments.", **ends)
    listed = ", ".join(
        f"{palette.identity(at).letter} {fixed(value, 2)}" for at, value in enumerate(bank.stability, 1)
    )
    return say(
        "Where people go with each segment more, from {first} to {last}. Of the {count} segments, together before: {told}.",
        count=fixed(chosen), told=listed, **ends,
    )  # fmt: skip


def gorge_chart(gorge: Gorge, *, width: float, height: float) -> Markup:
    """How many people have which similarity with one segment: its members in colour, others grey."""
    whole = [own + other for own, other in zip(gorge.members, gorge.others, strict=True)]
    frame = Frame(width, height, 4, 4, 4, 13, (0.0, 1.0), (0.0, max([*whole, 0.01])))
    own = palette.identity(gorge.segment)
    parts = []
    for at, (members, others) in enumerate(zip(gorge.members, gorge.others, strict=True)):
        x, right = frame.x(gorge.edges[at]) + 0.3, frame.x(gorge.edges[at + 1]) - 0.3
        base, middle, top = frame.y(0), frame.y(members), frame.y(members + others)
        for low, high, fill in ((base, middle, own.base), (middle, top, PALE)):
            if low - high > 0.01:
                parts.append(
                    f'<rect x="{x:.2f}" y="{high:.2f}" width="{right - x:.2f}" height="{low - high:.2f}" fill="{fill}"/>'
                )
    parts.append(line(frame.left, frame.y(0), width - frame.right, frame.y(0), look().ink, 0.8))
    parts.append(dot(frame.x(0), frame.y(0), 0.9, look().ink))
    parts.append(words(frame.x(0), height - 4, say("far"), size=5.8, anchor="start"))
    parts.append(words(frame.x(1), height - 4, say("near"), size=5.8, anchor="end"))
    between = sum(value for value, low in zip(whole, gorge.edges[:-1], strict=True) if 0.2 <= low < 0.8)
    return svg(
        width,
        height,
        say(
            "Similarity of everybody with segment {letter}: {share} of people are neither near ({near} and more) nor far (below {far}).",
            letter=own.letter,
            share=percent(between),
            near=coefficient(0.8, 1),
            far=coefficient(0.2, 1),
        ),
        parts,
    )
