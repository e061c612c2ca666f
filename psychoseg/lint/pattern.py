"""Regular expressions that are compiled when they are first tried, so that loading the rules costs nothing.

Every pattern of the linter is one of these. Guard a rule with a look at its trigger words first
(``wording.has``): on a clean questionnaire most patterns are then never compiled at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


class Pattern:
    r"""A regular expression by its text.

    Parameters
    ----------
    source : str
        In the syntax of :mod:`re`. Every repetition of a group must be bounded, so that it takes
        linear time on any text.
    needs : str
        Words, separated by blanks, of which a text must hold one for the pattern to be worth trying;
        empty where there are no such words. :meth:`Wording.search` looks at them first.

    Examples
    --------
    >>> Pattern(r"\btea\b").search("a cup of tea").group()
    'tea'
    """

    __slots__ = ("_compiled", "needs", "source")

    def __init__(self, source: str, needs: str = "") -> None:
        self.source = source
        self.needs = frozenset(needs.split())
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.source)
        return self._compiled

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place where it matches."""
        return self.compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Whether it matches from ``start`` on."""
        return self.compiled.match(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where it matches."""
        return self.compiled.finditer(text)

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced."""
        return self.compiled.sub(replacement, text)
