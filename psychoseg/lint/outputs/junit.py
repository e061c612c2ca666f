"""JUnit XML, which most build servers show: a suite a file, a failed case a finding."""

from __future__ import annotations

from psychoseg.errors import visible
from psychoseg.lint.outputs.text import block

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.audit import Audit, Sheet
    from psychoseg.lint.finding import Finding


def render(audit: Audit) -> str:
    """The report; a file without findings is one case that passed."""
    suites = [_suite(sheet) for sheet in audit.sheets]
    tests = sum(max(1, len(sheet.shown)) for sheet in audit.sheets)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="psychoseg lint" tests="{tests}" failures="{len(audit.shown)}" errors="0">',
            *suites,
            "</testsuites>",
        ]
    )


def _suite(sheet: Sheet) -> str:
    name, found = _attribute(sheet.name), sheet.shown
    cases = [_case(finding, name) for finding in found] or [
        f'    <testcase name="no findings" classname={name}/>'
    ]
    head = f'  <testsuite name={name} tests="{len(cases)}" failures="{len(found)}" errors="0">'
    return "\n".join([head, *cases, "  </testsuite>"])


def _case(finding: Finding, name: str) -> str:
    from xml.sax.saxutils import escape

    title = _attribute(f"{finding.item or 'questionnaire'} {finding.code} {finding.name}")
    return "\n".join(
        [
            f'    <testcase name={title} classname={name} line="{finding.line}">',
            f"      <failure type={_attribute(finding.severity.label)} message={_attribute(finding.message)}>"
            f"{escape(block(finding))}</failure>",
            "    </testcase>",
        ]
    )


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr

    return quoteattr(visible(text))
