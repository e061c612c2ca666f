"""Signs of careless answers, by kind: where each index is so far out that a reader should look."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from psychoseg.responses.narrow import among

HURRIED = 1 / 3
"""Of the median time: between the cuts of .3, .4 and .5 in Greszki, Meyer & Schoen (2015), *Public Opinion Quarterly* 79, 471-503."""
STRAIGHT, FEWEST = 0.75, 8
"""A run over this share of the items is a straight line, where there are at least so many."""
MANY = 0.1
"""The share of people with signs from which a reader is told; some honest people show one."""
PATTERN = 0.75
"""Autocorrelations above show a pattern with slips."""

_Tell = Callable[[pd.DataFrame, int], pd.Series]

_KINDS: dict[str, tuple[tuple[str, ...], _Tell]] = {
    "failed an attention check": (("failed_checks",), lambda of, _: of["failed_checks"] >= 1),
    "took under a third of the median time": (("speed",), lambda of, _: of["speed"] < HURRIED),
    "gave one answer nearly throughout": (
        ("longest_string",), lambda of, items: (of["longest_string"] >= STRAIGHT * items) & (items >= FEWEST),
    ),
    "answered in a pattern": (("patterned",), lambda of, _: (of["patterned"] == 1) | _winding(of)),
    "answered as if at random": (("random_answers",), lambda of, _: of["random_answers"] == 1),
    "gave exactly the answers of somebody else": (
        ("exact_duplicates",), lambda of, items: (of["exact_duplicates"] > 0) & (items >= _long_enough(len(of))),
    ),
    "wrote nothing that says anything": (("nonsense",), lambda of, _: of["nonsense"] == 1),
    "copied the question as the answer": (("copied_question",), lambda of, _: of["copied_question"] >= 1),
}  # fmt: skip


_NEEDED = frozenset(name for needs, _ in _KINDS.values() for name in needs) | {"autocorrelation"}


def signs(evidence: pd.DataFrame, items: int) -> pd.DataFrame:
    """Which kinds of signs each person shows.

    Parameters
    ----------
    evidence : DataFrame, respondents × indices
        From :func:`gather`.
    items : int
        How many attitude items there are.

    Returns
    -------
    DataFrame, respondents × kinds
        True where a person shows the sign; only kinds that could be measured.

    Notes
    -----
    One index for each kind of carelessness, since none sees all kinds: Meade, A. W. & Craig, S. B.
    (2012), *Psychological Methods* 17, 437-455. A sign is a reason to look at a row. Honest people
    show some: a person who is set aside should break a rule that was written down before.

    Examples
    --------
    >>> signs(pd.DataFrame({"speed": [0.2, 1.1], "longest_string": [12, 3]}), 12).sum().to_dict()
    {'took under a third of the median time': 1, 'gave one answer nearly throughout': 1}
    """
    return pd.DataFrame(
        {
            kind: tell(evidence, items).fillna(value=False).astype(bool)
            for kind, (needs, tell) in _KINDS.items()
            if all(name in evidence for name in needs)
        },
        index=evidence.index,
    )


def doubt(evidence: pd.DataFrame, used: pd.Index, items: int) -> tuple[str, ...]:
    """A caveat where many of the people who are analysed show signs of careless answers.

    Parameters
    ----------
    evidence : DataFrame, respondents × indices
    used : Index
        The respondents no rule set aside.
    items : int

    Examples
    --------
    >>> hurried = pd.DataFrame({"speed": [0.2] * 2 + [1.0] * 8})
    >>> doubt(hurried, hurried.index, 12)
    ('2 of 10 people who are analysed (20%) show signs of careless answers: 2 took under a third of the median time. No rule in study.yml sets them aside; evidence.parquet says who they are.',)
    """
    needed = [name for name in evidence.columns if name in _NEEDED]
    found = signs(evidence.loc[among(evidence.index, used), needed], items)
    people = int(found.any(axis=1).sum()) if len(found.columns) else 0
    if not people or people < MANY * len(used):
        return ()
    counts = found.sum().sort_values(ascending=False, kind="stable")
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return (
        f"{people} of {len(used)} people who are analysed ({people / len(used):.0%}) show signs of careless answers: {told}. "
        "No rule in study.yml sets them aside; evidence.parquet says who they are.",
    )


def _long_enough(people: int) -> float:
    """Items from which equal rows are a sign: the more people, the more of them give equal answers by chance."""
    return max(10.0, 5 * math.log10(max(people, 1)))


def _winding(of: pd.DataFrame) -> pd.Series:
    if "autocorrelation" not in of:
        return pd.Series(data=False, index=of.index)
    return (of["autocorrelation"] > PATTERN) & (of["autocorrelation"] < 1)
