"""Changes to a questionnaire that are safe to make without asking: they alter no meaning and no code."""

from __future__ import annotations

from psychoseg.values import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one place of the file; exactly one of ``value``, ``move_last`` and ``delete`` acts.

    Parameters
    ----------
    item : str
        Id of the item.
    option : str
        Code of the option; empty for the item itself.
    key : str
        The key to set, of the option or of the item: ``exclusive``, ``label``.
    value : str
        What to set it to, as it would be written in YAML.
    move_last : bool
        Move the option behind all others, its code unchanged.
    delete : bool
        Remove the option.
    """

    item: str
    option: str = ""
    key: str = ""
    value: str = ""
    move_last: bool = False
    delete: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """What ``psychoseg lint --fix`` would do about a finding, in words and as edits."""

    what: str
    edits: tuple[Edit, ...]
