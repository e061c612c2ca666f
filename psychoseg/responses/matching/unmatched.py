"""What was not found, and what nobody asked for, each with the nearest there is on the other side."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import Fault, did_you_mean, shorten
from psychoseg.responses.matching.near import likeness
from psychoseg.responses.matching.search import Search
from psychoseg.responses.matching.targets import Target, wordings_of
from psychoseg.responses.privacy import kind_by_content
from psychoseg.responses.readers.personal_data import kind_by_name
from psychoseg.responses.wording import letters

MOST_COMPARED = 500
SHOWN = 0.5


def unmatched(search: Search) -> list[Fault]:
    """A fault for every column that is missing and for every one that is not known."""
    _set_written_in_aside(search)
    _set_personal_aside(search)
    wanted = search.wanted
    free = [name for name in search.free if name not in search.twice]
    if wanted and len(wanted) == len(search.targets) and len(wanted) > 1 and not search.matches:
        nearest = _near(wanted[0], free, search)
        return [
            Fault(
                search.raw.name,
                f"none of the {len(wanted)} columns of the questionnaire is found among {len(search.book)} columns",
                f"the first, {wanted[0].column}: {nearest}"
                if nearest
                else "is this the export of another survey?",
            ),
            *_faults(wanted, free, search),
        ]
    return list(_faults(wanted, free, search))


def _set_written_in_aside(search: Search) -> None:
    """Texts beside the options of a question that was found are no question of their own."""
    taken = {book.group for name in search.used if (book := search.book[name]) is not None and book.group}
    for name in search.free:
        column = search.book[name]
        if column is not None and column.kind == "open" and column.group in taken and column.option:
            search.written.append(name)
            search.used.add(name)


def _set_personal_aside(search: Search) -> None:
    """Columns that hold personal data and no item asks for are left out by name; nobody has to list them."""
    for name in search.free:
        column = search.book[name]
        kind = (
            column.personal or ("person" if column.kind == "personal" else "") if column is not None else ""
        )
        kind = kind or kind_by_name(name) or kind_by_content(search.raw.cells[name])
        if kind:
            search.personal.append((name, kind))
            search.used.add(name)


def _faults(wanted: list[Target], free: list[str], search: Search) -> Iterator[Fault]:
    for target in wanted:
        words = target.item.text if target.option is None else f"{target.item.text}: {target.option.label}"
        yield Fault(
            search.raw.name, f"no column {target.column} ({shorten(words)})", _near(target, free, search)
        )
    names = list(search.targets)
    for name in free:
        yield Fault(
            search.raw.name,
            f"column {shorten(name)} is not in the questionnaire",
            _known(name, search) or (did_you_mean(name, names) if len(names) < 5000 else ""),
        )


def _near(target: Target, free: list[str], search: Search) -> str:
    """The free column whose id or wording comes nearest, with the score of the wording."""
    compared = free[:MOST_COMPARED]
    scores = likeness([target.wordings], [wordings_of(name, search.book[name]) for name in compared])[0]
    if len(compared) and scores.max() >= SHOWN:
        at = int(scores.argmax())
        return f"the nearest wording is that of {shorten(compared[at])} (likeness {scores[at]:.2f})"
    return did_you_mean(target.column, compared) if compared else ""


def _known(name: str, search: Search) -> str:
    """A hint for a column whose question is read from another column already."""
    keys = set(map(letters, wordings_of(name, search.book[name])))
    for match in search.matches.values():
        target = search.targets.get(match.column)
        if target is not None and keys & set(target.keys):
            return f"it asks what {match.column} asks, which is read from {shorten(match.source)}; choose one in mapping.yml"
    return ""
