"""Questions without a questionnaire: a list, one a line, or a column of a table.

What is made of them is a questionnaire in memory with an item for each question, so that every rule about
single items runs as it does on a file in YAML. Rules over a whole questionnaire do not: a list has no
objective, no consent and no order.
"""

from __future__ import annotations

from psychoseg.errors import QuestionnaireError, did_you_mean, shorten
from psychoseg.lint.several import asks_for_several, rules_out
from psychoseg.questionnaire.answers import Option
from psychoseg.questionnaire.model import Item, Questionnaire, Section

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.lint.rules._rule import Rule

COLUMNS = ("text", "question", "item", "wording")
"""Names of a column of questions, the likeliest first."""

_DELIMITERS = ",;\t"
_ALLOW = " # allow "


def kind_of(name: str, text: str) -> str:
    """What a text is: ``questionnaire`` (YAML), ``table`` or ``list``.

    Parameters
    ----------
    name : str
        The file's name; its ending decides where it is one of a questionnaire or a table.
    text : str
        Decides otherwise: a first line that names a column of questions begins a table.

    Examples
    --------
    >>> kind_of("-", "Do you drink tea?")
    'list'
    >>> kind_of("-", "id;question")
    'table'
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in {"csv", "tsv"}:
        return "table"
    if ending not in {"", "txt", "text", "lst"}:
        return "questionnaire"
    if "\nsections:" in f"\n{text}":
        return "questionnaire"
    header = {cell.strip().casefold() for cell in _split(text.partition("\n")[0])}
    return "table" if len(header) > 1 and header & set(COLUMNS) else "list"


def suited(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that can judge questions without their questionnaire."""
    return tuple(rule for rule in rules if rule.over == "Item" or rule.name == "unread-language")


def from_lines(text: str, name: str, language: str = "en") -> Questionnaire:
    """A questionnaire from a list of questions, one a line.

    Answers may follow in brackets with a bar between them. Blank lines and lines that start with ``#``
    are left out, as are the numbers or dashes of a numbered list. `` # allow RULE: reason`` at the end
    of a line silences a rule there.

    Raises
    ------
    QuestionnaireError
        Where there is no question.

    Examples
    --------
    >>> asked = from_lines("1. Do you drink tea? [Yes | No]", "tea.txt")
    >>> [option.label for option in asked.items[0].options]
    ['Yes', 'No']
    """
    items = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        start = _start(line)
        written, _, exception = line[start:].partition(_ALLOW)
        if written.strip() and not written.startswith("#"):
            question, answers = _with_answers(written)
            items.append(_item(f"line_{number}", question, answers, (number, start + 1), language, exception))
    return _questionnaire(items, name, language)


def from_table(text: str, name: str, language: str = "en", column: str = "") -> Questionnaire:
    """A questionnaire from a CSV or TSV table with one question a row.

    Parameters
    ----------
    text : str
        With the columns' names in the first line; commas, semicolons or tabs between cells.
    name : str
        Stands for the file in messages.
    language : str
    column : str
        The column of questions; the first of :data:`COLUMNS` that is there where left out. A column
        ``options`` holds answers with a bar between them.

    Raises
    ------
    QuestionnaireError
        Where the column is missing, with the nearest one named, or holds no question.
    """
    import csv
    import io

    header_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    items: list[Item] = []
    place: tuple[int, int | None] | None = None
    line = 1
    try:
        for row in reader:
            if place is None:
                place = _columns(row, name, column) if any(cell.strip() for cell in row) else None
            else:
                question = _cell(row, place[0])
                answers = [] if place[1] is None else _answers(_cell(row, place[1]))
                if question:
                    items.append(_item(f"line_{line}", question, answers, (line, 1), language))
            line = reader.line_num + 1
    except csv.Error as problem:
        raise QuestionnaireError(f"{name}:{line}: not a table: {problem}.") from None
    return _questionnaire(items, name, language)


def from_words(texts: Iterable[str], language: str = "en") -> Questionnaire:
    """A questionnaire from questions typed one by one, or one a line; each may have its answers in brackets."""
    items = []
    lines = (line for text in texts for line in text.splitlines())
    for number, text in enumerate(lines, 1):
        question, answers = _with_answers(text)
        if question:
            items.append(_item(f"text_{number}", question, answers, (number, 1), language))
    return _questionnaire(items, "text", language)


def _questionnaire(items: list[Item], name: str, language: str) -> Questionnaire:
    if not items:
        raise QuestionnaireError(f"{name} holds no question; write one a line.")
    return Questionnaire(
        id="questions",
        title=name,
        version="1",
        language=language,
        sections=(Section("questions", "Questions", tuple(items)),),
        source_name=name,
    )


def _item(
    name: str, text: str, answers: list[str], place: tuple[int, int], language: str, exception: str = ""
) -> Item:
    rule, _, reason = exception.partition(":")
    several = asks_for_several(text)
    return Item(
        id=name,
        text=" ".join(text.split()),
        type=("multiple" if several else "single") if answers else "open",
        role="behaviour" if answers else "open",
        options=tuple(
            Option(str(code), answer, exclusive=several and rules_out(answer, language))
            for code, answer in enumerate(answers, 1)
        ),
        section="questions",
        language=language,
        allow=((rule.strip(), reason.strip()),) if rule.strip() else (),
        line=place[0],
        column=place[1],
    )


def _start(line: str) -> int:
    """Where the question begins, behind a dash, a bullet or a number such as ``3.`` or ``(3)``."""
    start = len(line) - len(line.lstrip())
    head = line[start : start + 6].partition(" ")[0]
    if head in {"-", "*", "•", "–"} or (head[-1:] in {".", ")"} and head.strip("(.)").isdecimal()):
        start += len(head)
        start += len(line[start:]) - len(line[start:].lstrip())
    return start


def _with_answers(text: str) -> tuple[str, list[str]]:
    """A text and the answers in brackets at its end."""
    text = text.strip()
    opening = text.rfind("[")
    if text.endswith("]") and "|" in text[opening:] and opening >= 0:
        return text[:opening].strip(), _answers(text[opening + 1 : -1])
    return text, []


def _answers(text: str) -> list[str]:
    """The answers in a text, none where there are fewer than two."""
    found = [" ".join(answer.split()) for answer in text.split("|")]
    found = [answer for answer in found if answer]
    return found if len(found) > 1 else []


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _split(line: str) -> list[str]:
    delimiter = max(_DELIMITERS, key=line.count)
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _columns(row: list[str], name: str, wanted: str) -> tuple[int, int | None]:
    """Which columns hold the questions and their answers."""
    header = [cell.strip().casefold() for cell in row]
    choices = (wanted.casefold(),) if wanted else COLUMNS
    chosen = next((choice for choice in choices if choice in header), None)
    if chosen is None:
        told = ", ".join(shorten(cell.strip()) for cell in row[:12])
        hint = did_you_mean(wanted, row) if wanted else ""
        raise QuestionnaireError(
            f"{name} has no column {shorten(wanted) if wanted else ' or '.join(COLUMNS)} of questions; "
            + (hint if hint.startswith("did") else f"its columns are {told}; name one with --column.")
        )
    return header.index(chosen), header.index("options") if "options" in header else None
