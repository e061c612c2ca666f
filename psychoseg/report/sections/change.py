"""Wave on wave: what moved between two waves measured by one yardstick, and whether the yardstick held."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.report.data import Change, ReportData, ShareChange
from psychoseg.report.format import (
    bases,
    coefficient,
    fixed,
    interval,
    percent,
    place,
    points,
    probability,
    shown,
    span,
)
from psychoseg.report.heard import all_told, told
from psychoseg.report.language import say
from psychoseg.report.rows import Tick
from psychoseg.report.sections.page import Page, Section
from psychoseg.segments.anew import Anew
from psychoseg.segments.matching import PART

SAME, SIMILAR = 0.95, 0.85  # Lorenzo-Seva & ten Berge (2006)
EXPECTED_POOR_FIT = 0.01  # one in a hundred of the first wave, by construction


@dataclass(frozen=True, slots=True)
class Moved:
    """One segment then and now, both on one track."""

    number: int
    name: str
    before: str
    before_interval: str
    after: str
    after_interval: str
    before_dot: float
    before_low: float
    before_width: float
    after_dot: float
    after_low: float
    after_width: float
    difference: str
    difference_interval: str
    verdict: str
    sure: bool
    p_value: str


@dataclass(frozen=True, slots=True)
class Held:
    """How well one factor was found again."""

    name: str
    value: str
    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Became:
    """Where the people of one segment would be, were segments formed anew."""

    number: int
    name: str
    fate: str
    parts: str


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What the change pages say."""

    headline: str
    before: str
    after: str
    rows: tuple[Moved, ...]
    ticks: tuple[Tick, ...]
    base: str
    congruence: tuple[Held, ...]
    congruence_note: str
    fit: str
    comparable: str
    warning: bool
    notes: tuple[str, ...]
    anew: str
    anew_rows: tuple[Became, ...]
    anew_said: tuple[str, ...]
    anew_note: str


def build(data: ReportData) -> Page | None:
    """The change, where a later wave was measured."""
    change = data.change
    if change is None:
        return None
    level = data.settings.level
    top = (
        max(0.3, *(end for one in change.shares for end in (one.before.high or 0.0, one.after.high or 0.0)))
        if change.shares
        else 0.3
    )
    step = 0.1 if top <= 0.5 else 0.2
    worst = min((value for _, value in change.congruence), default=1.0)
    page = ChangePage(
        headline=_headline(change, level),
        before=change.before_wave,
        after=change.after_wave,
        rows=tuple(_moved(one, top, level) for one in change.shares),
        ticks=tuple(
            Tick(place(number * step, 0, top), fixed(100 * number * step))
            for number in range(int(top / step + 1e-9) + 1)
        ),
        base=_base(change),
        congruence=tuple(
            Held(name, coefficient(value), place(value, 0.5, 1), _held(value))
            for name, value in change.congruence
        ),
        congruence_note=say(
            "Congruence of a new factor analysis with the frozen one (Tucker). From {same} a factor is the same, from {similar} fairly similar.",
            same=coefficient(SAME), similar=coefficient(SIMILAR),
        ),
        fit=say(
            "{share} of the new respondents lie farther from every segment than {most} of the first wave did from theirs; {expected} would if nothing had changed.",
            share=percent(change.poor_fit), most=percent(1 - EXPECTED_POOR_FIT), expected=percent(EXPECTED_POOR_FIT),
        ),
        comparable=_comparable(worst),
        warning=worst < SIMILAR,
        notes=change.notes,
        anew=told(change.anew.words) if change.anew else "",
        anew_rows=tuple(_became(change.anew, one) for one in change.shares) if change.anew else (),
        anew_said=all_told(change.anew.said) if change.anew else (),
        anew_note=say("A diagnosis only: the shares above are measured by the frozen segments. Parts: share of the segment's people in each of the wave's own segments (by number), from a quarter on."),
    )  # fmt: skip
    return Page(
        "change",
        say("What changed"),
        say("{before} to {after}", before=change.before_wave, after=change.after_wave),
        page,
    )


def _headline(change: Change, level: float) -> str:
    moved = [one for one in change.shares if one.p_value < level]
    if not moved:
        return say("No segment's share has changed beyond chance")
    largest = max(moved, key=lambda one: abs(one.difference.value or 0.0))
    facts = {"segment": largest.name, "before": shown(largest.before), "after": shown(largest.after)}
    if (largest.difference.value or 0.0) > 0:
        return say("{segment} grew, from {before} to {after}", **facts)
    return say("{segment} shrank, from {before} to {after}", **facts)


def _moved(one: ShareChange, top: float, level: float) -> Moved:
    before, after = (
        _marks(one.before.value, one.before.low, one.before.high, top),
        _marks(one.after.value, one.after.low, one.after.high, top),
    )
    low, high = one.difference.low, one.difference.high
    return Moved(
        one.number, one.name, shown(one.before), interval(one.before), shown(one.after), interval(one.after), *before, *after,
        points(one.difference.value or 0.0), span(100 * low, 100 * high) if low is not None and high is not None else "",
        one.verdict, one.p_value < level, probability(one.p_value),
    )  # fmt: skip


def _marks(
    value: float | None, low: float | None, high: float | None, top: float
) -> tuple[float, float, float]:
    middle = value or 0.0
    start, end = (
        place(middle if low is None else low, 0, top),
        place(middle if high is None else high, 0, top),
    )
    return place(middle, 0, top), start, round(end - start, 2)


def _base(change: Change) -> str:
    if not change.shares:
        return ""
    first = change.shares[0]
    return say(
        "{before}: {before_bases}. {after}: {after_bases}. Tests adjusted over all segments (Holm). Shares may not sum to 100.",
        before=change.before_wave, before_bases=bases(first.before), after=change.after_wave, after_bases=bases(first.after),
    )  # fmt: skip


def _became(anew: Anew, one: ShareChange) -> Became:
    at = one.number
    parts = [part for part in anew.parts if part.old == at and part.of_old >= PART]
    kept = {old: value for old, _, value in anew.matched}
    fate = (
        say("split") if at in {old for old, _ in anew.split}
        else say("merged") if at in {old for olds, _ in anew.merged for old in olds}
        else say("the same ({likeness})", likeness=fixed(kept[at], 2)) if at in kept
        else say("gone") if at in anew.gone
        else say("in part")
    )  # fmt: skip
    listed = ", ".join(
        say("{share} in {segment}", share=percent(part.of_old), segment=fixed(part.new)) for part in parts
    )
    return Became(at, one.name, fate, listed or say("scattered"))


def _held(value: float) -> str:
    return (
        say("the same")
        if value >= SAME
        else say("fairly similar")
        if value >= SIMILAR
        else say("not the same")
    )


def _comparable(worst: float) -> str:
    if worst >= SAME:
        return say("The waves are comparable: every factor was found again.")
    if worst >= SIMILAR:
        return say("The waves are comparable with care: not every factor came back the same.")
    return say(
        "The waves are only partly comparable: at least one factor did not come back. Read the differences as hints."
    )


CHANGE = Section("change", build)
