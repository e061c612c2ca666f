"""For programs: findings, files and counts; the shape is versioned under ``schema``."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.audit import Audit, Sheet

SCHEMA = "psychoseg/lint/1"
"""Keys may be added under the same number; anything else gets a new one."""


def render(audit: Audit) -> str:
    """One object with ``findings`` (those shown), ``files``, ``questionnaires`` and ``summary`` (all findings)."""
    import json

    return json.dumps(as_plain(audit), indent=2)


def as_plain(audit: Audit) -> dict[str, object]:
    """The audit as plain values."""
    summary: dict[str, object] = {severity.label: count for severity, count in audit.by_severity}
    summary |= {"fixable": sum(found.fix is not None for found in audit.findings)}
    summary |= {"held_back": audit.held, "gone_from_baseline": audit.gone}
    plain: dict[str, object] = {
        "schema": SCHEMA,
        "findings": [finding.to_dict() for finding in audit.shown],
        "files": len(audit.sheets),
        "questionnaires": [_facts(sheet) for sheet in audit.sheets],
        "summary": summary,
    }
    if audit.statistics:
        plain["statistics"] = [
            {"code": code, "name": name, "findings": count} for code, name, count in audit.by_rule
        ]
    return plain


def _facts(sheet: Sheet) -> dict[str, object]:
    from psychoseg.lint.score import score
    from psychoseg.lint.summary import summarise

    facts: dict[str, object] = {"file": sheet.name, "kind": sheet.kind}
    facts |= summarise(sheet.questionnaire).to_dict()
    facts["score"] = score(sheet.findings, len(sheet.questionnaire.items))
    return facts
