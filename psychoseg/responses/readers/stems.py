"""The wording that the columns of one question share, and what each column adds to it."""

from __future__ import annotations

from collections.abc import Sequence

_JOINTS = (" - ", " – ", ": ", "-", " | ", "\n", " ")


def split_stem(texts: Sequence[str]) -> tuple[str, list[str]]:
    """The shared beginning of several headers, cut where a joint is, and the rest of each.

    Examples
    --------
    >>> split_stem(["How often? - At home", "How often? - At work"])
    ('How often?', ['At home', 'At work'])
    >>> split_stem(["Tea", "Milk"])
    ('', ['Tea', 'Milk'])
    """
    if len(texts) == 1:
        for joint in _JOINTS[:2]:
            if joint in texts[0]:
                stem, part = texts[0].rsplit(joint, 1)
                return stem.strip(), [part.strip()]
        return "", list(texts)
    shared = _common_start(texts)
    for joint in _JOINTS[:-1]:
        at = shared.rfind(joint)
        if at > 0:
            cut = at + len(joint)
            return shared[:at].strip(), [text[cut:].strip() or text.strip() for text in texts]
    for joint in _JOINTS[:2]:
        starts = {text.rsplit(joint, 1)[0] for text in texts if joint in text}
        if len(starts) == 1 and all(joint in text for text in texts):
            return starts.pop().strip(), [text.rsplit(joint, 1)[1].strip() for text in texts]
    return "", list(texts)


def _common_start(texts: Sequence[str]) -> str:
    """The characters with which all of several texts begin."""
    first, last = min(texts), max(texts)
    length = next(
        (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other),
        min(len(first), len(last)),
    )
    return first[:length]


def shared_name(names: Sequence[str], joints: str = "_.[# ") -> str:
    """The shared beginning of several column names, without the sign that parts them.

    Examples
    --------
    >>> shared_name(["Q3_1", "Q3_2", "Q3_10"])
    'Q3'
    >>> shared_name(["a", "b"])
    ''
    """
    shared = _common_start(names)
    if all(len(name) > len(shared) and name[len(shared) - 1 : len(shared)] not in joints for name in names):
        ends = [shared.rfind(joint) for joint in joints]
        shared = shared[: max(ends) + 1] if max(ends) > 0 else shared
    return shared.rstrip(joints)
