"""Reverse-keyed items turned round, so that more always means more of the construct."""

from __future__ import annotations

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
    answers = table[[item.id for item in questionnaire.attitudes]].astype(float).copy()
    turned = []
    for item in questionnaire.attitudes:
        if item.reverse and item.scale is not None:
            answers[item.id] = item.scale.lowest + item.scale.highest - answers[item.id]
            turned.append(item.id)
    return answers, tuple(turned)
