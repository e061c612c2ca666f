"""What the linter found, said again in the report's language: the rule's name and its message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from psychoseg.report.data import AuditFinding
from psychoseg.report.finding_messages import FINDINGS, NUMBERS, PHRASES
from psychoseg.report.heard import number_told
from psychoseg.report.language import filled, in_row, tongue, translation, untold

RULE, FINDING = "rule", "finding"
"""What catalogues call the names of rules, and their messages."""
_HOLE = re.compile(r"\{(\w+)\}")
_SHAPES = {"language": r"[A-Za-z]{2,3}(?:[-_]\w{2,8})?", "item": r"\S+", "code": r"\S+"}
_NUMBER = r"[+−-]?\d[\d.,]*%?"


def findings_told(found: Iterable[AuditFinding]) -> tuple[AuditFinding, ...]:
    """The findings with names and messages in the report's language."""
    return tuple(replace(one, name=rule_told(one.name), message=finding_told(one.message)) for one in found)


def rule_told(name: str) -> str:
    """What a rule is called; one of another package keeps its name.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("de"):
    ...     rule_told("double-barrelled")
    'Doppelfrage'
    """
    return _noted(name, translation(name, RULE))


def finding_told(message: str) -> str:
    """A rule's message; the questionnaire's words in it stay as they were asked.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("de"):
    ...     finding_told("“Yes” and “No” share a number"), finding_told("takes about 12 to 18 minutes")
    ('„Yes“ und „No“ haben eine Zahl gemeinsam', 'dauert etwa 12 bis 18 Minuten')
    """
    return _noted(message, _known(message))


def _noted(text: str, said: str) -> str:
    if not said and tongue().code != "en":
        untold([text])
    return said or text


def _known(text: str) -> str:
    if "{" not in text and (exact := translation(text, FINDING)):
        return exact
    for message, shape in _shapes():
        if (found := shape.fullmatch(text)) and (meant := translation(message, FINDING)):
            return filled(meant, {name: _held(name, value) for name, value in found.groupdict().items()})
    return ""


def _held(name: str, value: str) -> str:
    if name in PHRASES:
        return _known(value) or value
    if name == "list":
        return in_row(_known(part) or part for part in value.split("; "))
    return number_told(value) or value


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The messages that hold something as patterns, those that say most first."""
    holding = [one for one in FINDINGS if "{" in one]
    return tuple((one, shape_of(one)) for one in sorted(holding, key=lambda one: -len(_HOLE.sub("", one))))


def shape_of(message: str) -> re.Pattern[str]:
    """A message as a pattern, each hole a group of its name.

    Examples
    --------
    >>> shape_of("takes about {count} minutes").fullmatch("takes about 18 minutes")["count"]
    '18'
    """
    parts = _HOLE.split(message)
    pattern = re.escape(parts[0])
    for name, after in zip(parts[1::2], parts[2::2], strict=True):
        holds = _NUMBER if name in NUMBERS else _SHAPES.get(name, ".+?")
        pattern += f"(?P<{name}>{holds}){re.escape(after)}"
    return re.compile(pattern, re.DOTALL)
