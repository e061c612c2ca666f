"""Everything one call of the linter found, file by file: what every form of output is made from."""

from __future__ import annotations

from psychoseg.lint.finding import Severity
from psychoseg.lint.settings import Settings
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Sequence

    from psychoseg.lint.finding import Finding
    from psychoseg.lint.rules._rule import Rule
    from psychoseg.questionnaire import Questionnaire


@dataclass(frozen=True)
class Sheet:
    """One file, or the questions of one list, with what was found.

    Parameters
    ----------
    questionnaire : Questionnaire
    findings : tuple of Finding
        In file order, those that are held back left out.
    settings : Settings
        Those that held for it.
    text : str
        The file's text; empty for questions typed on the command line.
    kind : str
        ``questionnaire``, ``table`` or ``list``.
    """

    questionnaire: Questionnaire
    findings: tuple[Finding, ...]
    settings: Settings
    text: str = ""
    kind: str = "questionnaire"

    @property
    def name(self) -> str:
        """The file's name as it was given."""
        return self.questionnaire.source_name

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings at or above the level that is printed."""
        return tuple(finding for finding in self.findings if finding.severity >= self.settings.least_shown)

    @property
    def fails(self) -> bool:
        """Whether any finding is severe enough for the command to return 1."""
        return any(finding.severity >= self.settings.least_failing for finding in self.findings)


@dataclass(frozen=True)
class Audit:
    """What every form of output is made from.

    Parameters
    ----------
    sheets : tuple of Sheet
        In the order the files were given.
    rules : tuple of Rule
        Every rule that ran on any of them.
    colours : bool
        Whether the text goes to a terminal that shows colours.
    statistics : bool
        Whether findings are counted by rule.
    held, gone : int
        How many findings a baseline held back, and how many it knows that are no longer there.
    version : str
        Of psychoseg, for outputs that say what made them.
    """

    sheets: tuple[Sheet, ...]
    rules: tuple[Rule, ...] = ()
    colours: bool = False
    statistics: bool = False
    held: int = 0
    gone: int = 0
    version: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, also those below the level that is printed."""
        return tuple(finding for sheet in self.sheets for finding in sheet.findings)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Every finding that is printed."""
        return tuple(finding for sheet in self.sheets for finding in sheet.shown)

    @property
    def by_severity(self) -> tuple[tuple[Severity, int], ...]:
        """How many findings of each severity there are, the worst first."""
        found = self.findings
        return tuple(
            (severity, sum(finding.severity is severity for finding in found))
            for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        )

    @property
    def by_rule(self) -> tuple[tuple[str, str, int], ...]:
        """Code, name and number of findings of each rule that found something, the most frequent first."""
        counted: dict[tuple[str, str], int] = {}
        for finding in self.findings:
            key = (finding.code, finding.name)
            counted[key] = counted.get(key, 0) + 1
        ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((code, name, count) for (code, name), count in ranked)


def look(
    questionnaire: Questionnaire,
    rules: Sequence[Rule],
    settings: Settings,
    *,
    text: str = "",
    kind: str = "questionnaire",
) -> Sheet:
    """Lint one questionnaire under some settings.

    Parameters
    ----------
    questionnaire : Questionnaire
    rules : sequence of Rule
        Those the settings select.
    settings : Settings
        Their words and preset hold findings back.
    text, kind : str
        Kept for the outputs.
    """
    from psychoseg.lint.engine import lint
    from psychoseg.lint.plain import suited

    running = rules if kind == "questionnaire" else suited(rules)
    found = lint(questionnaire, rules=running)
    if settings.words:
        from psychoseg.lint.vocabulary import spared

        found = tuple(finding for finding in found if not spared(finding, settings.words))
    if settings.preset == "validated-scale":
        kept = {item.id for item in questionnaire.items if item.construct or kind != "questionnaire"}
        found = tuple(
            finding for finding in found if finding.item not in kept or finding.code[:2] not in _WORDING
        )
    return Sheet(questionnaire, found, settings, text, kind)


_WORDING = frozenset(["QW", "QC"])
