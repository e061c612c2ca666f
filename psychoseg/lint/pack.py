"""The core wording rules in languages other than English, as data: one file a language.

A pack names, for a rule, the patterns that find its fault in :attr:`Wording.folded` and those that
excuse it. The English rules are code, because English was measured; a pack's rules were written by
readers of the language and have no measured precision, so their findings are warnings at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from psychoseg.documents import Faults, Reader, read_document
from psychoseg.errors import PsychosegError
from psychoseg.lint.lexicon import FOLDER
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

LANGUAGES = ("de", "es", "fr")
"""The languages that have a pack."""


class Frames:
    """How one rule's fault looks in one language.

    Parameters
    ----------
    find : tuple of Pattern
        Each holds the words to point at in a group called ``span``.
    unless : tuple of Pattern
        Any of these in the same question excuses it.
    answers : tuple of str
        Answers of which one must be offered for the rule to apply; none needed where empty.
    statements : bool
        Whether statements are looked at too.
    """

    def __init__(
        self, find: tuple[Pattern, ...], unless: tuple[Pattern, ...], needs: tuple[str, ...], statements: bool
    ) -> None:
        self.find = find
        self.unless = unless
        self.answers = needs
        self.statements = statements

    def span(self, item: Item) -> tuple[int, int] | None:
        """The words at fault in an item's text, or None."""
        if is_statement(item) and not self.statements:
            return None
        if self.answers and not set(self.answers) & set(answers(item)):
            return None
        text = wording(item.text)
        for pattern in self.find:
            match = pattern.search(text.folded)
            if match is not None and not any(one.search(text.folded) for one in self.unless):
                return text.span(match.start("span"), match.end("span"))
        return None


@cache
def pack(language: str) -> dict[str, Frames]:
    """The frames of a language by rule name; empty where there is no pack.

    Raises
    ------
    PsychosegError
        Where the file is no pack.
    """
    if language not in LANGUAGES:
        return {}
    path = f"{FOLDER}/{language}/wording.yml"
    faults = Faults(path)
    reader = Reader(read_document(path, PsychosegError), faults, "a language pack")
    reader.text("source", required=True)
    words = {
        key.text: "|".join(Reader(node, faults, "words").texts("of")) for key, node in reader.pairs("words")
    }
    frames = {key.text: _frames(Reader(node, faults, "a rule"), words) for key, node in reader.pairs("rules")}
    reader.close()
    faults.raise_any(PsychosegError, f"{path} is not a language pack:")
    return frames


def _frames(reader: Reader, words: dict[str, str]) -> Frames:
    def patterns(key: str) -> Iterator[Pattern]:
        for written in reader.texts(key):
            for name, listed in words.items():
                written = written.replace(f"<{name}>", f"(?:{listed})")
            yield Pattern(written)

    frames = Frames(
        tuple(patterns("find")), tuple(patterns("unless")), reader.texts("answers"), reader.flag("statements")
    )
    reader.close()
    return frames
