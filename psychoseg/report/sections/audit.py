"""The questionnaire check: what the linter found in the wording, the gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from psychoseg.report.data import AuditFinding, ReportData
from psychoseg.report.format import fixed
from psychoseg.report.language import later, listed, quoted, say, say_n
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital

SEVERITIES = (later("error"), later("warning"), later("advice"), later("note"), later("info"))
MOST_FINDINGS = 80


@dataclass(frozen=True, slots=True)
class AuditGroup:
    """All findings of one severity."""

    heading: str
    findings: tuple[AuditFinding, ...]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What the check says."""

    verdict: str
    groups: tuple[AuditGroup, ...]
    left: str


def build(data: ReportData) -> Page | None:
    """The check, where it found something; where not, the method page says so."""
    if not data.audit:
        return None
    found = sorted(data.audit, key=lambda one: (_grade(one.severity), one.code, one.item))
    shown, left = found[:MOST_FINDINGS], len(found) - MOST_FINDINGS
    names = list(dict.fromkeys(one.severity for one in shown))
    groups = tuple(
        AuditGroup(
            f"{capital(say(name))} ({fixed(sum(one.severity == name for one in found))})",
            tuple(one for one in shown if one.severity == name),
        )
        for name in names
    )
    page = AuditPage(
        verdict=verdict(data.audit),
        groups=groups,
        left=say_n(
            "One more is in the linter's own output.",
            "{left} more are in the linter's own output.",
            left,
            left=fixed(left),
        )
        if left > 0
        else "",
    )
    return Page("audit", say("Was it asked fairly?"), say("The questionnaire check"), page)


def verdict(found: Sequence[AuditFinding]) -> str:
    """The outcome of the check in a sentence."""
    if not found:
        return say("The check of the questionnaire's wording and scales found nothing to mend.")
    items = len({one.item for one in found if one.item})
    counts = Counter(one.severity for one in found)
    severities = [
        say("{count} of severity {severity}", count=fixed(counts[name]), severity=quoted(say(name)))
        for name in sorted(counts, key=_grade)
    ]
    return say(
        "The check found {points} on {items}: {severities}. They were in the field as they stand, so the answers carry them.",
        points=say_n("{count} point", "{count} points", len(found), count=fixed(len(found))),
        items=say_n("{count} item", "{count} items", items, count=fixed(items)),
        severities=listed(severities),
    )


def _grade(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


AUDIT = Section("audit", build)
