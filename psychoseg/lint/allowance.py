"""An author's reasoned exception to a rule, and what became of it once the rules have run."""

from __future__ import annotations

from psychoseg.questionnaire import Item
from psychoseg.values import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """One entry of an ``allow``: a rule's name or code, and why it does not apply here.

    Parameters
    ----------
    key : str
        The rule as written, by name or by code.
    reason : str
        Why; may be blank, which is itself a finding.
    item : Item, optional
        The item it stands in; None where it stands at the top of the questionnaire.
    known : tuple of str
        The names and codes of every rule there is.
    ran : bool
        Whether the rule it names was among those run.
    silenced : int
        How many findings it held back.
    """

    key: str
    reason: str
    item: Item | None = None
    known: tuple[str, ...] = ()
    ran: bool = False
    silenced: int = 0
