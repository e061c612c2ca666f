"""Who is analysed: everybody no rule took, weighted; and everybody after all, to see what the rules changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from psychoseg.errors import ResponsesError
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.carelessness import doubt
from psychoseg.responses.customers import Known
from psychoseg.responses.held import Held, Kept
from psychoseg.responses.model import Responses
from psychoseg.responses.privacy.answers import names_somebody
from psychoseg.responses.quality import PREVIEW, REPEATED, UNFINISHED
from psychoseg.responses.weighting import HEAVY, TOO_HEAVY, read_weights, weigh
from psychoseg.responses.weighting.margins import CROSSED


@dataclass(frozen=True, eq=False)
class Parts:
    """What is known of every row, whoever is set aside: answers, their states, names and given weights."""

    table: pd.DataFrame
    states: pd.DataFrame
    respondents: pd.Series
    weighed: pd.Series | None
    customers: Known


def used_of(
    read: Responses, parts: Parts, hits: pd.DataFrame, questionnaire: Questionnaire, plan: Plan, name: str
) -> Responses:
    """The responses of everybody no rule took, weighted."""
    exclusions = pd.DataFrame(
        {
            "respondent": parts.respondents.array[_places(parts.table.index, hits["line"])],
            "rule": hits["rule"],
            "detail": hits["detail"],
        }
    )
    rows = ~parts.table.index.isin(hits["line"])
    if not rows.any():
        rules = ", ".join(f"{count} {rule}" for rule, count in exclusions["rule"].value_counts().items())
        raise ResponsesError(f"Nobody of the {read.rows} rows of {name} is left to analyse: {rules}.")
    people = called(parts.respondents, rows)
    given = None if parts.weighed is None else read_weights(parts.weighed[rows], name)
    asked = tuple(part for margin, _ in plan.margins for part in margin.split(CROSSED) if part in parts.table)
    weights, weighting = weigh(
        Kept(parts.table, rows, people, tuple(dict.fromkeys(asked))).frame,
        questionnaire,
        plan.margins,
        given=None if given is None else given.set_axis(people),
        bounds=plan.bounds,
        largest=plan.largest_weight,
    )
    return replace(
        read,
        held=_held(parts, rows, people, questionnaire),
        weights=weights,
        exclusions=exclusions,
        weighting=weighting,
        changes=(*read.changes, *weighting.notes),
        caveats=(*_caveats(weighting.deff), *doubt(read.evidence, people, len(questionnaire.attitudes))),
        customers=parts.customers.of(parts.table.index[rows], people),
    )


def _places(index: pd.Index, lines: pd.Series) -> np.ndarray:
    """Where some lines stand in an index that holds each once."""
    order = np.argsort(index.to_numpy(), kind="stable")
    return np.asarray(order[np.searchsorted(index.to_numpy(), lines.to_numpy(), sorter=order)])


def called(respondents: pd.Series, rows: np.ndarray) -> pd.Index:
    """What some of the people are called."""
    found: pd.Index = pd.Index(respondents.array[rows], name="respondent", dtype="str")
    return found


def _held(parts: Parts, rows: np.ndarray, people: pd.Index, questionnaire: Questionnaire) -> Held:
    """The tables of some of the people."""
    table, attitudes, items = parts.table, questionnaire.attitudes, questionnaire.items
    turned = {
        item.id: item.scale.lowest + item.scale.highest
        for item in attitudes
        if item.reverse and item.scale is not None
    }
    closed = [
        column
        for item in items
        if not item.construct and item.type != "open" and not names_somebody(item)
        for column in item.columns
    ]
    quoted = [item.id for item in items if item.type == "open" and item.quote and not item.personal]
    written = [item.id for item in items if item.type == "open"]
    agreed = _agreed(table, questionnaire)[rows]
    return Held(
        Kept(table, rows, people, tuple(item.id for item in attitudes), turned=turned),
        Kept(table, rows, people, tuple(closed)),
        Kept(table, rows, people, tuple(quoted), written=True, shown=agreed),
        Kept(table, rows, people, tuple(written), written=True),
        Kept(parts.states, rows, people, tuple(map(str, parts.states.columns)), as_held=True),
    )


def _agreed(table: pd.DataFrame, questionnaire: Questionnaire) -> np.ndarray:
    """Who agreed to be quoted; nobody where nobody was asked."""
    consents = questionnaire.with_role("consent")
    agreed = np.full(len(table), bool(consents))
    for item in consents:
        agreed &= (table[item.id] == item.options[0].code).to_numpy()
    return agreed


def everyone_of(
    read: Responses, parts: Parts, hits: pd.DataFrame, questionnaire: Questionnaire, plan: Plan, name: str
) -> Responses | None:
    """The same with everybody the quality rules took, to see what that changed; None where they took nobody."""
    attitudes = [item.id for item in questionnaire.attitudes]
    there = np.zeros(len(parts.table), dtype=bool)
    for name_of in attitudes:
        there |= parts.table[name_of].notna().to_numpy()
    blank = parts.table.index[~there]
    firm = hits["rule"].isin([PREVIEW, UNFINISHED, REPEATED]) | hits["line"].isin(blank)
    if not plan.refit or firm.all():
        return None
    try:
        return used_of(read, parts, hits[firm], questionnaire, plan, name)
    except ResponsesError:
        return None  # somebody set aside has no weight or belongs to no category: there is nothing to compare


def _caveats(deff: float) -> tuple[str, ...]:
    if deff > TOO_HEAVY:
        return (
            f"The weights are very uneven (design effect {deff:.2f}): the sample is far from the population it should stand for.",
        )
    if deff > HEAVY:
        return (f"The weights are uneven (design effect {deff:.2f}), so intervals are wide.",)
    return ()
