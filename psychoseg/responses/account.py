"""The account of an ingest: what came in, what is used, what was set aside and by which rule, and what was done."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.carelessness import INDICES, signs
from psychoseg.responses.doubts import doubts
from psychoseg.responses.model import Responses, Source
from psychoseg.responses.narrow import among
from psychoseg.responses.quality import counted_out
from psychoseg.responses.themes import Theme, Themes

SCHEMA = "psychoseg/ingest/1"
MANY_AT_AN_END = 0.15
"""Share of people at the very end of a scale from which it no longer tells them apart; Terwee et al. (2007)."""

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Count:
    """One answer and how many gave it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemAccount:
    """One item among the people used.

    Parameters
    ----------
    item, text, type : str
    states : dict of str to int
        People in each state of :data:`psychoseg.responses.missing.STATES` that occurs.
    distribution : tuple of Count
        For closed items; options of a multiple choice may add up to more than the people answering.
    summary : dict of str to float
        For numbers: least, quarter, middle, three_quarters, most and mean.
    floor, ceiling : float, optional
        Share of answers at the lowest and highest code of a scale, 0 to 1.
    strays : int
        Answers in the file of people whom routing does not ask.
    """

    item: str
    text: str
    type: str
    states: dict[str, int]
    distribution: tuple[Count, ...] = ()
    summary: dict[str, float] = field(default_factory=dict)
    floor: float | None = None
    ceiling: float | None = None
    strays: int = 0


@dataclass(frozen=True, slots=True)
class ScaleAccount:
    """One construct: people who answered all of its items, and the shares of them at its very ends."""

    construct: str
    items: int
    people: int
    floor: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class IndexAccount:
    """One index of careless answering over everybody who finished: for whom it is defined, and its spread."""

    index: str
    unit: str
    careless: str
    defined: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class SignAccount:
    """One sign of careless answers: people who show it, and those of them no rule set aside."""

    sign: str
    people: int
    used: int


@dataclass(frozen=True, slots=True)
class Matched:
    """One column of the questionnaire, where it was found, by what sign and how alike the wordings are."""

    column: str
    source: str
    how: str
    score: float


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that happened between the file and the answers used.

    Parameters
    ----------
    rows, used : int
        Rows of people in the file, and those left to analyse: ``rows`` equals ``used`` and all of
        ``excluded`` together, or there is no account.
    excluded : dict of str to int
        People each rule took, each counted under the first that applies.
    hits : dict of str to int
        People each rule applies to, whatever else does.
    overlaps : dict of str to int
        People by the whole set of rules that apply to them, where that is more than one.
    themes : tuple of Theme
        What written answers are about.
    empty_texts : dict of str to int
        By open item, the answers that say nothing.
    signs : tuple of SignAccount
        Signs of careless answers that anybody shows; the last counts people with any of them.
    """

    wave: str
    source: Source
    rows: int
    used: int
    excluded: dict[str, int]
    hits: dict[str, int]
    overlaps: dict[str, int]
    matches: tuple[Matched, ...]
    items: tuple[ItemAccount, ...]
    scales: tuple[ScaleAccount, ...]
    indices: tuple[IndexAccount, ...]
    weighting: str
    deff: float
    personal: tuple[str, ...]
    drift: tuple[str, ...]
    changes: tuple[str, ...]
    caveats: tuple[str, ...]
    themes: tuple[Theme, ...] = ()
    empty_texts: dict[str, int] = field(default_factory=dict)
    signs: tuple[SignAccount, ...] = ()
    schema: str = SCHEMA


def account_of(responses: Responses, questionnaire: Questionnaire, themes: Themes | None = None) -> Account:
    """The account of one wave.

    Raises
    ------
    RuntimeError
        Where rows in are not rows used and rows excluded: a fault of psychoseg, never of the file.
    """
    excluded = counted_out(responses.exclusions)
    used = len(responses.index)
    if responses.rows != used + sum(excluded.values()):
        raise RuntimeError(f"{responses.rows} rows do not add up: {used} used, {excluded}")
    hits, overlaps = _rules(responses.exclusions)
    return Account(
        wave=responses.wave.id,
        source=responses.source,
        rows=responses.rows,
        used=used,
        excluded=excluded,
        hits=hits,
        overlaps=overlaps,
        matches=tuple(
            Matched(one.column, one.source, one.how, one.score) for one in responses.mapping.matches
        ),
        items=tuple(
            _item(item, responses) for item in questionnaire.items if item.id in responses.held.states
        ),
        scales=tuple(_scales(responses, questionnaire)),
        indices=tuple(_indices(responses.evidence)),
        weighting=responses.weighting.words,
        deff=responses.weighting.deff,
        personal=tuple(f"{name} ({kind})" for name, kind in responses.mapping.personal),
        drift=responses.drift,
        changes=(*responses.changes, *(themes.notes if themes is not None else ())),
        caveats=(*responses.caveats, *doubts(responses.held.answers)),
        themes=themes.themes if themes is not None else (),
        empty_texts=themes.empty if themes is not None else {},
        signs=tuple(_signs(responses, len(questionnaire.attitudes))),
    )


def _rules(exclusions: pd.DataFrame) -> tuple[dict[str, int], dict[str, int]]:
    pairs = exclusions[["respondent", "rule"]].drop_duplicates()
    hits = {str(rule): int(count) for rule, count in pairs["rule"].value_counts().items()}
    several = pairs[pairs["respondent"].duplicated(keep=False)]
    sets = several.groupby("respondent")["rule"].agg(lambda rules: " + ".join(sorted(rules)))
    together = sets.value_counts()
    return hits, {str(rules): int(count) for rules, count in together.items()}


def _item(item: Item, responses: Responses) -> ItemAccount:
    states = responses.held.states[item.id].value_counts()
    raw = _raw_answers(item, responses)
    scale = item.scale
    ends = raw[item.id].dropna().astype(float) if scale is not None else pd.Series(dtype=float)
    return ItemAccount(
        item.id,
        item.text,
        item.type,
        {str(state): int(count) for state, count in states.items() if count},
        _distribution(item, raw),
        _summary(raw[item.id].astype(float).dropna()) if item.type == "numeric" and item.id in raw else {},
        float((ends == scale.lowest).mean()) if scale is not None and len(ends) else None,
        float((ends == scale.highest).mean()) if scale is not None and len(ends) else None,
        len(responses.strays.get(item.id, ())),
    )


def _raw_answers(item: Item, responses: Responses) -> pd.DataFrame:
    """The answers to an item in its own direction."""
    if item.construct and item.scale is not None:
        turned = responses.held.answers[item.id].to_frame()
        return item.scale.lowest + item.scale.highest - turned if item.reverse else turned
    table = responses.held.open if item.type == "open" else responses.held.profile
    return table.some(name for name in item.columns if name in table)


def _distribution(item: Item, raw: pd.DataFrame) -> tuple[Count, ...]:
    if item.type in {"multiple", "price"}:
        labels = [option.label for option in item.options] or [
            f"{step:g} {item.unit}".strip() for step in item.steps
        ]
        return tuple(
            Count(name.removeprefix(f"{item.id}_"), label, int((raw[name] == 1).sum()))
            for name, label in zip(item.columns, labels, strict=True)
        )
    if item.type not in {"likert", "single", "nps"}:
        return ()
    counts = raw[item.id].dropna().value_counts()
    if counts.index.dtype.kind == "f":
        counts.index = counts.index.astype(int).astype(str)
    labels_of = {str(code): label for code, label in item.scale.labels} if item.scale else {option.code: option.label for option in item.options}  # fmt: skip
    return tuple(Count(code, labels_of.get(code, ""), int(counts.get(code, 0))) for code in item.codes)


def _summary(numbers: pd.Series) -> dict[str, float]:
    if numbers.empty:
        return {}
    names = ("least", "quarter", "middle", "three_quarters", "most")
    points = np.quantile(numbers, [0, 0.25, 0.5, 0.75, 1])
    return {
        **{name: float(point) for name, point in zip(names, points, strict=True)},
        "mean": float(numbers.mean()),
    }


def _scales(responses: Responses, questionnaire: Questionnaire) -> list[ScaleAccount]:
    found = []
    for construct in questionnaire.constructs:
        items = [item for item in questionnaire.measured_by(construct.id) if item.scale is not None]
        answers = responses.held.answers.some(item.id for item in items).dropna()
        if not items or answers.empty:
            continue
        least = np.array([item.scale.lowest for item in items if item.scale is not None])
        most = np.array([item.scale.highest for item in items if item.scale is not None])
        values = answers.to_numpy()
        floor, ceiling = (values == least).all(axis=1).mean(), (values == most).all(axis=1).mean()
        found.append(ScaleAccount(construct.id, len(items), len(answers), float(floor), float(ceiling)))
    return found


def _signs(responses: Responses, items: int) -> list[SignAccount]:
    shown = signs(responses.evidence, items)
    used = among(shown.index, responses.index)
    found = [
        SignAccount(str(kind), int(shown[kind].sum()), int(shown.loc[used, kind].sum()))
        for kind in shown.columns
        if shown[kind].any()
    ]
    if len(found) > 1:
        any_sign = shown.any(axis=1)
        found.append(SignAccount("any of these", int(any_sign.sum()), int(any_sign[used].sum())))
    return found


def _indices(evidence: pd.DataFrame) -> list[IndexAccount]:
    found = []
    for index in INDICES:
        values = evidence[index.name].dropna() if index.name in evidence else pd.Series(dtype=float)
        if len(values):
            low, middle, high = (
                float(value) for value in np.quantile(values.astype(float), [0.05, 0.5, 0.95])
            )
            found.append(IndexAccount(index.name, index.unit, index.careless, len(values), low, middle, high))
    return found
