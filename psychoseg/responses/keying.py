"""Reverse-keyed items turned round, so that more always means more of the construct."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.questionnaire import Questionnaire


def keyed(table: pd.DataFrame, questionnaire: Questionnaire) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The attitude answers of a table, reverse-keyed items turned on the scale's own range.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Coded answers in their raw direction.
    questionnaire : Questionnaire

    Returns
    -------
    answers : DataFrame, respondents × attitude items
    turned : tuple of str
        The items that were turned.

    Examples
    --------
    >>> from psychoseg.questionnaire import parse
    >>> asked = parse('''
    ... id: tea
    ... title: Tea
    ... scales: {agree: {1: No, 2: Neither, 3: Yes}}
    ... constructs: {calm: {high: calm, low: restless}}
    ... sections:
    ...   - id: you
    ...     items:
    ...       - {id: rush, text: I rush., type: likert, scale: agree, construct: calm, reverse: true}
    ... ''')
    >>> answers, turned = keyed(pd.DataFrame({"rush": [1, 2]}), asked)
    >>> answers["rush"].tolist(), turned
    ([3.0, 2.0], ('rush',))
    """
    attitudes = questionnaire.attitudes
    answers = together(table, [item.id for item in attitudes])
    turned = []
    for at, item in enumerate(attitudes):
        if item.reverse and item.scale is not None:
            answers[at] = item.scale.lowest + item.scale.highest - answers[at]
            turned.append(item.id)
    return pd.DataFrame(answers.T, index=table.index, columns=[item.id for item in attitudes]), tuple(turned)


def together(table: pd.DataFrame, columns: Sequence[str]) -> npt.NDArray[np.float64]:
    """Some columns of numbers as one array, columns × respondents.

    Examples
    --------
    >>> together(pd.DataFrame({"a": [1, 2], "b": [3, None]}), ["b", "a"]).tolist()
    [[3.0, nan], [1.0, 2.0]]
    """
    found = np.empty((len(columns), len(table)))
    for at, name in enumerate(columns):
        found[at] = table[name].to_numpy(dtype=float)
    return found
