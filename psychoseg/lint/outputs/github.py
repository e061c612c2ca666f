"""Annotations that GitHub shows beside the changed lines of a pull request."""

from __future__ import annotations

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.audit import Audit
    from psychoseg.lint.finding import Finding
    from psychoseg.lint.locating import Region

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
    Severity.OFF: "notice",
}


def render(audit: Audit) -> str:
    """One workflow command a finding."""
    from psychoseg.lint.locating import Located

    lines = []
    for sheet in audit.sheets:
        located = Located(sheet.text, sheet.kind)
        lines += [_annotation(finding, located.region(finding)) for finding in sheet.shown]
    return "\n".join(lines)


def _annotation(finding: Finding, region: Region) -> str:
    told = visible(finding.message) + (f"; {visible(finding.suggestion)}" if finding.suggestion else "")
    properties: dict[str, str | int] = {
        "file": visible(finding.file),
        "line": region.start_line,
        "endLine": region.end_line,
        "title": f"{finding.code} {finding.name}",
    }
    if region.start_line == region.end_line:  # GitHub refuses columns where a finding spans lines
        properties |= {"col": region.start_column, "endColumn": region.end_column}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
