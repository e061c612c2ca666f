"""Which category of a margin each respondent is in: a code, a band of a number, or several crossed."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, did_you_mean
from psychoseg.plan import Margin
from psychoseg.questionnaire import Item, Questionnaire

CROSSED = " by "
"""Between the items of a crossed margin and between the parts of its cells: ``sex by age``."""

_BAND = re.compile(r"(?P<low>[0-9]{1,9})(?:-(?P<high>[0-9]{1,9})|\+)\Z")


def grouped(
    table: pd.DataFrame, questionnaire: Questionnaire, margin: Margin, faults: list[Fault]
) -> pd.Series | None:
    """The category of each person on one margin, None where it is unknown or not among those listed.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Coded answers.
    questionnaire : Questionnaire
    margin : Margin
        Named by an item, or by several joined with " by ", whose categories are joined alike.
    faults : list of Fault
        Where everything wrong is noted; the result is None where an item cannot be used.

    Examples
    --------
    >>> from psychoseg.questionnaire import parse
    >>> asked = parse('''
    ... id: tea
    ... title: Tea
    ... sections:
    ...   - id: you
    ...     items:
    ...       - {id: age, text: How old are you?, type: numeric}
    ... ''')
    >>> ages = pd.DataFrame({"age": [20.0, 60.0]})
    >>> grouped(ages, asked, ("age", (("18-34", 0.3), ("35+", 0.7))), []).tolist()
    ['18-34', '35+']
    """
    name, shares = margin
    known = {item.id: item for item in questionnaire.items}
    parts = name.split(CROSSED)
    unusable = [part for part in parts if part not in known or known[part].type not in {"single", "numeric"}]
    faults += [
        Fault("weights", f"{part} is not a single-choice or numeric item", did_you_mean(part, known))
        for part in unusable
    ]
    if unusable:
        return None
    result = pd.Series(None, index=table.index, dtype="object", name=name)
    for category, _ in shares:
        members = _members(table, [known[part] for part in parts], category, faults)
        twice = members & result.notna().to_numpy()
        if twice.any():
            other = result[twice].iloc[0]
            faults.append(
                Fault("weights", f"{other} and {category} of {name} overlap", "each person must be in one")
            )
        elif not members.any():
            faults.append(
                Fault(
                    "weights", f"nobody in this wave is in {category} of {name}", "join it with a neighbour"
                )
            )
        result[members] = category
    return result


def _members(table: pd.DataFrame, items: list[Item], category: str, faults: list[Fault]) -> np.ndarray:
    parts = category.split(CROSSED)
    if len(parts) != len(items):
        asked = CROSSED.join(item.id for item in items)
        faults.append(
            Fault(
                "weights", f"{category} is no cell of {asked}", f"join one category of each with '{CROSSED}'"
            )
        )
        return np.zeros(len(table), dtype=bool)
    inside = np.ones(len(table), dtype=bool)
    for item, part in zip(items, parts, strict=True):
        inside &= _answered(table[item.id], item, part, faults)
    return inside


def _answered(answers: pd.Series, item: Item, category: str, faults: list[Fault]) -> np.ndarray:
    if item.type == "single":
        if category not in item.codes:
            faults.append(
                Fault("weights", f"{category} is not a code of {item.id}", did_you_mean(category, item.codes))
            )
        return np.asarray(answers == category)
    band = _BAND.match(category)
    if band is None:
        faults.append(Fault("weights", f"{category} is not a band of {item.id}", "write 18-34 or 55+"))
        return np.zeros(len(answers), dtype=bool)
    high = float(band["high"]) if band["high"] else math.inf
    return np.asarray((answers >= float(band["low"])) & (answers <= high))
