"""A text as rules read it: lower case, one blank between words, quotations and brackets left out.

Rules match patterns in :attr:`Wording.folded`, where every blank is one blank and every mark of
punctuation stands alone, so patterns stay short and take linear time; :meth:`Wording.span` leads
back to the words as they were written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from psychoseg.lint.pattern import Pattern
from psychoseg.questionnaire import Item

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_CLOSES = {"(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "«": "»", '"': '"'}
_ENDS = frozenset([".", "?", "!"])
_SHORTENED = frozenset(
    ["e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "st", "no", "nr", "vs", "approx", "prof", "jr", "sr"]
)
_ASKS = frozenset(["how", "which", "rate", "select", "choose", "tell", "please", "indicate", "list"])


class Wording:
    """One text, folded for matching.

    Parameters
    ----------
    text : str
        As written.

    Examples
    --------
    >>> wording = Wording("Is the “Grand” tour  FAST?")
    >>> wording.folded
    'is the tour fast ?'
    >>> wording.text[slice(*wording.span(12, 16))]
    'FAST'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        found = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
        kept = [token for token, hidden in zip(found, _hidden(found), strict=True) if not hidden]
        self.words = tuple(token.lower().replace("’", "'") for token, _, _ in kept)
        self.vocabulary = frozenset(self.words)
        self.folded = " ".join(self.words)
        self._written = [(start, end) for _, start, end in kept]
        self._starts: list[int] = []
        position = 0
        for word in self.words:
            self._starts.append(position)
            position += len(word) + 1

    def has(self, triggers: frozenset[str]) -> bool:
        """Whether any of these words stands in the text: the cheap question to ask before any pattern."""
        return not self.vocabulary.isdisjoint(triggers)

    def search(self, pattern: Pattern) -> re.Match[str] | None:
        """The first match of a pattern in the folded text; not tried where none of its words stands there."""
        if pattern.needs and self.vocabulary.isdisjoint(pattern.needs):
            return None
        return pattern.search(self.folded)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """First word and end, in words, of every sentence, its closing mark included."""
        found, start = [], 0
        for index, word in enumerate(self.words):
            if word in _ENDS and not self._abbreviated(index):
                if index > start:
                    found.append((start, index + 1))
                start = index + 1
        if start < len(self.words):
            found.append((start, len(self.words)))
        return tuple(found)

    def _abbreviated(self, index: int) -> bool:
        """Whether a full stop belongs to a word: "U.S.", "e.g.", "No. 1"."""
        if self.words[index] != "." or index == 0:
            return False
        before, start = self.words[index - 1], self._written[index][0]
        follows = self.text[start + 1 : start + 3]
        return len(before) == 1 or before in _SHORTENED or bool(follows[:1].strip())

    @cached_property
    def question(self) -> str:
        """The folded text of the sentence that asks: the first that ends in a question mark, else the last."""
        chosen = next((one for one in self.sentences if self.words[one[1] - 1] == "?"), None)
        start, end = chosen or (self.sentences[-1] if self.sentences else (0, 0))
        return " ".join(self.words[start:end])

    @cached_property
    def question_start(self) -> int:
        """Where :attr:`question` begins in :attr:`folded`."""
        chosen = next((one for one in self.sentences if self.words[one[1] - 1] == "?"), None)
        start = (chosen or (self.sentences[-1] if self.sentences else (0, 0)))[0]
        return self._starts[start] if start < len(self._starts) else 0

    @property
    def asks(self) -> bool:
        """Whether this is a question or a request, not a statement to be judged."""
        return "?" in self.words or (self.words[:1] != () and self.words[0] in _ASKS)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words at ``start`` to ``end`` of the folded text stand in the text as written."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end) - 1
        if not 0 <= first <= last:
            return None
        return (self._written[first][0], self._written[last][1])

    def span_of_words(self, first: int, end: int) -> tuple[int, int]:
        """Where the words from number ``first`` up to number ``end`` stand in the text as written."""
        return (self._written[first][0], self._written[end - 1][1])

    def span_of(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int] | None:
        """Where a match in the folded text, or one group of it, stands in the text as written."""
        return self.span(match.start(group), match.end(group))


def _hidden(tokens: list[tuple[str, int, int]]) -> list[bool]:
    """Which tokens stand within quotation marks or brackets that are closed again."""
    hidden = [False] * len(tokens)
    opened: tuple[int, str] | None = None
    for index, (token, _, _) in enumerate(tokens):
        if opened is not None and token == opened[1]:
            for inside in range(opened[0], index + 1):
                hidden[inside] = True
            opened = None
        elif opened is None and token in _CLOSES:
            opened = (index, _CLOSES[token])
    return hidden


@lru_cache(maxsize=16_384)
def wording(text: str) -> Wording:
    """The folded form of a text, kept while several rules look at the same one."""
    return Wording(text)


def is_statement(item: Item) -> bool:
    """Whether respondents judge a statement about themselves here rather than answer a question.

    Items of a construct are, and so is anything that neither asks nor requests.
    """
    return bool(item.construct and item.type == "likert") or not wording(item.text).asks


def answers(item: Item) -> tuple[str, ...]:
    """The wording of the answers offered, in lower case; empty for numbers and open answers."""
    if item.scale is not None:
        return tuple(label.lower() for _, label in item.scale.labels if label)
    return tuple(option.label.lower() for option in item.options)
