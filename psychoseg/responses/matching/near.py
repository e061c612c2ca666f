"""Wordings that are nearly the same: accepted only where nothing else comes close and nothing turns the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from psychoseg.responses.wording import folded

ACCEPTED = 0.90
"""Likeness from which a wording counts as found."""

APART = 0.05
"""How far the next best wording must stay behind."""

SHORTEST = 12
"""Letters a wording needs; shorter ones are alike by chance."""

_TURNING = re.compile(
    r"\b(?:not|no|never|without|nobody|nothing|n't|cannot|un\w+|dis\w+|less|more|nicht|kein\w*|nie|ohne|pas|jamais|sans|"
    r"nunca|sin|não|sem|mai|non|senza|before|after|first|last|most|least|best|worst)\b|n't\b|\d+"
)


def likeness(wanted: Sequence[Sequence[str]], there: Sequence[Sequence[str]]) -> np.ndarray:
    """How alike the wordings of each thing wanted and each thing there are, the best over their wordings.

    Returns
    -------
    array, wanted × there
        0 to 1, the normalised edit similarity; 0 where a number or a word that turns the meaning
        stands in one and not in the other.

    Examples
    --------
    >>> likeness([["I plan what I eat for the week"]], [["I plan what I eat for a week"], ["I never plan what I eat"]]).round(2).tolist()
    [[0.93, 0.0]]
    """
    best = np.zeros((len(wanted), len(there)))
    if not best.size:
        return best
    rows = [(at, folded(text)) for at, texts in enumerate(wanted) for text in texts if len(text) >= SHORTEST]
    columns = [
        (at, folded(text)) for at, texts in enumerate(there) for text in texts if len(text) >= SHORTEST
    ]
    if not rows or not columns:
        return best
    scores = process.cdist([text for _, text in rows], [text for _, text in columns], scorer=fuzz.ratio, score_cutoff=50) / 100  # fmt: skip
    turning_rows = [_turning(text) for _, text in rows]
    turning_columns = [_turning(text) for _, text in columns]
    for row, column in zip(*np.nonzero(scores > 0.5), strict=True):
        if turning_rows[row] == turning_columns[column]:
            at = rows[row][0], columns[column][0]
            best[at] = max(best[at], scores[row, column])
    return best


def accepted(scores: np.ndarray) -> list[tuple[int, int, float]]:
    """The pairs that are alike enough, each the other's best and well ahead of the second best."""
    found = []
    for row in range(scores.shape[0]):
        column = int(scores[row].argmax()) if scores.shape[1] else -1
        if column < 0 or scores[row, column] < ACCEPTED:
            continue
        rivals = np.concatenate([np.delete(scores[row], column), np.delete(scores[:, column], row)])
        if not rivals.size or rivals.max() <= scores[row, column] - APART:
            found.append((row, column, float(scores[row, column])))
    return found


def _turning(text: str) -> frozenset[str]:
    return frozenset(_TURNING.findall(text))
