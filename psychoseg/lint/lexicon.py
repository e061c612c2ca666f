"""Word lists, each with its source, read when a rule first needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from psychoseg.documents import Faults, Mapping, Reader, Scalar, Sequence, read_document
from psychoseg.errors import PsychosegError

if TYPE_CHECKING:
    from psychoseg.lint.wording import Wording

FOLDER = Path(__file__).parent / "lexicons"


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
        terms = self.groups[group]
        longest = max((term.count(" ") + 1 for term in terms), default=0)
        position = 0
        while position < len(wording.words):
            step = 1
            for length in range(min(longest, len(wording.words) - position), 0, -1):
                term = " ".join(wording.words[position : position + length])
                if term in terms:
                    yield term, position, position + length
                    step = length
                    break
            position += step


@cache
def lexicon(name: str, language: str = "en") -> Lexicon:
    """The word list of that name.

    Raises
    ------
    PsychosegError
        Where the file is missing or is no word list.
    """
    path = FOLDER / language / f"{name}.yml"
    faults = Faults(str(path))
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
