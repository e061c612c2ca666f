"""Who did not answer with care, each set aside by a rule that is written in the study and printed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from psychoseg.plan import Exclusions
from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.carelessness import longest_string, missingness
from psychoseg.responses.carelessness.index import STRETCH
from psychoseg.responses.cuts import CUTS, cut_off
from psychoseg.responses.narrow import repeated
from psychoseg.responses.readers import RawTable

PREVIEW, UNFINISHED, SCREENED = "preview or spam", "unfinished", "screened out"
ATTENTION, SPEED, STRAIGHT, UNANSWERED, REPEATED = (
    "failed the attention check",
    "answered too fast",
    "gave one answer throughout",
    "left too much unanswered",
    "repeated respondent",
)
FEWEST_ON_A_SCALE = 5
"""Statements on one scale from which one answer throughout is a sign."""

ORDER = (
    PREVIEW,
    SCREENED,
    UNFINISHED,
    REPEATED,
    ATTENTION,
    SPEED,
    STRAIGHT,
    UNANSWERED,
    *(cut.rule for cut in CUTS),
)
"""Rules in the order people are counted out; a person is counted under the first that applies."""


def excluded(
    raw: RawTable,
    table: pd.DataFrame,
    questionnaire: Questionnaire,
    rules: Exclusions,
    evidence: pd.DataFrame,
) -> tuple[pd.DataFrame, list[str]]:
    """Every rule every row hits.

    Parameters
    ----------
    raw : RawTable
        For the platform's own marks and the time taken.
    table : DataFrame, respondents × columns
        Coded answers in their raw direction.
    questionnaire : Questionnaire
    rules : Exclusions
    evidence : DataFrame, lines × indices
        What the indices of careless answering say of everybody the platform did not mark.

    Returns
    -------
    hits : DataFrame
        Columns ``line``, ``rule``, ``detail``; a row of the file that hits two rules stands twice.
    notes : list of str
        Rules that were asked for and could not be applied.
    """
    hits: list[pd.DataFrame] = [_platform(raw), _repeated(raw)]
    usable = raw.set_aside == ""
    if rules.attention:
        for item in questionnaire.with_role("attention"):
            answer = table.loc[usable, item.id]
            failed = answer.astype("str") != item.expected
            hits.append(
                _hits(answer.index[failed], ATTENTION, f"answered {item.id} otherwise than {item.expected}")
            )
    if rules.speed and raw.seconds is not None:
        seconds = raw.seconds[usable]
        median = float(seconds[seconds > 0].median())
        fast = seconds.index[(seconds > 0) & (seconds < rules.speed * median)]
        hits.append(_hits(fast, SPEED, f"under {rules.speed:.2f} of the median {median:.0f} seconds"))
    attitudes = questionnaire.attitudes
    if rules.straight and len(attitudes) > 1:
        runs = _longest_runs(table, usable, attitudes, evidence)
        hits.append(
            _hits(
                runs.index[runs > rules.straight],
                STRAIGHT,
                f"one run over more than {rules.straight:.0%} of the statements on one scale",
            )
        )
    if attitudes:
        blank = (
            evidence["missingness"]
            if "missingness" in evidence
            else missingness(table.loc[usable, [item.id for item in attitudes]])
        )
        left = blank.index[(blank > rules.unanswered) | (blank == 1)]
        hits.append(_hits(left, UNANSWERED, f"more than {rules.unanswered:.0%} of the attitude items"))
    beyond, notes = cut_off(evidence, rules, len(attitudes))
    found = [entry for entry in (*hits, beyond) if len(entry)]
    return pd.concat(found or [_hits([], "", "")], ignore_index=True), notes


def counted_out(exclusions: pd.DataFrame) -> dict[str, int]:
    """How many people each rule took, each person counted under the first rule that applies.

    ``exclusions`` has the columns ``respondent`` and ``rule``; the counts add up to the people excluded.
    """
    ranks = {rule: rank for rank, rule in enumerate(ORDER)}
    order = exclusions["rule"].map(ranks).sort_values(kind="stable").index
    counts = exclusions.loc[order].drop_duplicates("respondent")["rule"].value_counts()
    return {rule: int(counts[rule]) for rule in ORDER if rule in counts}


def _longest_runs(
    table: pd.DataFrame, usable: pd.Series, attitudes: tuple[Item, ...], evidence: pd.DataFrame
) -> pd.Series:
    """The longest run as a share of the statements on its scale, the largest over scales."""
    scales = {item.scale.id: item.scale for item in attitudes if item.scale is not None}
    shares = []
    for name in scales:
        columns = [item.id for item in attitudes if item.scale is not None and item.scale.id == name]
        if len(columns) < FEWEST_ON_A_SCALE:
            continue
        if len(columns) == len(attitudes) and "longest_string" in evidence:
            runs = evidence["longest_string"]
        else:
            runs = pd.concat([longest_string(part[columns]) for part in _some(table)])[usable]
        shares.append(runs / len(columns))
    return pd.concat(shares, axis=1).max(axis=1) if shares else pd.Series(0.0, index=table.index[usable])


def _some(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """A table a stretch at a time; at least one, however short."""
    for start in range(0, max(len(table), 1), STRETCH):
        yield table.iloc[start : start + STRETCH]


def _platform(raw: RawTable) -> pd.DataFrame:
    marked = raw.set_aside[raw.set_aside != ""]
    return pd.DataFrame(
        {"line": marked.index, "rule": marked.to_numpy(), "detail": "marked so by the platform"}
    )


def _repeated(raw: RawTable) -> pd.DataFrame:
    """Rows whose id stands on an earlier line, and whether they say the same."""
    if raw.respondent is None:
        return _hits([], REPEATED, "")
    twice = raw.respondent.index[(raw.respondent != "") & repeated(raw.respondent)]
    if not len(twice):
        return _hits([], REPEATED, "")
    first = raw.respondent.drop_duplicates()
    line_of = pd.Series(first.index, index=first.to_numpy())
    earlier = raw.cells.loc[line_of[raw.respondent[twice]].to_numpy()].to_numpy()
    same = (earlier == raw.cells.loc[twice].to_numpy()).all(axis=1)
    return pd.concat(
        [
            _hits(twice[same], REPEATED, "an id that stands on an earlier line, with the same answers"),
            _hits(twice[~same], REPEATED, "an id that stands on an earlier line, with other answers"),
        ],
        ignore_index=True,
    )


def _hits(lines: object, rule: str, detail: str) -> pd.DataFrame:
    found = list(lines)  # type: ignore[call-overload]
    return pd.DataFrame({"line": pd.Series(found, dtype="int64"), "rule": rule, "detail": detail})
