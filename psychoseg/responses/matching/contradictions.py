"""Columns found by their id whose words say something else: the questions may have been numbered anew."""

from __future__ import annotations

from psychoseg.errors import Fault, shorten
from psychoseg.responses.matching.near import SHORTEST, likeness
from psychoseg.responses.matching.search import Search
from psychoseg.responses.matching.targets import wordings_of
from psychoseg.responses.wording import letters

UNLIKE = 0.5


def contradictions(search: Search) -> tuple[list[Fault], list[str]]:
    """Columns found by their id that ask what another item asks are faults; unlike ones are notes.

    What a person stated in mapping.yml is believed.
    """
    owners: dict[str, set[str]] = {}
    for known in search.targets.values():
        for key in known.keys:
            owners.setdefault(key, set()).add(known.column)
    faults, notes = [], []
    for match in search.matches.values():
        book = search.book[match.source]
        if match.column not in search.targets or match.how != "id" or book is None or not book.text:
            continue
        target = search.targets[match.column]
        words = wordings_of(match.source, book)
        others = {
            column
            for text in words
            if len(letters(text)) >= SHORTEST
            for column in owners.get(letters(text), ())
        }
        if others and target.column not in others:
            faults.append(
                Fault(search.raw.name, f"column {shorten(match.source)} asks what {sorted(others)[0]} asks in the questionnaire ({shorten(book.text)})", f"state in mapping.yml which column {target.column} is read from")
            )  # fmt: skip
        elif not others and target.option is None:
            score = float(likeness([target.wordings], [words])[0, 0])
            if score < UNLIKE and len(book.text) >= SHORTEST and letters(book.text) != letters(match.source):
                notes.append(
                    f"{match.column}: found by its id, but the file asks {shorten(book.text, 60)} (likeness {score:.2f})"
                )
    return faults, notes
