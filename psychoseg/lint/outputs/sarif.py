"""For code-review tools: a SARIF 2.1.0 log with rules, regions and safe fixes."""

from __future__ import annotations

from psychoseg.lint.finding import Severity
from psychoseg.lint.groups import group

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

    from psychoseg.lint.audit import Audit
    from psychoseg.lint.finding import Finding
    from psychoseg.lint.fixing import Editing
    from psychoseg.lint.locating import Located, Region
    from psychoseg.lint.rules._rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}


def render(audit: Audit) -> str:
    """The log as JSON."""
    import json

    return json.dumps(as_log(audit), indent=2)


def as_log(audit: Audit) -> dict[str, Any]:
    """The log as plain values; columns count characters."""
    from psychoseg.lint.fixing import Editing
    from psychoseg.lint.locating import Located

    places = {rule.code: place for place, rule in enumerate(audit.rules)}
    driver = {
        "name": "psychoseg",
        "version": audit.version or "0",
        "rules": [_described(rule) for rule in audit.rules],
    }
    results = []
    for sheet in audit.sheets:
        located = Located(sheet.text, sheet.kind)
        fixing = any(finding.fix for finding in sheet.shown) and sheet.kind == "questionnaire"
        editing = Editing(sheet.text) if fixing else None
        results += [_result(finding, places, located, editing) for finding in sheet.shown]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": True}],
                "results": results,
            }
        ],
    }


def _described(rule: Rule) -> dict[str, Any]:
    parts = (rule.why, f"Instead of\n{rule.instead_of}", f"Write\n{rule.write}", f"Source: {rule.source}")
    described: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary or rule.name},
        "fullDescription": {"text": rule.why or rule.summary or rule.name},
        "help": {"text": "\n\n".join(parts), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [group(rule.code)]},
    }
    return described


def _markdown(rule: Rule) -> str:
    def fenced(text: str) -> str:
        return f"```\n{text}\n```"

    return (
        f"{rule.why}\n\n**Instead of**\n\n{fenced(rule.instead_of)}\n\n**Write**\n\n{fenced(rule.write)}"
        f"\n\n*Source:* {rule.source}"
    )


def _result(
    finding: Finding, places: dict[str, int], located: Located, editing: Editing | None
) -> dict[str, Any]:
    from psychoseg.lint.baseline import fingerprint

    told = finding.message + (f"; {finding.suggestion}" if finding.suggestion else "")
    artifact = {"uri": _uri(finding.file)}
    region = _region(located.region(finding))
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": told},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"psychoseg/v1": fingerprint(finding)},
    }
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    if finding.item:
        result["locations"][0]["logicalLocations"] = [{"name": finding.item, "kind": "element"}]
    fixes = _fixes(finding, editing, located, artifact)
    if fixes:
        result["fixes"] = fixes
    return result


def _fixes(
    finding: Finding, editing: Editing | None, located: Located, artifact: dict[str, str]
) -> list[dict[str, Any]]:
    if finding.fix is None or editing is None:
        return []
    from psychoseg.lint.editing import CannotEditError

    try:
        change = editing.change(finding.fix.edits)
    except CannotEditError:
        return []
    replacement = {
        "deletedRegion": _region(located.between(change.start, change.end)),
        "insertedContent": {"text": change.new},
    }
    return [
        {
            "description": {"text": finding.fix.what},
            "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
        }
    ]


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _uri(name: str) -> str:
    """A relative or ``file:`` URI for a file's name."""
    from urllib.parse import quote

    path = quote(name.replace("\\", "/"), safe="/~", errors="surrogateescape")
    return f"file://{path}" if path.startswith("/") else path
