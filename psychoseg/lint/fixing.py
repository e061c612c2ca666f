"""Make the safe changes that findings carry, in the text of the file, and nothing else.

Comments, quotes, blank lines and the order of keys stay as they are. Each item is changed by itself, and
then the whole new text is read again: unless it holds exactly what the old one held with the changes made,
the text is left as it was.
"""

from __future__ import annotations

from psychoseg.documents.places import Place, places
from psychoseg.errors import PsychosegError
from psychoseg.lint.editing import (
    CannotEditError,
    Change,
    changed,
    column,
    edited,
    expected,
    line_end,
    set_key,
)
from psychoseg.lint.locating import items_of
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from psychoseg.lint.finding import Finding
    from psychoseg.lint.fix import Edit, Fix

MOST_ROUNDS = 20
"""One change to an item can make room for the next; no list of answers needs more rounds than this."""

_ELSEWHERE = "the item is not written out where it stands"


@dataclass(frozen=True)
class Mended:
    """A text after its safe changes.

    Parameters
    ----------
    text : str
    done : tuple of Finding
        Those whose fix was made, in the order made.
    left : tuple of (Finding, str)
        Those whose fix could not be made here, and why.
    """

    text: str
    done: tuple[Finding, ...] = ()
    left: tuple[tuple[Finding, str], ...] = ()


class Editing:
    """A file's text, taken apart once, ready to be asked how edits would change it.

    Parameters
    ----------
    text : str
        A questionnaire in YAML that was read without faults.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._top = places(text)
        self._items = items_of(self._top)

    def change(self, edits: Sequence[Edit]) -> Change:
        """The one stretch that makes some edits of one item.

        Raises
        ------
        CannotEditError
            Where they do not fit the way the item is written.
        """
        item = self._items.get(edits[0].item)
        if item is None or item.kind != "mapping" or any(edit.item != edits[0].item for edit in edits):
            raise CannotEditError(_ELSEWHERE)
        end = item.end
        if not item.flow:
            end = line_end(self.text, end)
            end += len(self.text[end : end + 2]) - len(self.text[end : end + 2].lstrip("\r\n"))
        indent = "" if item.flow else " " * column(self.text, item.start)
        old = indent + self.text[item.start : end]
        found = difference(old, edited(old, edits))
        shift = item.start - len(indent)
        return Change(found.start + shift, found.end + shift, found.new)

    def verify(self, new: str, edits: Iterable[Edit]) -> None:
        """See that a new text holds what this one holds with some edits made, and nothing else.

        Raises
        ------
        CannotEditError
            Where it does not.
        """
        by_item: dict[str, list[Edit]] = {}
        for edit in edits:
            by_item.setdefault(edit.item, []).append(edit)
        wanted = {id(self._items[name]): made for name, made in by_item.items()}

        def rebuilt(place: Place) -> object:
            if id(place) in wanted:
                held = place.holds()
                for edit in wanted[id(place)]:
                    held = expected(held, edit)
                return held
            if place.kind == "mapping":
                return {key.text: rebuilt(value) for key, value in place.pairs}
            return [rebuilt(entry) for entry in place.entries] if place.kind == "sequence" else place.holds()

        if repr(places(new).holds()) != repr(rebuilt(self._top)):
            raise CannotEditError("the file is written in a way that cannot be changed safely")


def mend(text: str, look: Callable[[str], Iterable[Finding]]) -> Mended:
    """Make every safe change, look again, and go on until there is none left to make.

    Parameters
    ----------
    text : str
        A questionnaire in YAML that was read without faults.
    look : callable
        Gives the findings of a text.
    """
    done: list[Finding] = []
    left: dict[tuple[str, Fix], tuple[Finding, str]] = {}
    found = list(look(text))
    for _ in range(MOST_ROUNDS):
        waiting = [one for one in found if one.fix is not None and (one.code, one.fix) not in left]
        if not waiting:
            break
        new, made = _round(text, waiting, left)
        try:
            found = list(look(new))
        except PsychosegError as problem:
            left.update({(finding.code, fix): (finding, problem.summary) for finding, fix in made})
            continue
        text = new
        done += [finding for finding, _ in made]
    return Mended(text, tuple(done), tuple(left.values()))


def _round(
    text: str, waiting: Iterable[Finding], left: dict[tuple[str, Fix], tuple[Finding, str]]
) -> tuple[str, list[tuple[Finding, Fix]]]:
    """The text after at most one fix for each item, and the fixes made; the others are added to ``left``."""
    editing = Editing(text)
    touched: set[str] = set()
    made: list[tuple[Finding, Fix, Change]] = []
    for finding in waiting:
        fix = finding.fix
        if fix is None or touched & {edit.item for edit in fix.edits}:
            continue
        touched |= {edit.item for edit in fix.edits}
        try:
            made.append((finding, fix, editing.change(fix.edits)))
        except CannotEditError as problem:
            left[(finding.code, fix)] = (finding, str(problem))
    new = changed(text, [change for _, _, change in made])
    try:
        editing.verify(new, [edit for _, fix, _ in made for edit in fix.edits])
    except CannotEditError as problem:
        left.update({(finding.code, fix): (finding, str(problem)) for finding, fix, _ in made})
        return text, []
    return new, [(finding, fix) for finding, fix, _ in made]


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A questionnaire's text with some edits of one item made.

    Raises
    ------
    CannotEditError
        Where they do not fit the way the item is written.
    """
    editing = Editing(text)
    new = changed(text, [editing.change(edits)])
    editing.verify(new, edits)
    return new


def difference(old: str, new: str) -> Change:
    """The one stretch that turns one text into another.

    Examples
    --------
    >>> difference("a: tea", "a: hot tea")
    Change(start=3, end=3, new='hot ')
    """
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    return Change(start, len(old) - tail, new[start : len(new) - tail])


def with_exception(text: str, item: str, rule: str, reason: str) -> str:
    """The text with a rule allowed in an item, or for the whole questionnaire where the item is empty.

    Raises
    ------
    CannotEditError
        Where the item is not written out in its own place.
    """
    top = places(text)
    body = items_of(top).get(item) if item else top
    if body is None:
        raise CannotEditError(_ELSEWHERE)
    if body.kind == "scalar":  # a row of a matrix that is its text alone
        return changed(text, [set_key(text, body, "allow", f"{{{rule}: {reason}}}", alone="text")])
    allow = body.get("allow")
    if allow is not None and allow.pairs:
        return changed(text, [set_key(text, allow, rule, reason)])
    return changed(text, [set_key(text, body, "allow", f"{{{rule}: {reason}}}")])
