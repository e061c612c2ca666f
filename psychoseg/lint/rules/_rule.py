"""What a rule is, and the decorator that describes one; nothing registers on import."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property

from psychoseg.errors import Fault
from psychoseg.lint.allowance import Allowance
from psychoseg.lint.finding import Severity
from psychoseg.lint.fix import Fix
from psychoseg.lint.pack import LANGUAGES, pack
from psychoseg.questionnaire import (
    Battery,
    Consent,
    Construct,
    Item,
    Questionnaire,
    Quota,
    Scale,
    Section,
    Version,
)
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import TypeAlias

_PARTS = {"Why it matters": "why", "Instead of": "instead_of", "Write": "write"}


Place: TypeAlias = Item | Section | Battery | Construct | Scale | Consent | Quota | Version
"""What a notice can point at: the parts of a questionnaire that know their line."""


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
    at : Item, Section, Battery, Construct, Scale, Consent, Quota or Version, optional
        For rules over a questionnaire: what to point at; None points at the file.
    severity : Severity, optional
        Where this notice matters more or less than the rule usually does.
    fix : Fix, optional
        A change that is safe to make without asking.
    """

    message: str
    span: tuple[int, int] | None = None
    suggestion: str = ""
    at: Place | None = None
    severity: Severity | None = None
    fix: Fix | None = None


ItemCheck: TypeAlias = Callable[[Item], Iterable[Notice]]
QuestionnaireCheck: TypeAlias = Callable[[Questionnaire], Iterable[Notice]]
AllowanceCheck: TypeAlias = Callable[[Allowance], Iterable[Notice]]
FaultCheck: TypeAlias = Callable[[Fault], Iterable[Notice]]
Check: TypeAlias = ItemCheck | QuestionnaireCheck | AllowanceCheck | FaultCheck


@cache
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
    fixes : bool
        Whether its notices may carry a change that is safe to make without asking.
    overruled : bool
        Whether a person chose the severity, which then holds for all its notices.
    """

    code: str
    name: str
    severity: Severity
    source: str
    check: Check
    languages: tuple[str, ...] = ()
    fixes: bool = False
    overruled: bool = False

    @cached_property
    def over(self) -> str:
        """What the check takes: ``Item``, ``Questionnaire``, ``Allowance`` or ``Fault``."""
        annotations = dict(self.check.__annotations__)
        annotations.pop("return", None)
        first = next(iter(annotations.values()), "")
        kind = first if isinstance(first, str) else getattr(first, "__name__", "")
        if kind not in {"Item", "Questionnaire", "Allowance", "Fault"}:
            raise TypeError(
                f"rule {self.name} takes {kind or 'nothing'}; annotate an Item, a Questionnaire or an Allowance"
            )
        return kind

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages it can judge, in code or from a pack; empty where it looks at no words."""
        if not self.languages:
            return ()
        return (
            *self.languages,
            *(code for code in LANGUAGES if code not in self.languages and self.name in pack(code)),
        )

    def speaks(self, language: str) -> bool:
        """Whether it can judge a questionnaire in this language, given as in ``en`` or ``en-GB``."""
        known = primary(language)
        return not self.languages or known in self.languages or self.name in pack(known)

    def on_item(self, item: Item) -> Iterable[Notice]:
        """Its notices about one item; none for a rule of another kind."""
        if self.over != "Item":
            return ()
        language = primary(item.language)
        if not self.languages or language in self.languages:
            return self.check(item)  # type: ignore[arg-type]
        return self._in_pack(item, language)

    def _in_pack(self, item: Item, language: str) -> Iterable[Notice]:
        """Its notices in a language it knows from a pack: what it finds, in the words of its summary."""
        frames = pack(language).get(self.name)
        span = frames.span(item) if frames is not None else None
        if span is None:
            return ()
        words = self.summary.rstrip(".")
        return (Notice(words[:1].lower() + words[1:], span, f"see psychoseg explain {self.code}"),)

    def on_questionnaire(self, questionnaire: Questionnaire) -> Iterable[Notice]:
        """Its notices about the whole; none for a rule of another kind."""
        return self.check(questionnaire) if self.over == "Questionnaire" else ()  # type: ignore[arg-type]

    def on_fault(self, fault: Fault) -> Iterable[Notice]:
        """Its notices about what keeps a file from being read; none for a rule of another kind."""
        return self.check(fault) if self.over == "Fault" else ()  # type: ignore[arg-type]

    def on_allowance(self, allowance: Allowance) -> Iterable[Notice]:
        """Its notices about an exception an author made; none for a rule of another kind."""
        return self.check(allowance) if self.over == "Allowance" else ()  # type: ignore[arg-type]

    @cached_property
    def _parts(self) -> dict[str, str]:
        import inspect  # slow to load, and only a rule that is explained needs it

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
    code: str,
    *,
    source: str,
    severity: Severity = Severity.WARNING,
    languages: tuple[str, ...] = (),
    fixes: bool = False,
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
    fixes : bool
        Whether its notices may carry a change that is safe to make without asking.
    """

    def describe(check: Check) -> Rule:
        name = getattr(check, "__name__", "").replace("_", "-")
        return Rule(code, name, severity, source, check, languages, fixes)

    return describe
