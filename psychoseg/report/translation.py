"""A report's data with our own sentences in another language; what people wrote and were asked stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace

from psychoseg.personas.model import Persona
from psychoseg.personas.naming import MIDDLE, TOO_FEW
from psychoseg.report.data import (
    Change,
    Firmness,
    Grouping,
    Measurement,
    ReportData,
    Sample,
    Settings,
    ShareChange,
)
from psychoseg.report.findings import findings_told
from psychoseg.report.heard import all_told, told, value_told
from psychoseg.report.language import in_row, later, listed, names, say, tongue
from psychoseg.report.text import capital

MONTHS = (
    later("January"), later("February"), later("March"), later("April"), later("May"), later("June"), later("July"),
    later("August"), later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})")
_WORDS = re.compile(r"People in this group are more often (.+) than others\.")
_BLOCKS = re.compile(r" and (?=(?:factor scores|items|scale means)\b)")
_NUMBERED = re.compile(r"(.+) (\d+)")


def translated(data: ReportData) -> ReportData:
    """The data as the sections read it: every sentence that a stage made, in the language of the report."""
    if tongue().code == "en":
        return data
    made: list[Persona | ShareChange] = [*data.personas, *(data.change.shares if data.change else ())]
    names().update({one.name: name for one in made if (name := _name(one)) != one.name})
    return replace(
        data,
        cover=replace(data.cover, date=date_told(data.cover.date)),
        sample=_sample(data.sample),
        measurement=_measurement(data.measurement, _reasons(data)) if data.measurement else None,
        grouping=_grouping(data.grouping, _reasons(data)) if data.grouping else None,
        personas=tuple(_persona(one) for one in data.personas),
        audit=findings_told(data.audit),
        caveats=all_told(data.caveats),
        evidence=all_told(data.evidence),
        settings=_settings(data.settings),
        change=_change(data.change) if data.change else None,
        firmness=_firmness(data.firmness) if data.firmness else None,
    )


def date_told(date: str) -> str:
    """A date written out in English, as the report's language writes it; any other text as it is.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("es"):
    ...     date_told("3 March 2026"), date_told("May 2026"), date_told("Spring 2026")
    ('3 de marzo de 2026', 'mayo de 2026', 'Spring 2026')
    """
    found = _DATE.fullmatch(date)
    if found is None:
        return date
    month = {"month": say(found[2]), "year": found[3]}
    return say("{day} {month} {year}", day=found[1], **month) if found[1] else say("{month} {year}", **month)


def _name(one: Persona | ShareChange) -> str:
    """What a segment is called: its own name, or where we made it of words, those words listed in the language."""
    words = _WORDS.fullmatch(one.essence)
    if words is None:
        return _of_no_words(one.name)
    parts = re.split(", | and ", words[1])
    for many in (2, 3):
        made = parts[:many]
        plain = made[0] if len(made) == 1 else f"{', '.join(made[:-1])} and {made[-1]}"
        name, number = _without_number(one.name, capital(plain))
        if name == capital(plain):
            return capital(listed(made)) + number
    return one.name


def _without_number(name: str, plain: str) -> tuple[str, str]:
    found = _NUMBERED.fullmatch(name)
    return (found[1], f" {found[2]}") if found and found[1] == plain else (name, "")


def _of_no_words(name: str) -> str:
    for known in (MIDDLE, TOO_FEW):
        plain, number = _without_number(name, known)
        if plain == known:
            return value_told(plain) + number
    return value_told(name) if name.startswith("Marked by ") else name


def _persona(one: Persona) -> Persona:
    near = names().get(one.confidence.neighbour, one.confidence.neighbour)
    return replace(
        one,
        name=names().get(one.name, one.name),
        essence=told(one.essence),
        caveats=all_told(one.caveats),
        confidence=replace(one.confidence, neighbour=near),
    )


def _sample(one: Sample) -> Sample:
    return replace(
        one,
        fieldwork=date_told(one.fieldwork),
        steps=tuple(replace(step, label=told(step.label)) for step in one.steps),
        weighting=say("none") if one.weighting == "none" else told(one.weighting),
        missing_rule=told(one.missing_rule),
        changes=all_told(one.changes),
    )


def _reasons(data: ReportData) -> set[str]:
    """What a person gave as reasons for numbers of their own, which are theirs in whatever language."""
    return {value for name, value in data.settings.plan if name.endswith("reason")}


def _measurement(one: Measurement, given: set[str]) -> Measurement:
    votes = tuple((told(name), count, told(note)) for name, count, note in one.votes)
    return replace(one, votes=votes, reason=_reason(one.reason, given), method=told(one.method))


def _reason(reason: str, given: set[str]) -> str:
    return reason if reason in given else told(reason)


def _grouping(one: Grouping, given: set[str]) -> Grouping:
    return replace(
        one,
        method=told(one.method),
        basis=told(one.basis),
        reason=_reason(one.reason, given),
        structure_words=told(one.structure_words),
    )


def _firmness(one: Firmness) -> Firmness:
    votes = tuple(replace(vote, criterion=told(vote.criterion), rule=told(vote.rule)) for vote in one.votes)
    return replace(
        one,
        votes=votes,
        verdict=told(one.verdict),
        apart=replace(one.apart, source=told(one.apart.source)) if one.apart else None,
        sensitivity=replace(
            one.sensitivity,
            alternatives=tuple(replace(way, name=told(way.name)) for way in one.sensitivity.alternatives),
        )
        if one.sensitivity
        else None,
    )


def _change(one: Change) -> Change:
    shares = tuple(
        replace(share, name=names().get(share.name, share.name), verdict=told(share.verdict))
        for share in one.shares
    )
    return replace(one, shares=shares, notes=all_told(one.notes))


def _settings(one: Settings) -> Settings:
    return replace(one, plan=tuple((told(name), _chosen(name, value)) for name, value in one.plan))


def _chosen(name: str, value: str) -> str:
    """What the plan says of one choice; what forms the segments is one block or several."""
    if name != "segments from":
        return value if name.endswith("reason") else value_told(value)
    return in_row(value_told(block) for block in _BLOCKS.split(value))
