"""What a person may choose about linting, and how choices in several places combine."""

from __future__ import annotations

from psychoseg.lint.finding import Severity
from psychoseg.values import dataclass, replace

SEVERITIES = ("off", "info", "warning", "error")


@dataclass(frozen=True)
class Settings:
    """Choices about linting; an empty one leaves the matter to whoever is asked next.

    Parameters
    ----------
    preset : str
        One of :data:`PRESETS`; its own choices come last.
    select, extend_select, ignore : tuple of str
        Rules by code, name or the beginning of codes; ``ALL`` means every rule, those that are off
        included. ``select`` runs nothing else.
    severity : tuple of (str, str)
        Rules and the severity all their findings get.
    level, fail_level : str
        The least severity that is shown, and that makes the command return 1.
    per_file_ignores : tuple of (str, tuple of str)
        Patterns of paths, from the folder of the settings, with the rules left out there.
    words : tuple of str
        Names and terms that respondents know: a finding about nothing but these words is none.
    exclude : tuple of str
        Patterns of paths left out when a folder is linted.
    folder : str
        Where the paths count from.
    """

    preset: str = ""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    level: str = ""
    fail_level: str = ""
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    folder: str = ""

    @property
    def least_shown(self) -> Severity:
        """The least severity that is printed; warning where nobody chose."""
        return Severity[(self.level or "warning").upper()]

    @property
    def least_failing(self) -> Severity:
        """The least severity that makes the command return 1; warning where nobody chose."""
        return Severity[(self.fail_level or "warning").upper()]

    def over(self, other: Settings) -> Settings:
        """These choices, and the other's where these leave something open; lists of rules add up.

        Examples
        --------
        >>> Settings(level="error").over(Settings(level="info", ignore=("QW104",))).ignore
        ('QW104',)
        """
        return Settings(
            preset=self.preset or other.preset,
            select=self.select or other.select,
            extend_select=other.extend_select + self.extend_select,
            ignore=other.ignore + self.ignore,
            severity=other.severity + self.severity,
            level=self.level or other.level,
            fail_level=self.fail_level or other.fail_level,
            per_file_ignores=other.per_file_ignores + self.per_file_ignores,
            words=other.words + self.words,
            exclude=other.exclude + self.exclude,
            folder=self.folder or other.folder,
        )

    def whole(self) -> Settings:
        """These choices over those of their preset."""
        return self.over(replace(PRESETS[self.preset], preset=self.preset)) if self.preset else self


PRESETS = {
    "recommended": Settings(),
    "strict": Settings(extend_select=("ALL",), level="info", fail_level="info"),
    "validated-scale": Settings(),
    "interview": Settings(ignore=("QS404", "QS410")),
}
"""``recommended`` is what runs anyway. ``strict`` runs every rule, shows all and fails on any finding.
``validated-scale`` leaves the wording of items that measure a construct alone: a published scale keeps its
words, its flaws included, or its norms are lost. ``interview`` is for questions read out by a person: the
order is not shuffled and nobody has to be caught not reading."""
