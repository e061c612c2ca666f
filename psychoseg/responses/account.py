"""The account of an ingest: what came in, what is used, what was set aside and by which rule, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.carelessness import INDICES, signs
from psychoseg.responses.doubts import doubts
from psychoseg.responses.held import Kept
from psychoseg.responses.model import Responses, Source
from psychoseg.responses.narrow import among
from psychoseg.responses.quality import counted_out
from psychoseg.responses.themes import Theme, Themes
from psychoseg.stats.compiled import side_by_side

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
    held, scale = responses.held, item.scale
    states = sorted(held.states.counted(item.id).items(), key=lambda one: -one[1])
    counts = _counts(item, responses)
    numbers = {float(code): count for code, count in counts.items()} if scale is not None else {}
    answered = sum(numbers.values())
    return ItemAccount(
        item.id,
        item.text,
        item.type,
        {str(state): int(count) for state, count in states if count},
        _distribution(item, responses, counts),
        _summary(held.profile.narrow(item.id).to_numpy(dtype=float)) if item.type == "numeric" and item.id in held.profile else {},
        numbers.get(scale.lowest, 0) / answered if scale is not None and answered else None,
        numbers.get(scale.highest, 0) / answered if scale is not None and answered else None,
        len(responses.strays.get(item.id, ())),
    )  # fmt: skip


def _counts(item: Item, responses: Responses) -> dict[Any, int]:
    """How often each answer to an item was given, in the item's own direction; nothing for several columns and for texts."""
    if item.construct and item.scale is not None:
        counts = responses.held.answers.counted(item.id)
        ends = item.scale.lowest + item.scale.highest
        return {ends - value: count for value, count in counts.items()} if item.reverse else counts
    if item.type not in {"likert", "single", "nps"} or item.id not in responses.held.profile:
        return {}
    return responses.held.profile.counted(item.id)


def _distribution(item: Item, responses: Responses, counts: dict[Any, int]) -> tuple[Count, ...]:
    if item.type in {"multiple", "price"}:
        labels = [option.label for option in item.options] or [
            f"{step:g} {item.unit}".strip() for step in item.steps
        ]
        return tuple(
            Count(name.removeprefix(f"{item.id}_"), label, responses.held.profile.counted(name).get(1.0, 0))
            for name, label in zip(item.columns, labels, strict=True)
        )
    if item.type not in {"likert", "single", "nps"}:
        return ()
    by_code = {code if isinstance(code, str) else str(int(code)): count for code, count in counts.items()}
    labels_of = {str(code): label for code, label in item.scale.labels} if item.scale else {option.code: option.label for option in item.options}  # fmt: skip
    return tuple(Count(code, labels_of.get(code, ""), by_code.get(code, 0)) for code in item.codes)


def _summary(values: npt.NDArray[np.float64]) -> dict[str, float]:
    numbers = values[~np.isnan(values)]
    if not len(numbers):
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
        people = _complete(responses.held.answers, items)
        if people:
            at_ends = (_all_at(responses.held.answers, items, end) for end in ("lowest", "highest"))
            floor, ceiling = (count / people for count in at_ends)
            found.append(ScaleAccount(construct.id, len(items), people, floor, ceiling))
    return found


def _complete(answers: Kept, items: Sequence[Item]) -> int:
    """How many people answered all of some items."""
    gaps = [item.id for item in items if sum(answers.counted(item.id).values()) < len(answers)]
    there = np.full(len(answers), bool(items))
    for name in gaps:
        there &= answers.narrow(name).notna().to_numpy()
    return int(there.sum())


def _all_at(answers: Kept, items: Sequence[Item], end: str) -> int:
    """How many people gave the lowest, or the highest, answer to all of some items."""
    left: np.ndarray | slice = slice(None)
    for item in items:
        sought = getattr(item.scale, end)
        sought = answers.turned[item.id] - sought if item.id in answers.turned else sought
        held = answers.narrow(item.id).to_numpy()[left]
        narrow = held.dtype.type(sought)
        there = np.flatnonzero(held == narrow) if narrow == sought else np.zeros(0, dtype=np.int64)
        left = there if isinstance(left, slice) else left[there]
    return 0 if isinstance(left, slice) else len(left)


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
    measured = [index for index in INDICES if index.name in evidence]
    spreads = side_by_side(lambda index: _spread(evidence[index.name].to_numpy(dtype=float)), measured)
    return [
        IndexAccount(index.name, index.unit, index.careless, defined, *points)
        for index, (defined, points) in zip(measured, spreads, strict=True)
        if defined
    ]


def _spread(values: npt.NDArray[np.float64]) -> tuple[int, tuple[float, ...]]:
    """How many values there are, and the twentieth, the middle and the last twentieth of them."""
    defined = values[~np.isnan(values)]
    return len(defined), tuple(map(float, np.quantile(defined, [0.05, 0.5, 0.95]))) if len(defined) else ()
