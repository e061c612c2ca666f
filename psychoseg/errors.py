"""Every way psychoseg says no, in one place, with the exit code each leads to.

======  ================================================================
code    meaning
======  ================================================================
0       done
1       ``psychoseg lint`` found something to mend
2       a file, an option or an answer could not be used; nothing was kept
130     stopped by the person at the keyboard
======  ================================================================
"""

from __future__ import annotations

from collections.abc import Iterable

from psychoseg.values import dataclass

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130

MOST_FAULTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one place of the input.

    Parameters
    ----------
    where : str
        ``file:line:column``, a column's name, or another place a person can go to.
    what : str
        What was found there and why it cannot be used.
    hint : str
        The nearest valid choice or the thing to do; may be empty.
    kind : {"", "unknown key", "missing key"}
        What a rule of the linter tells apart; empty for all else.
    """

    where: str
    what: str
    hint: str = ""
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; {self.hint}" if self.hint else "")


class PsychosegError(Exception):
    """Something a person can mend; says where, what was found and what to do.

    Parameters
    ----------
    summary : str
        One sentence for the whole.
    faults : iterable of Fault
        Everything wrong that could be found in one pass, in file order.
    """

    exit_code = EXIT_BAD_INPUT

    def __init__(self, summary: str, faults: Iterable[Fault] = ()) -> None:
        self.summary = summary
        self.faults = tuple(faults)
        super().__init__(summary)

    def __str__(self) -> str:
        shown = [f"  {fault}" for fault in self.faults[:MOST_FAULTS_SHOWN]]
        left = len(self.faults) - len(shown)
        if left > 0:
            shown.append(f"  … and {left} more")
        return "\n".join([self.summary, *shown])


class QuestionnaireError(PsychosegError, ValueError):
    """A questionnaire file cannot be used."""


class ResponsesError(PsychosegError, ValueError):
    """A response file cannot be used with this questionnaire."""


class PlanError(PsychosegError, ValueError):
    """A choice of method is out of range or asks for what the data cannot give."""


class StudyError(PsychosegError, ValueError):
    """A study folder, or a run in it, is missing, damaged or not what it says."""


class ModelError(PsychosegError, ValueError):
    """A stored model cannot be read, or does not belong to these answers."""


class ReportError(PsychosegError, RuntimeError):
    """The report could not be rendered."""


class UsageError(PsychosegError, ValueError):
    """The command line asks for something that does not exist."""


class MethodWarning(UserWarning):
    """A result that stands but should be doubted; printed in the report as a caveat too."""


_ACTING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: object) -> str:
    r"""Foreign text, safe to print: control, bidi and zero-width characters become escapes.

    Examples
    --------
    >>> visible("plain")
    'plain'
    >>> visible("\x1b[2J")
    '\\x1b[2J'
    """
    whole = str(text)
    if whole.isprintable():
        return whole
    import unicodedata  # slow to load, and nearly every text is printable

    return "".join(
        char if unicodedata.category(char) not in _ACTING else char.encode("unicode_escape").decode()
        for char in whole
    )


def shorten(text: object, most: int = 40) -> str:
    """The start of a foreign text in quotes, made visible, for use inside a message."""
    whole = visible(text)
    return f"'{whole}'" if len(whole) <= most else f"'{whole[: most - 1]}…'"


def did_you_mean(found: str, choices: Iterable[object]) -> str:
    """A hint naming the nearest valid choice, or all of them when there are few.

    Examples
    --------
    >>> did_you_mean("revesre", ["reverse", "required"])
    'did you mean reverse?'
    >>> did_you_mean("zz", ["a", "b"])
    'choose from a, b'
    """
    import difflib  # slow to load, and only needed once something is wrong

    names = [str(choice) for choice in choices]
    near = difflib.get_close_matches(found, names, n=1, cutoff=0.6)
    if not near:
        folded = {name.casefold(): name for name in names}
        near = [folded[found.casefold()]] if found.casefold() in folded else []
    if near:
        return f"did you mean {near[0]}?"
    if 0 < len(names) <= 12:
        return "choose from " + ", ".join(names)
    return ""
