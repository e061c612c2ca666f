"""Findings as lines for people, as JSON for programs and as SARIF for code-review tools."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from psychoseg.errors import visible
from psychoseg.lint.finding import Finding, Severity
from psychoseg.lint.rules._rule import Rule

WIDEST = 96
"""Columns of a quoted text; a longer one is shown around the words it is about."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36", Severity.OFF: "0"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(
    findings: Iterable[Finding], *, files: int, level: Severity = Severity.WARNING, colours: bool = False
) -> str:
    """Each finding with its words underlined, then a line that counts them all.

    Parameters
    ----------
    findings : iterable of Finding
    files : int
        How many files were linted, for the summary.
    level : Severity
        Findings below it are only counted.
    colours : bool
        Whether codes are coloured for a terminal.
    """
    found = list(findings)
    blocks = [_block(finding, colours) for finding in found if finding.severity >= level]
    return "\n".join([*blocks, summary(found, files=files)])


def summary(findings: Iterable[Finding], *, files: int) -> str:
    """How many findings of each severity there are, in one line.

    Examples
    --------
    >>> summary([], files=1)
    'nothing found in 1 file'
    """
    found = list(findings)
    where = f"in {files} file" + ("" if files == 1 else "s")
    counts = {
        severity: sum(finding.severity is severity for finding in found) for severity in reversed(Severity)
    }
    told = [
        f"{count} {severity.label}" + ("s" if count > 1 and severity is not Severity.INFO else "")
        for severity, count in counts.items()
        if count
    ]
    return f"{', '.join(told) or 'nothing found'} {where}"


def as_dicts(findings: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    """The findings as plain values, for JSON."""
    return [finding.to_dict() for finding in findings]


def as_sarif(findings: Iterable[Finding], rules: Sequence[Rule], version: str) -> dict[str, Any]:
    """The findings as a SARIF 2.1.0 log.

    Parameters
    ----------
    findings : iterable of Finding
    rules : sequence of Rule
        Those that ran; described in the log.
    version : str
        Of psychoseg.
    """
    places = {rule.code: place for place, rule in enumerate(rules)}
    driver = {"name": "psychoseg", "version": version, "rules": [_described(rule) for rule in rules]}
    results = [_result(finding, places) for finding in findings]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"Instead of\n{rule.instead_of}\n\nWrite\n{rule.write}\n\nSource: {rule.source}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    told = finding.message + (f"; {finding.suggestion}" if finding.suggestion else "")
    location = {
        "physicalLocation": {
            "artifactLocation": {"uri": finding.file.replace("\\", "/")},
            "region": {"startLine": max(1, finding.line), "startColumn": max(1, finding.column)},
        }
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": told},
        "locations": [location],
    }
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    return result


def _block(finding: Finding, colours: bool) -> str:
    code = f"{finding.code} {finding.name}"
    if colours:
        code = f"\x1b[{_COLOURS[finding.severity]}m{code}\x1b[0m"
    lines = [f"{visible(finding.file)}:{finding.line}:{finding.column}: {code}: {visible(finding.message)}"]
    if finding.span:
        lines.extend(_underlined(finding))
    if finding.suggestion:
        lines.append(f"    → {visible(finding.suggestion)}")
    return "\n".join(lines)


def _underlined(finding: Finding) -> tuple[str, str]:
    """The text, or the part of it around the span, and carets under the span."""
    room = max(0, WIDEST - (finding.end - finding.start))
    first = 0 if len(finding.text) <= WIDEST else max(0, finding.start - room // 2)
    last = min(len(finding.text), first + WIDEST)
    opening, closing = "…" if first else "", "…" if last < len(finding.text) else ""
    before = opening + visible(finding.text[first : finding.start])
    under = visible(finding.text[finding.start : min(finding.end, last)])
    after = visible(finding.text[finding.end : last]) + closing
    return f"    {before}{under}{after}", "    " + " " * _width(before) + "^" * max(1, _width(under))


def _width(text: str) -> int:
    """Columns a text takes in a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
