"""Word lists, each with its source, read when a rule first needs them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, cached_property

from psychoseg.documents import Faults, Mapping, Reader, Scalar, Sequence, read_document
from psychoseg.errors import PsychosegError
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.wording import Wording

FOLDER = os.path.join(os.path.dirname(__file__), "lexicons")  # noqa: PTH118, PTH120  (pathlib is slow to load)


@dataclass(frozen=True)
class Lexicon:
    """Groups of terms; each term leads to a neutral one, or to an empty text.

    Parameters
    ----------
    name : str
        Of the file, without its ending.
    source : str
        Where the terms come from.
    groups : mapping
        Group name to terms; terms are lower case with one blank between words.
    """

    name: str
    source: str
    groups: dict[str, dict[str, str]]

    def __getitem__(self, group: str) -> dict[str, str]:
        return self.groups[group]

    def find(self, group: str, wording: Wording) -> Iterator[tuple[str, int, int]]:
        """Each term of a group that stands in a text, longest first at each word, with its place in words."""
        terms, longest = self.groups[group], self._longest(group)
        if wording.vocabulary.isdisjoint(longest):
            return
        position = 0
        while position < len(wording.words):
            step = 1
            most = min(longest.get(wording.words[position], 0), len(wording.words) - position)
            for length in range(most, 0, -1):
                term = " ".join(wording.words[position : position + length])
                if term in terms:
                    yield term, position, position + length
                    step = length
                    break
            position += step

    def _longest(self, group: str) -> dict[str, int]:
        """The first words of a group's terms, each with the words of the longest term it begins."""
        found = self._first_words.get(group)
        if found is None:
            found = self._first_words[group] = {}
            for term in self.groups[group]:
                first, count = term.partition(" ")[0], term.count(" ") + 1
                found[first] = max(count, found.get(first, 0))
        return found

    @cached_property
    def _first_words(self) -> dict[str, dict[str, int]]:
        return {}


def lexicon(name: str, language: str = "en") -> Lexicon:
    """The word list of that name, read when it is first asked for.

    Raises
    ------
    PsychosegError
        Where the file is missing or is no word list.
    """
    return _read(name, language)


@cache
def _read(name: str, language: str) -> Lexicon:
    path = os.path.join(FOLDER, language, f"{name}.yml")  # noqa: PTH118
    faults = Faults(path)
    reader = Reader(read_document(path, PsychosegError), faults, "a word list")
    source = reader.text("source", required=True)
    groups: dict[str, dict[str, str]] = {}
    for key, node in reader.pairs("groups", required=True):
        if isinstance(node, Sequence):
            groups[key.text] = {term.text.lower(): "" for term in node.items if isinstance(term, Scalar)}
        elif isinstance(node, Mapping):
            groups[key.text] = {
                term.text.lower(): value.text for term, value in node.pairs if isinstance(value, Scalar)
            }
        else:
            faults.add(node, f"a group lists its terms, found {node.kind}")
    reader.close()
    faults.raise_any(PsychosegError, f"{path} is not a word list:")
    return Lexicon(name, source, groups)
