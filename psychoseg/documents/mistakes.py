"""What people get wrong in YAML, told in their words rather than the parser's."""

from __future__ import annotations

import yaml

from psychoseg.errors import Fault, shorten

_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_STARTS = {
    "\t": ("a tab", "indent with spaces"),
    "@": ("a text that starts with @", "put the whole text in quotes"),
    "`": ("a text that starts with `", "put the whole text in quotes"),
    "%": ("a text that starts with %", "put the whole text in quotes"),
}


def conflicts(text: str, name: str) -> list[Fault]:
    """The marks that an unfinished merge leaves behind."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    lines = text.splitlines()
    if not any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for line in lines):
        return []
    return [
        Fault(f"{name}:{number}:1", f"a conflict marker ({line[:7]})", "keep one side and remove the marks")
        for number, line in enumerate(lines, 1)
        if line.startswith(_MARKERS)
    ]


def cut_texts(text: str) -> dict[int, tuple[int, str]]:
    """By line, from 0: where the blanks before a # begin that no blank follows, and what follows it.

    Examples
    --------
    >>> cut_texts("text: I am #1 of all")
    {0: (10, '1 of all')}
    """
    if " #" not in text:
        return {}
    found: dict[int, tuple[int, str]] = {}
    for number, line in enumerate(text.split("\n")):
        before, mark, after = line.partition(" #")
        if mark and after[:1].isalnum():
            found[number] = (len(before.rstrip()), after.rstrip())
    return found


def syntax_fault(problem: yaml.YAMLError, text: str, name: str) -> Fault:
    """The fault a YAML parser stopped at."""
    mark = getattr(problem, "problem_mark", None)
    words = str(getattr(problem, "problem", "") or getattr(problem, "reason", "") or problem)
    where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
    line = _line(text, mark.line) if mark else ""
    found = line[mark.column : mark.column + 1] if mark else ""
    cut = mark and _cut_before(text, mark.line)
    if cut:
        return Fault(f"{name}:{cut}", "YAML ends a text before #", "put the whole text in quotes")
    if "control characters" in words or "special characters" in words:
        return Fault(where, "a control character", "remove it")
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Fault(where, "a tab before the text of the line", "indent with spaces")
    if "cannot start any token" in words and found in _STARTS:
        return Fault(where, *_STARTS[found])
    if "mapping values are not allowed" in words:
        return Fault(where, "a colon inside a text that is not quoted", "put the whole text in quotes")
    if "cannot start any token" in words or "tab" in words:
        return Fault(where, f"{shorten(found)}, which cannot begin a value here", "put the text in quotes")
    if "could not find expected ':'" in words:
        return Fault(
            where, "a line that is neither a key nor a value", "check the indentation of the line above"
        )
    if "unexpected end of stream" in words:
        return Fault(
            where, "a quotation that is not closed", "add the quotation mark, and double those inside"
        )
    sign = next((sign for sign in "*&!" if f": {sign}" in line or f"- {sign}" in line), "")
    return Fault(where, words, f"put a text that starts with {sign} in quotes" if sign else "")


def _cut_before(text: str, line: int) -> str:
    """Line and column, from 1, of a # that may have swallowed the end of a list or mapping in braces."""
    cut = cut_texts(text)
    for number in (line, line - 1):
        if number in cut and cut[number][1].endswith(("}", "]", "},", "],")):
            return f"{number + 1}:{cut[number][0] + 2}"
    return ""


def _line(text: str, number: int) -> str:
    lines = text.split("\n", number + 1)
    return lines[number] if number < len(lines) else ""
