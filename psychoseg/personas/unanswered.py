"""Who did not answer: where one segment leaves a question out far more than the others, its figures are doubtful."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from psychoseg.personas.profile import NOT_PROFILED
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses
from psychoseg.responses.missing import ANSWERED, NOT_SHOWN
from psychoseg.stats.effects import difference_p
from psychoseg.stats.multiplicity import holm

APART = 0.1
"""Shares of missing answers this far from the total can move a segment's figures."""
LEVEL = 0.05


def uneven_answers(
    responses: Responses, questionnaire: Questionnaire, segments: pd.Series, names: Sequence[str]
) -> tuple[str, ...]:
    """A caveat for each question that a segment left unanswered far more or less often than everybody.

    Parameters
    ----------
    responses : Responses
        Its states tell who was asked: people whom routing kept away do not count.
    questionnaire : Questionnaire
    segments : Series, respondents
        From 1; 0 for people in none.
    names : sequence of str
        What each segment is called.

    Returns
    -------
    tuple of str
        Each tested against all other people (Holm over all questions and segments, 5 %) and at least
        10 points from the share among everybody.

    Notes
    -----
    Answers that are missing by segment are not missing at random, so a share or mean over those who
    answered may be another than the segment's; Little, R. & Rubin, D. (2019), *Statistical Analysis
    with Missing Data*, 3rd ed.
    """
    rows: list[tuple[str, int, float, float, float]] = []
    for item in questionnaire.items:
        if (
            item.construct
            or item.type == "open"
            or item.role in NOT_PROFILED
            or item.id not in responses.states
        ):
            continue
        states = responses.states.loc[segments.index, item.id]
        missing = (states != ANSWERED).astype(float).where(states != NOT_SHOWN)
        weights = responses.weights[segments.index]
        for number in sorted(set(segments[segments > 0])):
            members = segments == number
            inside = _share(missing[members], weights[members])
            total = _share(missing, weights)
            if inside is not None and total is not None and 0 < total < 1:
                rows.append((item.name, int(number), inside, total, difference_p(missing, weights, members)))
    fair = holm([row[-1] for row in rows])
    far: dict[str, list[str]] = {}
    for (name, number, inside, total, _), p in zip(rows, fair, strict=True):
        if p < LEVEL and abs(inside - total) >= APART:
            far.setdefault(f"{name}: {total:.0%} of everybody gave no answer", []).append(
                f"{inside:.0%} of {names[number - 1]}"
            )
    return tuple(
        f"{told}, but {' and '.join(sides)}; figures there are of those who answered and may not hold for the segments."
        for told, sides in far.items()
    )


def _share(missing: pd.Series, weights: pd.Series) -> float | None:
    known = missing.notna()
    given = weights[known].sum()
    return float((missing[known] * weights[known]).sum() / given) if given > 0 else None
