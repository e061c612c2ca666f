"""Where in the file the words stand that a finding points at: what editors and review tools underline."""

from __future__ import annotations

from bisect import bisect_right

from psychoseg.documents.places import Place, places
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.finding import Finding


@dataclass(frozen=True)
class Region:
    """A stretch of a file: lines and columns from 1 in characters, the end column excluded."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


class Located:
    r"""One file's text, ready to be asked for places.

    Parameters
    ----------
    text : str
        Of a questionnaire that was read without faults, or of a list, or empty.
    kind : str
        ``questionnaire``, ``table`` or ``list``.

    Examples
    --------
    >>> from psychoseg.lint import Finding, Severity
    >>> text = "sections:\n  - id: s\n    items:\n      - id: a\n        text: Nice, isn't it?"
    >>> found = Finding("QW104", "tag-question", Severity.WARNING, "", "q.yml", 4, 9, "a",
    ...                 "Nice, isn't it?", 6, 15)
    >>> Located(text).region(found)
    Region(start_line=5, start_column=21, end_line=5, end_column=30)
    """

    def __init__(self, text: str, kind: str = "questionnaire") -> None:
        self.text = text
        self._items: dict[str, Place] = {}
        if kind == "questionnaire" and text:
            self._items = items_of(places(text))
        self._lines = [0]
        for line in text.replace("\r\n", "\0\n").replace("\r", "\n").split("\n")[:-1]:
            self._lines.append(self._lines[-1] + len(line) + 1)

    def item(self, item: str) -> Place | None:
        """The mapping of an item, or None."""
        return self._items.get(item)

    def region(self, finding: Finding) -> Region:
        """The words of a finding; where they cannot be told apart, its item's text, or its line."""
        if not self.text:
            end = finding.column + max(1, len(finding.text))
            if finding.span:
                return Region(finding.line, finding.start + 1, finding.line, finding.end + 1)
            return Region(finding.line, finding.column, finding.line, end)
        return self.between(*self.extent(finding))

    def extent(self, finding: Finding) -> tuple[int, int]:
        """The same as offsets in the text."""
        place = self._items.get(finding.item)
        wordings = _wordings(place) if place else ()
        for wording in wordings:
            words = self._words(wording, finding) if finding.span else None
            if words:
                return words
        if wordings:
            return wordings[0].start, wordings[0].end
        if finding.span and not self._items:
            start, end = self._line(finding.line)
            at = self.text.find(finding.text, start, end)
            if at >= 0:
                return at + finding.start, at + finding.end
        return self.at(finding.line, finding.column)

    def at(self, line: int, column: int) -> tuple[int, int]:
        """From a place, both counted from 1, to the end of its line; at least one character."""
        start, end = self._line(line)
        first = min(start + max(0, column - 1), max(start, end - 1))
        return first, max(first + 1, end)

    def between(self, start: int, end: int) -> Region:
        """The region between two offsets."""
        return Region(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset) - 1
        return line + 1, offset - self._lines[line] + 1

    def _line(self, line: int) -> tuple[int, int]:
        """Where a line starts and where its last visible character ends."""
        at = min(max(line, 1), len(self._lines)) - 1
        end = self._lines[at + 1] if at + 1 < len(self._lines) else len(self.text)
        start = self._lines[at]
        return start, start + len(self.text[start:end].rstrip())

    def _words(self, wording: Place, finding: Finding) -> tuple[int, int] | None:
        """Matched letter by letter, blanks aside: the file may fold lines, the finding's text does not."""
        first, last = wording.start, wording.end
        raw = self.text[first:last]
        if raw[:1] in {"|", ">"}:
            first += len(raw.partition("\n")[0])
        elif not wording.plain:
            first, last = first + 1, last - 1
        offsets = [at for at in range(first, last) if not self.text[at].isspace()]
        letters = "".join(finding.text.split())
        if "".join(self.text[at] for at in offsets)[: len(letters)] != letters:
            return None
        before = len("".join(finding.text[: finding.start].split()))
        within = len("".join(finding.span.split()))
        return (offsets[before], offsets[before + within - 1] + 1) if within else None


def _wordings(item: Place) -> tuple[Place, ...]:
    """Where the text of an item stands: once, or once for each language."""
    text = item if item.kind == "scalar" else item.get("text")
    if text is None:
        return ()
    return (text,) if text.kind == "scalar" else tuple(value for _, value in text.pairs)


def items_of(top: Place) -> dict[str, Place]:
    """Every item of a questionnaire by its id; a row of a matrix may be a mapping or a text alone."""
    found: dict[str, Place] = {}
    sections = top.get("sections")
    for section in sections.entries if sections else ():
        items = section.get("items")
        for item in items.entries if items else ():
            name = item.get("id")
            if name is not None:
                found[name.text] = item
            rows = item.get("rows")
            found.update({row.text: place for row, place in (rows.pairs if rows else ())})
    return found
