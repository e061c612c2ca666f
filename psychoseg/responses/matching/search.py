"""The search itself: each way of telling columns takes what is free and leaves what it cannot tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from psychoseg.errors import Fault, did_you_mean, shorten
from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses.matching.mapping import Mapping, Match
from psychoseg.responses.matching.near import accepted, likeness
from psychoseg.responses.matching.targets import Target, labels_of, targets, worded, wordings_of
from psychoseg.responses.readers import RawTable
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.wording import folded, letters


class Search:
    """What has been found so far, and what is still free on both sides."""

    def __init__(self, raw: RawTable, questionnaire: Questionnaire, ignore: Iterable[str]) -> None:
        self.raw = raw
        self.questionnaire = questionnaire
        self.targets = {target.column: target for target in targets(questionnaire)}
        self.order = {
            name: at
            for at, name in enumerate(
                name for item in questionnaire.items for name in (item.id, *item.columns, *item.text_columns)
            )
        }
        self.book: dict[str, Column | None] = {str(name): raw.column(str(name)) for name in raw.cells.columns}
        skip = {name.casefold() for name in ignore}
        self.ignored = [name for name in self.book if name.casefold() in skip]
        self.personal: list[tuple[str, str]] = []
        self.twice: dict[str, str] = {}
        self.written: list[str] = []
        self.paired: list[tuple[str, tuple[str, ...]]] = []
        self.matches: dict[str, Match] = {}
        self.used: set[str] = set()
        self.faults: list[Fault] = []

    @property
    def free(self) -> list[str]:
        """Columns of the file that nothing has claimed."""
        return [name for name in self.book if name not in self.used and name not in self.ignored]

    @property
    def wanted(self) -> list[Target]:
        """Columns of the questionnaire that nothing was found for."""
        return [
            target
            for target in self.targets.values()
            if target.column not in self.matches and target.item.id not in self.matches
        ]

    def take(self, column: str, source: str, how: str, score: float = 1.0) -> None:
        """Note that a column of the file holds a column of the questionnaire."""
        book = self.book[source]
        self.matches[column] = Match(column, source, how, score, book.import_id if book else "")
        self.used.add(source)

    def state(self, stated: Mapping) -> None:
        """What a person stated: by the platform's lasting id, else by the header."""
        by_import = {book.import_id: name for name, book in self.book.items() if book and book.import_id}
        by_name = {name.casefold(): name for name in self.book}
        by_name |= {book.source.casefold(): name for name, book in self.book.items() if book and book.source}
        for one in stated.matches:
            if one.column not in self.order:
                self.faults.append(
                    Fault("mapping.yml", f"{shorten(one.column)} is no column of the questionnaire", did_you_mean(one.column, self.order))
                )  # fmt: skip
                continue
            source = (one.import_id and by_import.get(one.import_id)) or by_name.get(one.source.casefold())
            if source is not None and source not in self.used:
                self.take(one.column, source, "mapping")
            elif source is not None:
                self.faults.append(
                    Fault(
                        "mapping.yml",
                        f"{shorten(one.source)} stands for two columns",
                        "each column holds one answer",
                    )
                )
            elif not stated.inherited:
                self.faults.append(
                    Fault("mapping.yml", f"{self.raw.name} has no column {shorten(one.source)}, which {one.column} is read from", did_you_mean(one.source, list(self.book)[:500]))
                )  # fmt: skip

    def by_id(self) -> None:
        """Ids as they are written, then in any usual spelling: ``place_home``, ``place[home]``, ``place/home``."""
        exact = {name.casefold(): name for name in self.free}
        squeezed = _groups((letters(name), name) for name in self.free)
        for item in self.questionnaire.items:
            columns = [name for name in item.columns if name not in self.matches]
            found = {name: self._spelled(name, exact, squeezed) for name in columns}
            whole = self._spelled(item.id, exact, squeezed) if item.type == "multiple" else None
            if whole and not (columns and all(found.values())) and item.id not in self.matches:
                self.take(item.id, whole, "id")
                continue
            if whole and whole not in found.values():
                self.twice[whole] = item.id
            for name, source in found.items():
                if source and source in self.free:
                    self.take(name, source, "id")
            for name in item.text_columns:
                source = self._spelled(name, exact, squeezed)
                if source and source in self.free and name not in self.matches:
                    self.take(name, source, "id")

    def _spelled(self, name: str, exact: dict[str, str], squeezed: dict[str, list[str]]) -> str | None:
        found = exact.get(name.casefold())
        if found is None:
            alike = squeezed.get(letters(name), [])
            found = alike[0] if len(alike) == 1 else None
        return found if found is None or found not in self.used else None

    def by_import_id(self) -> None:
        """The platform's lasting ids, where the questionnaire uses them as its own."""
        known = _groups(
            (book.import_id.casefold(), name)
            for name in self.free
            if (book := self.book[name]) and book.import_id
        )
        for target in self.wanted:
            found = known.get(target.column.casefold(), [])
            if len(found) == 1 and found[0] in self.free:
                self.take(target.column, found[0], "import id")

    def by_codebook(self) -> None:
        """Questions of several columns whose options the file names: each option to its column."""
        for item in self.questionnaire.items:
            if item.type not in {"multiple", "ranking"} or not any(one.item is item for one in self.wanted):
                continue
            groups = [
                columns
                for name, columns in self.raw.groups.items()
                if self._speaks_of(item, name, columns) and any(column.id in self.free for column in columns)
            ]
            if len(groups) != 1:
                continue
            (columns,) = groups
            if len(columns) == 1 and item.type == "multiple" and not columns[0].option:
                self.take(item.id, columns[0].id, "codebook")
            else:
                self._options(item, columns)

    def _options(self, item: Item, columns: tuple[Column, ...]) -> None:
        for name, option in zip(item.columns, item.options, strict=True):
            labels = {letters(label) for label in labels_of(option)}
            found = [
                column
                for column in columns
                if column.id in self.free and column.kind != "open"
                and (letters(column.label_of(column.option) or column.text) in labels or letters(column.option) in labels)
            ] or [column for column in columns if column.id in self.free and column.kind != "open" and column.option == option.code]  # fmt: skip
            if len(found) == 1 and name not in self.matches:
                self.take(name, found[0].id, "codebook")
            written = [
                column for column in columns
                if column.id in self.free and column.kind == "open" and column.option in {option.code, option.label}
            ]  # fmt: skip
            if option.specify and len(written) == 1:
                self.take(f"{item.id}_{option.code}_text", written[0].id, "codebook")

    def _speaks_of(self, item: Item, group: str, columns: tuple[Column, ...]) -> bool:
        if letters(group) == letters(item.id):
            return True
        asked = {letters(text) for text in worded(item, "text")}
        return any(letters(column.stem or column.text) in asked for column in columns)

    def by_text(self) -> None:
        """Equal wordings: of the question, of its lead-in and row, of question and option in either order."""
        there: dict[str, set[str]] = defaultdict(set)
        for name in self.free:
            for key in map(letters, wordings_of(name, self.book[name])):
                there[key].add(name)
        wanted: dict[str, set[str]] = defaultdict(set)
        for target in self.wanted:
            for key in target.keys:
                wanted[key].add(target.column)
            if target.option is not None and target.item.type == "multiple":
                for text in worded(target.item, "text"):
                    wanted[letters(text)].add(target.item.id)
        for key, columns in sorted(wanted.items(), key=lambda pair: -len(pair[0])):
            sources = [name for name in there.get(key, ()) if name not in self.used]
            left = sorted((one for one in columns if one not in self.matches), key=self.order.__getitem__)
            if len(sources) == 1 and len(left) == 1 and key:
                self.take(left[0], sources[0], "text")
            elif len(sources) == len(left) > 1 and key and self._repeated(sources):
                order = {name: at for at, name in enumerate(self.book)}
                pairs = zip(
                    left,
                    sorted(sources, key=order.__getitem__),
                    strict=True,
                )
                for column, source in pairs:
                    self.take(column, source, "text")
                self.paired.append((key, tuple(left)))

    def _repeated(self, sources: list[str]) -> bool:
        """Whether columns share one header, so that nothing but their order can tell them apart."""
        headers = {folded(book.source if (book := self.book[name]) is not None else name) for name in sources}
        return len(headers) == 1

    def by_near_text(self) -> None:
        """Nearly equal wordings, where nothing else comes close."""
        wanted, free = self.wanted, self.free
        if not wanted or not free:
            return
        scores = likeness(
            [target.wordings for target in wanted], [wordings_of(name, self.book[name]) for name in free]
        )
        for row, column, score in accepted(scores):
            self.take(wanted[row].column, free[column], "near text", round(score, 3))

    def by_option(self) -> None:
        """Headers that hold an option's label alone, where no other question has that option."""
        there = _groups((folded(name), name) for name in self.free)
        labels: dict[str, set[str]] = defaultdict(set)
        for target in self.targets.values():
            for label in labels_of(target.option) if target.option is not None else ():
                labels[folded(label)].add(target.column)
        by_item: dict[str, dict[str, str]] = defaultdict(dict)
        for target in self.wanted:
            for label in labels_of(target.option) if target.option is not None else ():
                found = there.get(folded(label), [])
                if len(found) == 1 and len(labels[folded(label)]) == 1:
                    by_item[target.item.id][target.column] = found[0]
        for found_columns in by_item.values():
            if len(found_columns) >= 2:
                for column, source in found_columns.items():
                    self.take(column, source, "option")


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in pairs:
        if key:
            found[key].append(name)
    return found
