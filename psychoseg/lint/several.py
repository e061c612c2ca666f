"""Questions that take more than one answer, told by their words where nothing else tells it."""

from __future__ import annotations

from psychoseg.lint.escapes import escape_kind
from psychoseg.lint.pattern import Pattern

_SEVERAL = Pattern(
    r"\b(?:(?:select|tick|check|choose|mark|pick) (?:all|any|as many)|all that apply|as many as apply|all which apply|alle zutreffenden|mehrfachnennung|plusieurs réponses|varias respuestas)\b"
)
_RULES_OUT = frozenset(["none", "unknown", "refusal", "inapplicable"])


def asks_for_several(text: str) -> bool:
    """Whether a question asks to choose all that apply.

    Examples
    --------
    >>> asks_for_several("Which of these do you own? Please tick all that apply.")
    True
    """
    return _SEVERAL.search(text.lower()) is not None


def rules_out(label: str, language: str = "en") -> bool:
    """Whether an answer leaves no room for another: "None of these", "Don't know"."""
    return escape_kind(label, language) in _RULES_OUT
