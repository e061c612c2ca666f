"""What an editor shows of a questionnaire that is being written: marks, explanations and quick fixes.

Everything here takes a text and gives plain values with offsets, so that it can be tested, and served to
any editor, without one.
"""

from __future__ import annotations

from psychoseg.errors import PsychosegError
from psychoseg.lint.audit import look
from psychoseg.lint.choices import Choices
from psychoseg.lint.finding import Finding, Severity
from psychoseg.lint.locating import Located
from psychoseg.lint.settings import Settings
from psychoseg.questionnaire import parse
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

REASON = "why it is right here"
"""Stands for the reason until the author writes one."""


@dataclass(frozen=True)
class Mark:
    """Something to underline.

    Parameters
    ----------
    start, end : int
        Offsets in the text, end excluded.
    severity : Severity
    message : str
    code : str
        Of the rule; empty for a fault of the file.
    finding : Finding, optional
        None for a fault of the file.
    """

    start: int
    end: int
    severity: Severity
    message: str
    code: str = ""
    finding: Finding | None = None


@dataclass(frozen=True)
class Action:
    """A change an author may choose: what it does and the whole text after it."""

    title: str
    text: str
    safe: bool = False


def is_questionnaire(text: str) -> bool:
    """Whether a YAML text is meant as a questionnaire: other files of a project are left alone."""
    return any(f"\n{key}:" in f"\n{text}" for key in ("sections", "questionnaire"))


def marks(text: str, path: str) -> tuple[Mark, ...]:
    r"""Every finding and every fault of a text, under the settings that hold where its file lies.

    A text that cannot be read, and settings that cannot be used, give marks too: nothing is raised.

    Examples
    --------
    >>> text = "id: q\ntitle: Q\nsections: 3"
    >>> [(mark.message, text[mark.start:mark.end]) for mark in marks(text, "q.yml")]
    [('sections should be a list, found a value; start each entry with a dash', '3')]
    """
    if not is_questionnaire(text):
        return ()
    try:
        choices = Choices(Settings())
        settings, rules = choices.of(path), choices.rules(path)
        asked = parse(text, path)
    except PsychosegError as problem:
        return tuple(_faults(problem, text, path))
    sheet = look(asked, rules, settings, text=text)
    located = Located(text)
    return tuple(_mark(finding, located) for finding in sheet.shown)


def hover(found: Iterable[Mark], offset: int) -> str:
    """The pages, in Markdown, of the rules whose findings stand at an offset; empty where none do."""
    from psychoseg.lint.engine import catalogue
    from psychoseg.lint.explanation import markdown
    from psychoseg.lint.selection import find

    codes = dict.fromkeys(mark.code for mark in found if mark.code and mark.start <= offset <= mark.end)
    return "\n\n---\n\n".join(markdown(find(catalogue(), code)) for code in codes)


def actions(text: str, mark: Mark) -> tuple[Action, ...]:
    """What can be done about a mark: its safe fix, and allowing the rule with a reason."""
    from psychoseg.lint.editing import CannotEditError
    from psychoseg.lint.fixing import applied, with_exception

    finding = mark.finding
    if finding is None:
        return ()
    found = []
    try:
        if finding.fix is not None:
            what = finding.fix.what
            found.append(Action(f"{what[:1].upper()}{what[1:]}", applied(text, finding.fix.edits), safe=True))
        where = "here" if finding.item else "for the whole questionnaire"
        allowed = with_exception(text, finding.item, finding.name, REASON)
        found.append(Action(f"Allow {finding.name} {where}, with a reason", allowed))
    except CannotEditError:
        return tuple(found)
    return tuple(found)


def _mark(finding: Finding, located: Located) -> Mark:
    start, end = located.extent(finding)
    told = finding.message + (f"; {finding.suggestion}" if finding.suggestion else "")
    return Mark(start, end, finding.severity, told, finding.code, finding)


def _faults(problem: PsychosegError, text: str, path: str) -> Iterable[Mark]:
    located = Located(text, "broken")
    told = [
        (fault.where, f"{fault.what}{f'; {fault.hint}' if fault.hint else ''}") for fault in problem.faults
    ]
    for where, message in told or [("", problem.summary)]:
        parts = where.removeprefix(path).split(":") if where.startswith(path) else []
        place = [int(part) for part in parts if part.isdigit()]
        start, end = located.at(*place) if len(place) == 2 else located.at(1, 1)
        shown = message if not where or where.startswith(path) else f"{where}: {message}"
        yield Mark(start, end, Severity.ERROR, shown)
