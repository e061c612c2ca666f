"""What a rule is, and the decorator that describes one; nothing registers on import."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, cast

from psychoseg.lint.allowance import Allowance
from psychoseg.lint.finding import Severity
from psychoseg.lint.fix import Fix
from psychoseg.questionnaire import Construct, Item, Questionnaire, Section

_PARTS = {"Why it matters": "why", "Instead of": "instead_of", "Write": "write"}


@dataclass(frozen=True, slots=True)
class Notice:
    """What a rule noticed; the engine adds whose rule it is and where the file has it.

    Parameters
    ----------
    message : str
        One sentence.
    span : tuple of int, optional
        Start and end, end excluded, of the words in the item's text.
    suggestion : str
        What to write or do instead.
    at : Item, Section or Construct, optional
        For rules over a questionnaire: what to point at; None points at the file.
    severity : Severity, optional
        Where this notice matters more or less than the rule usually does.
    fix : Fix, optional
        A change that is safe to make without asking.
    """

    message: str
    span: tuple[int, int] | None = None
    suggestion: str = ""
    at: Item | Section | Construct | None = None
    severity: Severity | None = None
    fix: Fix | None = None


ItemCheck: TypeAlias = Callable[[Item], Iterable[Notice]]
QuestionnaireCheck: TypeAlias = Callable[[Questionnaire], Iterable[Notice]]
AllowanceCheck: TypeAlias = Callable[[Allowance], Iterable[Notice]]
Check: TypeAlias = ItemCheck | QuestionnaireCheck | AllowanceCheck


def primary(language: str) -> str:
    """The language without its country: ``en`` for ``en-GB``."""
    return language.replace("_", "-").partition("-")[0].lower()


@dataclass(frozen=True)
class Rule:
    """A check with its code, its severity, its source and, from its docstring, its explanation.

    Parameters
    ----------
    code, name : str
        Both may be used in ``allow`` and on the command line; neither is ever used again.
    severity : Severity
        Of its findings, where a notice does not say otherwise.
    source : str
        The literature it rests on.
    check : callable
        Takes an item, a questionnaire or an allowance and gives notices.
    languages : tuple of str
        The languages whose words it knows; empty where it looks at no words.
    """

    code: str
    name: str
    severity: Severity
    source: str
    check: Check
    languages: tuple[str, ...] = ()

    @cached_property
    def over(self) -> str:
        """What the check takes: ``Item``, ``Questionnaire`` or ``Allowance``."""
        annotations = dict(self.check.__annotations__)
        annotations.pop("return", None)
        first = next(iter(annotations.values()), "")
        kind = first if isinstance(first, str) else getattr(first, "__name__", "")
        if kind not in {"Item", "Questionnaire", "Allowance"}:
            raise TypeError(
                f"rule {self.name} takes {kind or 'nothing'}; annotate an Item, a Questionnaire or an Allowance"
            )
        return kind

    def speaks(self, language: str) -> bool:
        """Whether it can judge a questionnaire in this language, given as in ``en`` or ``en-GB``."""
        return not self.languages or primary(language) in self.languages

    def on_item(self, item: Item) -> Iterable[Notice]:
        """Its notices about one item; none for a rule of another kind."""
        return cast(ItemCheck, self.check)(item) if self.over == "Item" else ()

    def on_questionnaire(self, questionnaire: Questionnaire) -> Iterable[Notice]:
        """Its notices about the whole; none for a rule of another kind."""
        return cast(QuestionnaireCheck, self.check)(questionnaire) if self.over == "Questionnaire" else ()

    def on_allowance(self, allowance: Allowance) -> Iterable[Notice]:
        """Its notices about an exception an author made; none for a rule of another kind."""
        return cast(AllowanceCheck, self.check)(allowance) if self.over == "Allowance" else ()

    @cached_property
    def _parts(self) -> dict[str, str]:
        parts: dict[str, list[str]] = {"summary": []}
        current = parts["summary"]
        for line in inspect.cleandoc(self.check.__doc__ or "").splitlines():
            if line in _PARTS:
                current = parts.setdefault(_PARTS[line], [])
            else:
                current.append(line)
        return {part: inspect.cleandoc("\n".join(["", *lines])).strip() for part, lines in parts.items()}

    @property
    def summary(self) -> str:
        """What the fault is, in one sentence."""
        return " ".join(self._parts["summary"].split())

    @property
    def why(self) -> str:
        """What it does to the answers."""
        return " ".join(self._parts.get("why", "").split())

    @property
    def instead_of(self) -> str:
        """An example that trips the rule; each line is an item unless the lines are YAML."""
        return self._parts.get("instead_of", "")

    @property
    def write(self) -> str:
        """The example put right."""
        return self._parts.get("write", "")


def rule(
    code: str, *, source: str, severity: Severity = Severity.WARNING, languages: tuple[str, ...] = ()
) -> Callable[[Check], Rule]:
    """Describe a function as a rule named after it: ``double_barrelled`` becomes ``double-barrelled``.

    Parameters
    ----------
    code : str
        Two letters and three digits or more, never used before.
    source : str
        The literature it rests on.
    severity : Severity
        Of its findings.
    languages : tuple of str
        The languages whose words it knows; empty where it looks at no words.
    """

    def describe(check: Check) -> Rule:
        name = getattr(check, "__name__", "").replace("_", "-")
        return Rule(code, name, severity, source, check, languages)

    return describe
