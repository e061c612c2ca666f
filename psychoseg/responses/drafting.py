"""A questionnaire drafted from a response file, for a study whose questionnaire nobody has as a file.

The draft is read by :func:`psychoseg.questionnaire.read` as it stands. Whatever the file cannot tell (the
order of answers that were exported as texts, which statements measure what) is marked DECIDE.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from psychoseg.errors import visible
from psychoseg.questionnaire.items import RESERVED
from psychoseg.responses.arranging import arranged, mistaken_for_a_date, way_out
from psychoseg.responses.ladders import in_order
from psychoseg.responses.opening.compact import from_pandas
from psychoseg.responses.privacy.kinds import kinds_by_content
from psychoseg.responses.readers import Choice, Column, RawTable
from psychoseg.responses.readers.markup import without_tags

_PERSONAL = {
    "name": "name",
    "email": "email",
    "phone": "phone",
    "address": "address",
    "place": "address",
    "birth date": "birth_date",
    "ip": "ip",
    "id": "id",
}
_MOST_OPTIONS = 60
_LONGEST_NAME = 40
_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_LONGEST_LIST = 20
"""Codes without labels that are mostly larger are numbers more likely than answers of a list."""
_HEAD = """\
# Drafted from {name}, read as {platform}. Not a questionnaire yet: complete it wherever it says DECIDE.
# - Statements that measure one thing: make them type likert with a scale, and name their construct.
# - Answers that run from low to high: put them in order and give them codes as they were asked.
# - Ways out (don't know, not applicable) are marked missing: take the mark off where one counts as an answer.
# - Wording that the export cut, changed or left out: write it as respondents saw it.
# Then: psychoseg lint {file}
questionnaire: 1
id: {id}
title: {title}  # DECIDE
version: 1
language: en  # DECIDE: the language of the wording below
objective: ""  # DECIDE: the decision the answers are to help with
"""


@dataclass
class _Draft:
    """What has been named so far."""

    names: set[str] = field(default_factory=set)
    scales: dict[tuple[tuple[str, str], ...], str] = field(default_factory=dict)

    def name(self, wish: str, fallback: str, codes: Sequence[str] = ()) -> str:
        """An id that is allowed and not taken, nor are the columns of its options and of what is written in."""
        words = re.sub(r"[^A-Za-z0-9]+", "_", wish).strip("_")
        if len(words) > 40:
            words = "_".join(words.split("_")[:5])[:40].rstrip("_")
        if not words or not words[0].isalpha():
            words = f"{fallback}_{words}".rstrip("_")
        words = words[:56]
        if words.casefold() in RESERVED:
            words += "_1"
        found, count = words, 1
        while self.names & (columns := _columns(found, codes)):
            count += 1
            found = f"{words}x{count}"
        self.names |= columns
        return found

    def scale(self, labels: tuple[tuple[str, str], ...]) -> str:
        """The name of a scale, the same for the same labels."""
        if labels not in self.scales:
            ends = (
                re.sub(r"[^a-z]+", "_", f"{labels[0][1]} to {labels[-1][1]}".casefold())
                .strip("_")[:40]
                .strip("_")
            )
            taken = set(self.scales.values())
            name = ends if ends and ends[0].isalpha() else "scale"
            base, count = name, 1
            while name in taken:
                count += 1
                name = f"{base}_{count}"
            self.scales[labels] = name
        return self.scales[labels]


def _columns(name: str, codes: Sequence[str]) -> set[str]:
    """Every name an item takes in a table of answers."""
    own = {name, *(f"{name}_{code}{end}" for code in codes for end in ("", "_text"))}
    return {column.casefold() for column in own}


def draft(raw: RawTable) -> str:
    r"""The text of a questionnaire with one item for each question of a response file.

    Parameters
    ----------
    raw : RawTable

    Returns
    -------
    str
        YAML that psychoseg reads: scales shared by the questions that have the same answers, matrices as
        batteries, the columns of a multi-select as one item.

    Examples
    --------
    >>> from psychoseg.questionnaire import parse
    >>> from psychoseg.responses.readers import read_table
    >>> asked = parse(draft(read_table(b"q1,q2\nyes,4\nno,7\nyes,30\n", "answers.csv")))
    >>> [(item.id, item.type) for item in asked.items]
    [('q1', 'single'), ('q2', 'single')]
    """
    made = _Draft()
    items = [text for name, columns in raw.groups.items() for text in _items(name, columns, raw, made)]
    stem = raw.name.replace("\\", "/").rsplit("/", 1)[-1].split(" › ")[0].rsplit(".", 1)[0]
    head = _HEAD.format(
        name=visible(raw.name),
        platform=raw.platform,
        file="questionnaire.yml",
        id=_plain(_Draft().name(stem, "survey")),
        title=_quoted(re.sub(r"[_\s]+", " ", stem).strip() or stem),
    )
    sections = "sections:\n  - id: questions\n    title: Questions\n    items:\n" + "".join(items)
    return (
        head
        + _scales(made)
        + ("\n" + sections if items else "\n# No question was recognised.\nsections: []\n")
    )


def _scales(made: _Draft) -> str:
    if not made.scales:
        return ""
    lines = ["", "scales:"]
    for labels, name in made.scales.items():
        lines.append(f"  {name}:")
        lines += [f"    {code}: {_quoted(label)}" for code, label in labels]
    return "\n".join(lines) + "\n"


def _items(name: str, columns: tuple[Column, ...], raw: RawTable, made: _Draft) -> Iterator[str]:
    answers = [column for column in columns if not (column.kind == "open" and column.option)]
    written = {column.option for column in columns if column.kind == "open" and column.option}
    if not answers:
        yield from (_one(column, raw, made) for column in columns)
        return
    first = answers[0]
    if first.kind in {"multiple", "ranking"} and (len(answers) > 1 or first.separator):
        yield _several(name, answers, written, raw, made)
    elif len(answers) > 1 and all(column.kind == "single" for column in answers):
        yield from _matrix(name, answers, raw, made)
    else:
        yield from (_one(column, raw, made, written) for column in answers)


def _one(
    column: Column, raw: RawTable, made: _Draft, written: set[str] | frozenset[str] = frozenset()
) -> str:
    """One question in one column."""
    text = column.text if not column.stem or column.stem == column.text else f"{column.stem} {column.text}"
    lines = _start(made.name(column.id, f"q{column.position}"), text, column)
    if column.personal:
        kind = _PERSONAL.get(column.personal, "other")
        lines += [
            f"personal: {kind}",
            'reason: "" # DECIDE: why this is asked for; leave the item out where it is not needed',
        ]
    if column.kind in {"single", "multiple"} and (column.personal or _tells_of_people(column, raw)):
        return _block(lines, "open")
    if column.kind == "numeric":
        return _block(lines, "numeric")
    if column.kind == "date":
        texts = raw.cells[column.id].str.strip()
        if (texts != "").any() and texts[texts != ""].str.fullmatch(_TIME).all():
            return _block([*lines, "# DECIDE: times of day, which are kept as texts"], "open")
        return _block(lines, "date")
    if column.kind == "single":
        choices, notes = _choices(column, raw)
        if (
            notes == [_UNLABELLED]
            and sum(int(choice.code) > _LONGEST_LIST for choice in choices) > len(choices) / 2
        ):
            return _block([*lines, "# DECIDE: taken as a number; where these are codes, write type single and options"], "numeric")  # fmt: skip
        if 2 <= len(choices) <= _MOST_OPTIONS:
            scale = _as_scale(choices)
            if scale:
                return _block([*lines, f"scale: {made.scale(scale)}"], "likert")
            return _block([*lines, *_options(choices, written, notes)], "single")
    return _block(lines, "open")


def _tells_of_people(column: Column, raw: RawTable) -> bool:
    """Whether answers that would be listed as options hold an address, a number or the like."""
    return not column.options and bool(kinds_by_content(from_pandas(raw.cells[column.id])))


def _several(name: str, columns: list[Column], written: set[str], raw: RawTable, made: _Draft) -> str:
    """A multi-select or a ranking, from one column or from one an option."""
    first = columns[0]
    choices: list[Choice]
    notes: list[str] = []
    if first.separator and _tells_of_people(first, raw):
        choices = []
    elif first.separator:
        choices, notes = _listed(first, raw)
    elif first.option:
        coded = all(column.option == _code(column.option, 0) for column in columns) and any(
            choice.code for choice in first.options
        )
        choices = [
            Choice(column.option if coded else str(at), without_tags(column.text) or column.option)
            for at, column in enumerate(columns, 1)
        ]
        notes = []
    else:
        choices, notes = [choice for choice in first.options if not choice.missing], []
    options = _options(choices, written, notes)
    codes = [
        line.split(":", 1)[0].strip().strip('"') for line in options[1:] if not line.lstrip().startswith("#")
    ]
    text = first.stem or (first.text if len(columns) == 1 else "") or name
    lines = _start(made.name(name, f"q{first.position}", codes), text, first)
    if len(choices) < 2:
        return _block([*lines, "# DECIDE: its options could not be told"], "open")
    return _block([*lines, *options], first.kind)


def _matrix(name: str, columns: list[Column], raw: RawTable, made: _Draft) -> Iterator[str]:
    """Rows that share their answers as a battery; rows that do not, one by one."""
    found = [_choices(column, raw) for column in columns]
    shared = _joined([choices for choices, _ in found])
    if not 2 <= len(shared) <= _MOST_OPTIONS:
        yield from (_one(column, raw, made) for column in columns)
        return
    first = columns[0]
    own = made.name(name, f"q{first.position}")
    lines = _start(own, first.stem or name, first)
    scale = _as_scale(shared)
    lines += [f"scale: {made.scale(scale)}"] if scale else _options(shared, set(), found[0][1])
    lines.append("rows:")
    lines += [
        f"  {_plain(_row_name(own, column, made))}: {_quoted(_row_text(column, raw))}" for column in columns
    ]
    yield _block(lines, "matrix")


def _row_name(battery: str, column: Column, made: _Draft) -> str:
    """The id of a row: its column's, or where that is a sentence, the battery's first words and its own."""
    if len(column.id) <= _LONGEST_NAME:
        return made.name(column.id, f"q{column.position}")
    words = re.sub(r"[^A-Za-z0-9]+", "_", without_tags(column.text)).strip("_")[:18].strip("_")
    return made.name(f"{battery[:20].strip('_')}_{words}", f"q{column.position}")


def _row_text(column: Column, raw: RawTable) -> str:
    """The wording of a row without tags, unless these are all that tells it from a column of another question."""
    plain = without_tags(column.text)
    alike = sum(without_tags(other.text) == plain for other in raw.columns)
    return (plain if alike == 1 else column.text) or column.id


def _start(name: str, text: str, column: Column) -> list[str]:
    words = without_tags(text) or column.source or name
    if not any(map(str.isalnum, words)):
        words = f"Question {column.position}"
    lines = [f"id: {_plain(name)}", f"text: {_quoted(words)}"]
    if name != column.id:
        lines.append(f"# column: {_quoted(column.source)[:200]}")
    return lines


def _block(lines: list[str], kind: str) -> str:
    body = [lines[0], f"type: {kind}", *lines[1:]]
    return "".join(f"{'      - ' if at == 0 else '        '}{line}\n" for at, line in enumerate(body))


def _plain(name: str) -> str:
    """A name as it stands in YAML: without quotes, but for the one that would mean nothing at all."""
    return f'"{name}"' if name.casefold() == "null" else name


def _quoted(text: str) -> str:
    """A text in double quotes, with nothing in it that could act on a terminal or end the line."""
    return json.dumps(visible(" ".join(text.split())), ensure_ascii=False)


# Answers ------------------------------------------------------------------------------------------


def _choices(column: Column, raw: RawTable) -> tuple[list[Choice], list[str]]:
    """The options of a column: those the file lists, else those that occur."""
    if len(column.options) >= 2:
        if all(not choice.code for choice in column.options):
            labels, known = arranged([choice.label for choice in column.options])
            return _numbered(labels), [] if known else [_CODES]
        return list(column.options), []
    counts = Counter(
        {str(value): int(count) for value, count in raw.cells[column.id].str.strip().value_counts().items()}
    )
    values = [value for value in counts if value and not column.missing.holds(value)]
    if all(re.fullmatch(r"-?[0-9]{1,4}", value) for value in values):
        if set(values) == {"0", "1"}:
            return [Choice("0", "No"), Choice("1", "Yes")], [
                "# DECIDE: whether 0 stands for no and 1 for yes"
            ]
        return [Choice(code, "") for code in sorted(values, key=int)], [_UNLABELLED]
    labels, known = arranged(
        list(
            dict.fromkeys(
                value
                for value in raw.cells[column.id].str.strip()
                if value in counts and value in set(values)
            )
        )
    )
    notes = [] if known else [_ORDER]
    if any(map(mistaken_for_a_date, labels)):
        notes.append("# DECIDE: a spreadsheet seems to have made dates of ranges, as Jun-25 of 6-25")
    return _numbered(labels), notes


def _numbered(labels: Sequence[str]) -> list[Choice]:
    """Choices with their places as codes; ways out of answering count as no answer."""
    return [Choice(str(at), label, "way out" if way_out(label) else "") for at, label in enumerate(labels, 1)]


_CODES = "# DECIDE: the codes; the options are in the order of the file"
_UNLABELLED = "# DECIDE: the labels of these codes are not in the file"
_ORDER = "# DECIDE: the order and the codes; these are in the order they first occur"


def _listed(column: Column, raw: RawTable) -> tuple[list[Choice], list[str]]:
    """The options of a column of lists."""
    if column.options:
        return [
            Choice(choice.code or str(at), choice.label or choice.code)
            for at, choice in enumerate(column.options, 1)
        ], []
    parts: Counter[str] = Counter()
    for value, count in raw.cells[column.id].value_counts().items():
        for part in str(value).split(column.separator):
            if part.strip():
                parts[part.strip()] += int(count)
    kept = [part for part, count in parts.most_common(_MOST_OPTIONS) if count > 1] or [
        part for part, _ in parts.most_common(_MOST_OPTIONS)
    ]
    rare = len(parts) - len(kept)
    notes = [_ORDER] + (
        [f"# {rare} answers given by one person only are left out: written in, or options nobody else chose"]
        if rare
        else []
    )
    if all(re.fullmatch(r"[0-9]{1,4}", part) for part in kept):
        return [Choice(code, "") for code in sorted(kept, key=int)], [_UNLABELLED]
    return [Choice(str(at), part) for at, part in enumerate(kept, 1)], notes


def _joined(lists: list[list[Choice]]) -> list[Choice]:
    """The answers several rows share: the same list, or lists that only lack what nobody chose in a row."""
    longest = max(lists, key=len)
    if any(
        {choice.label or choice.code for choice in choices}
        - {choice.label or choice.code for choice in longest}
        for choices in lists
    ):
        labels = list(dict.fromkeys(choice.label for choices in lists for choice in choices if choice.label))
        codes = sorted(
            {choice.code for choices in lists for choice in choices}, key=lambda code: (len(code), code)
        )
        if not labels:
            return [Choice(code, "") for code in codes] if len(codes) <= 2 * len(longest) else []
        ordered, known = arranged(labels)
        return _numbered(ordered) if known or len(labels) <= 1.5 * len(longest) else []
    return longest


def _as_scale(choices: list[Choice]) -> tuple[tuple[str, str], ...]:
    """The labels of a scale, where the answers are three or more whole numbers without gaps, or run from low to high."""
    answers = [choice for choice in choices if not choice.missing]
    if (
        len(answers) != len(choices)
        or len(answers) < 3
        or not all(re.fullmatch(r"-?[0-9]{1,4}", choice.code) for choice in answers)
    ):
        return ()
    codes = sorted(int(choice.code) for choice in answers)
    if codes != list(range(codes[0], codes[0] + len(codes))):
        return ()
    labels = {int(choice.code): choice.label for choice in answers}
    if len({label.casefold() for label in labels.values() if label}) != sum(
        bool(label) for label in labels.values()
    ):
        return ()
    if any(labels.values()):
        texts = [labels[code] for code in codes]
        return (
            tuple((str(code), labels[code]) for code in codes)
            if all(texts) and in_order(texts) in (texts, texts[::-1])
            else ()
        )
    return ()


def _options(choices: list[Choice], written: set[str] | frozenset[str], notes: list[str]) -> list[str]:
    lines = ["options:", *(f"  {note}" for note in notes)]
    codes, labels = set(), set()
    for at, choice in enumerate(choices, 1):
        code = _code(choice.code, at)
        while code.casefold() in codes:
            code = f"{code}_{at}"
        label = choice.label or choice.code or code
        label = label if label.casefold() not in labels else f"{label} ({code})"
        codes.add(code.casefold())
        labels.add(label.casefold())
        more = (
            ", missing: true"
            if choice.missing
            else ", specify: true"
            if {choice.code.casefold(), choice.label.casefold()} & {one.casefold() for one in written} - {""}
            else ""
        )
        value = f"{{label: {_quoted(label)}{more}}}" if more else _quoted(label)
        lines.append(f"  {_quoted(code) if not code.isdecimal() else code}: {value}")
    return lines


def _code(code: str, at: int) -> str:
    """A code short enough to be one, else its place."""
    return code if code and len(code) <= 20 and re.fullmatch(r"[A-Za-z0-9_.+-]+", code) else str(at)
