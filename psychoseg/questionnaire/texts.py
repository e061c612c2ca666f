"""Texts that may be written in several languages at once: a plain text, or one for each language."""

from __future__ import annotations

from psychoseg.documents import Faults, Mapping, Node, Reader, Scalar, fold
from psychoseg.errors import shorten
from psychoseg.questionnaire.answers import Translations


def is_language(text: str) -> bool:
    """Whether a text has the form of a language code.

    Examples
    --------
    >>> is_language("de"), is_language("pt-BR"), is_language("label")
    (True, True, False)
    """
    first, *others = text.replace("_", "-").split("-")
    return (
        2 <= len(first) <= 3
        and first.isascii()
        and first.isalpha()
        and all(2 <= len(other) <= 8 and other.isascii() and other.isalnum() for other in others)
    )


def by_language(node: Node) -> bool:
    """Whether a node is a mapping of language codes, not of keys."""
    return (
        isinstance(node, Mapping) and bool(node.pairs) and all(is_language(key.text) for key, _ in node.pairs)
    )


class Texts:
    """Reads the texts of one part of a questionnaire and collects their other wordings.

    Parameters
    ----------
    reader : Reader
        Of the part.
    language : str
        The questionnaire's own, in which every text must be worded.
    """

    def __init__(self, reader: Reader, language: str) -> None:
        self.reader = reader
        self.language = language
        self._found: list[tuple[str, str, str]] = []

    @property
    def translations(self) -> Translations:
        """Every wording in another language that was met."""
        return tuple(self._found)

    def text(self, key: str, default: str = "", *, required: bool = False, name: str = "") -> str:
        """The text under ``key`` in the questionnaire's own language; others are kept as ``name``."""
        node = self.reader.find(key)
        if not isinstance(node, Mapping):
            return self.reader.text(key, default, required=required)
        return worded(node, name or key, self.language, self.reader.faults, self._found) or default

    def keep(self, node: Node, name: str) -> str:
        """The same for a node that is at hand."""
        return worded(node, name, self.language, self.reader.faults, self._found)


def worded(node: Node, name: str, language: str, faults: Faults, found: list[tuple[str, str, str]]) -> str:
    """The text a node holds in ``language``; wordings in others are added to ``found``."""
    if isinstance(node, Scalar):
        return "" if node.is_null else fold(node, faults)
    if not isinstance(node, Mapping):
        faults.add(node, f"{name} should be a text, found {node.kind}")
        return ""
    own = ""
    for key, entry in node.pairs:
        if not is_language(key.text):
            faults.add(key, f"{shorten(key.text)} is not a language", "use codes such as en, de or pt-BR")
        elif not isinstance(entry, Scalar) or entry.is_null or not entry.text.strip():
            faults.add(entry, f"{name} has no text in {key.text}")
        elif key.text == language:
            own = fold(entry, faults)
        else:
            found.append((name, key.text, fold(entry, faults)))
    if not own and language not in {key.text for key, _ in node.pairs}:
        faults.add(node, f"{name} has no text in {language}", "that is the questionnaire's own language")
    return own
