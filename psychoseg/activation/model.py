"""What can be done about segments, as plain data: each entry carries the number that supports it."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.stats.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to lead with, or not to rely on, in one segment.

    Parameters
    ----------
    do : bool
        Whether to lead with it; else not to rely on it.
    role : str
        ``channel``, ``message``, ``offer`` or ``price``.
    item, key : str
        Of the trait or price curve that is the evidence.
    label : str
        What it is called in the questionnaire.
    segment, total : Estimate
        The evidence: in the segment, and among everybody.
    price : float or None
        The price asked, where the role is ``price``.
    unit : str
        Its currency.
    """

    do: bool
    role: str
    item: str
    key: str
    label: str
    segment: Estimate
    total: Estimate
    price: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Activation:
    """What to do about every segment.

    Parameters
    ----------
    advice : tuple of (tuple of Advice)
        By segment, in the personas' order: what to lead with first.
    """

    advice: tuple[tuple[Advice, ...], ...] = ()
