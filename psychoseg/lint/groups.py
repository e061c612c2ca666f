"""What the two letters of a rule's code stand for."""

from __future__ import annotations

GROUPS = {
    "QW": "Wording that biases",
    "QC": "Clarity",
    "QR": "Answers offered",
    "QS": "Structure",
    "QE": "Ethics",
    "QD": "Purpose of the study",
    "QV": "Changes since the version before",
    "QY": "The file",
}


def group(code: str) -> str:
    """The name of a rule's group; the letters themselves for a rule of another package.

    Examples
    --------
    >>> group("QR320"), group("XX101")
    ('Answers offered', 'XX')
    """
    return GROUPS.get(code[:2], code[:2])
