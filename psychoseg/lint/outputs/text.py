"""For people: each finding with its words underlined, then what the questionnaires are like."""

from __future__ import annotations

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.audit import Audit, Sheet
    from psychoseg.lint.finding import Finding

WIDEST = 96
"""Columns of a quoted text; a longer one is shown around the words it is about."""

MOST_SUMMARIES = 20
"""Questionnaires whose facts are printed; of a larger folder the rest is only counted."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36", Severity.OFF: "0"}


def render(audit: Audit) -> str:
    """Every finding that is shown, then counts, then facts about each questionnaire."""
    blocks = [block(finding, colours=audit.colours) for finding in audit.shown]
    if blocks:
        blocks.append("")
    blocks += _facts(audit)
    if audit.statistics:
        blocks += statistics(audit)
    blocks.append(counted(audit))
    blocks += _hints(audit)
    return "\n".join(blocks)


def block(finding: Finding, *, colours: bool = False) -> str:
    """A finding: its place and code, its words underlined, and what to do."""
    code = f"{finding.code} {finding.name}"
    if colours:
        code = f"\x1b[{_COLOURS[finding.severity]}m{code}\x1b[0m"
    lines = [f"{place(finding)}: {code}: {visible(finding.message)}"]
    if finding.span:
        lines.extend(_underlined(finding))
    if finding.suggestion:
        lines.append(f"    → {visible(finding.suggestion)}")
    return "\n".join(lines)


def place(finding: Finding) -> str:
    """``file:line:column``, safe to print."""
    return f"{visible(finding.file)}:{finding.line}:{finding.column}"


def counted(audit: Audit) -> str:
    """How many findings of each severity there are, in one line.

    Examples
    --------
    >>> from psychoseg.lint.audit import Audit
    >>> counted(Audit(()))
    'nothing found in 0 files'
    """
    told = [
        f"{count} {severity.label}" + ("s" if count > 1 and severity is not Severity.INFO else "")
        for severity, count in audit.by_severity
        if count
    ]
    return f"{', '.join(told) or 'nothing found'} in {_amount(audit)}"


def _amount(audit: Audit) -> str:
    """How much was looked at: files, or the questions of a single list."""
    if len(audit.sheets) == 1 and audit.sheets[0].kind != "questionnaire":
        count, what = len(audit.sheets[0].questionnaire.items), "question"
    else:
        count, what = len(audit.sheets), "file"
    return f"{count} {what}{'' if count == 1 else 's'}"


def statistics(audit: Audit) -> list[str]:
    """One line a rule that found something, the most frequent first."""
    widest = max((len(str(count)) for _, _, count in audit.by_rule), default=1)
    return [f"{count:>{widest}}  {code}  {name}" for code, name, count in audit.by_rule]


def _facts(audit: Audit) -> list[str]:
    from psychoseg.lint.summary import summarise

    asked = [sheet for sheet in audit.sheets if sheet.kind == "questionnaire"]
    lines = [
        _line(sheet, " · ".join(summarise(sheet.questionnaire).facts)) for sheet in asked[:MOST_SUMMARIES]
    ]
    left = len(asked) - len(lines)
    return [*lines, f"… and {left} more"] if left else lines


def _line(sheet: Sheet, facts: str) -> str:
    return f"{visible(sheet.name)}: {facts}"


def _hints(audit: Audit) -> list[str]:
    lines = []
    if audit.held or audit.gone:
        gone = f"; {audit.gone} more are in it and no longer found" if audit.gone else ""
        lines.append(
            f"{audit.held} known finding{'' if audit.held == 1 else 's'} held back by the baseline{gone}"
        )
    hidden = len(audit.findings) - len(audit.shown)
    fixes = sum(finding.fix is not None for finding in audit.findings)
    if fixes:
        lines.append(f"{fixes} can be fixed without changing what is asked: add --fix, or --diff to see how")
    if audit.shown:
        lines.append(
            f"psychoseg explain {audit.shown[0].code} says why it matters and where that is known from"
        )
    if hidden:
        least = min(finding.severity for finding in audit.findings)
        lines.append(f"--level {least.label} shows {hidden} more")
    return lines


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
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
