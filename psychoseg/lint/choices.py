"""Which settings and rules hold for which file."""

from __future__ import annotations

import os

from psychoseg.lint import config
from psychoseg.lint.engine import catalogue
from psychoseg.lint.finding import Severity
from psychoseg.lint.selection import chosen_by, matches

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.rules._rule import Rule
    from psychoseg.lint.settings import Settings


class Choices:
    """A person's own settings together with those of the folders their files lie in.

    Parameters
    ----------
    own : Settings
        They go before those of files.
    config : str, optional
        A file to read settings from, whatever lies beside the questionnaires.
    search : bool
        Whether settings are looked for in files at all.
    """

    def __init__(self, own: Settings, *, config: str | None = None, search: bool = True) -> None:
        self.own = own
        self._config = config
        self._search = search
        self._catalogue = catalogue()
        self._by_folder: dict[str, Settings] = {}
        self._rules: dict[tuple[Settings, str], tuple[Rule, ...]] = {}
        self._ran: dict[str, Rule] = {}

    def of(self, path: str) -> Settings:
        """The settings for a file."""
        if not self._search:
            return self.own.whole()
        folder = os.path.dirname(path)  # noqa: PTH120  (pathlib is slow to load)
        if folder not in self._by_folder:
            found = config.read(self._config) if self._config else config.nearest(path)
            self._by_folder[folder] = self.own.over(found).whole()
        return self._by_folder[folder]

    def rules(self, path: str) -> tuple[Rule, ...]:
        """The rules that run on a file."""
        settings = self.of(path)
        key = (settings, path if settings.per_file_ignores else "")
        if key not in self._rules:
            self._rules[key] = chosen_by(settings, self._catalogue, path)
            self._ran.update({rule.code: rule for rule in self._rules[key]})
        return self._rules[key]

    def excludes(self, path: str) -> bool:
        """Whether a file or folder met on the way is left out."""
        settings = self.of(path)
        return bool(settings.exclude) and matches(path, settings.exclude, settings.folder)

    @property
    def every(self) -> tuple[Rule, ...]:
        """Every rule that ran on any file, in the catalogue's order."""
        ran = (self._ran.get(rule.code) for rule in self._catalogue)
        return tuple(rule for rule in ran if rule is not None and rule.severity is not Severity.OFF)
