"""Several answers to one question: one column an option, or all of them in one cell."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire import Item, Option
from psychoseg.responses.coding.choices import WHOLE, translated
from psychoseg.responses.coding.coded import Answers, Coded
from psychoseg.responses.wording import digits, folded, letters

YES = {"1", "yes", "true", "selected", "checked", "x", "oui", "ja", "sí", "si", "sim"}
NO = {"0", "2", "no", "false", "not selected", "unchecked", "non", "nein", "não", "-"}
_SEPARATORS = ("\n", ";", "|", ",", " ")


def yes_no(answers: Answers, coded: Coded, chosen: set[str] | None = None) -> tuple[pd.Series, pd.Series]:
    """1 for yes, 0 for no, NaN where blank; and the states of values declared to be no answer.

    ``chosen`` are further texts that mean yes, such as the option's own label.
    """
    extra = chosen or set()
    read: list[float] = []
    states: list[str] = []
    for at, text in enumerate(answers.texts):
        short = folded(digits(text))
        short = str(int(float(short))) if WHOLE.match(short) else short
        state = answers.state(text)
        yes = short in extra or letters(text) in extra or (short in YES and not state)
        value = 1.0 if yes else 0.0 if short in NO and not state else math.nan
        if short and math.isnan(value) and not state:
            coded.faults.append(answers.fault(at, "is neither yes nor no", "write 1 or 0"))
        read.append(value)
        states.append(state if math.isnan(value) else "")
    return answers.numbers(read), answers.marks(states)


def option_words(option: Option, code: bool = True) -> set[str]:
    """What a cell of an option's own column may hold where it was chosen."""
    words = {folded(option.label), letters(option.label)}
    words |= {folded(text) for text in translated(option)} | {letters(text) for text in translated(option)}
    return (words | ({folded(option.code)} if code else set())) - {""}


def chosen_words(option: Option, answers: Answers) -> set[str]:
    """The texts that mean an option was chosen; its code does, unless the column holds 0 and 1."""
    shown = {folded(text) for text in answers.texts} - {""}
    words = option_words(option, code=not shown <= YES | NO)
    if answers.column is not None and answers.column.chosen:
        words |= {folded(text) for text in answers.column.chosen}
    return words


def listed(item: Item, answers: Answers, coded: Coded) -> tuple[pd.DataFrame, pd.Series]:
    """One 0/1 column an option from cells that hold all options chosen.

    Labels may hold the very sign that separates them: a cell is cut where what stands between the
    cuts is known.
    """
    known = {folded(option.code): at for at, option in enumerate(item.options)}
    for at, option in enumerate(item.options):
        for word in sorted(option_words(option, code=False)):
            known.setdefault(word, at)
    known |= {folded(option.label): at for at, option in enumerate(item.options)}
    known |= {key.casefold(): at for at, option in enumerate(item.options) for key, code in answers.codes.items() if code == option.code}  # fmt: skip
    separator = answers.column.separator if answers.column is not None else ""
    cut = _cutter(answers.texts, known, separator.strip() or (" " if separator else ""))
    chosen = np.zeros((len(answers.texts), len(item.options)), dtype=np.float16)
    states: list[str] = []
    unknown: dict[str, int] = {}
    other, written = written_in(item), 0
    for row, text in enumerate(answers.texts):
        state = answers.state(text)
        states.append(state)
        parts = [] if state else cut(text)
        for part in parts:
            place = _known(part, known)
            if place is None and other is not None and any(char.isalpha() for char in part):
                place, written = other, written + answers.count(row)
            if place is not None:
                chosen[row, place] = 1.0
            else:
                unknown.setdefault(part.strip(), row)
    if written and other is not None:
        coded.changes.append(
            f"{item.id}: {written} texts written in read as {shorten(item.options[other].label)}"
        )
    for part, row in unknown.items():
        fault = answers.fault(row, "")
        coded.faults.append(
            type(fault)(
                answers.name,
                f"{shorten(part)} is no option of this item ({fault.what.rpartition('(')[2]}",
                did_you_mean(part, [*item.codes, *(option.label for option in item.options)])
                if len(item.options) <= 200 else "",
            )
        )  # fmt: skip
    table = pd.DataFrame(chosen[answers.which], index=answers.index, columns=list(item.columns))
    return table, answers.marks(states)


def written_in(item: Item) -> int | None:
    """The place of the one option beside which a text is written; platforms put the text in its place."""
    places = [at for at, option in enumerate(item.options) if option.specify]
    return places[0] if len(places) == 1 else None


def _known(part: str, known: dict[str, int]) -> int | None:
    short = folded(part)
    if short in known:
        return known[short]
    return known.get(letters(part))


def _cutter(texts: list[str], known: dict[str, int], stated: str) -> Callable[[str], list[str]]:
    """How to cut this column's cells: each by the sign that leaves fewest of its parts unknown."""
    signs = (
        [stated] if stated else [sign for sign in _SEPARATORS if any(sign in text.strip() for text in texts)]
    )

    def cut(text: str) -> list[str]:
        tries = [_cut(text, sign, known) for sign in signs if sign in text] or [_cut(text, ",", known)]
        return min(
            tries, key=lambda parts: sum(_known(part, known) is None for part in parts) / max(1, len(parts))
        )

    return cut


def _cut(text: str, sign: str, known: dict[str, int]) -> list[str]:
    """The parts of a cell: from each place the longest stretch that is known, else the shortest."""
    if not text.strip():
        return []
    if _known(text, known) is not None:
        return [text]
    pieces = re.split(re.escape(sign) if sign != " " else r"\s+", text)
    parts: list[str] = []
    at = 0
    while at < len(pieces):
        until = next(
            (end for end in range(min(len(pieces), at + 12), at + 1, -1)
             if _known(sign.join(pieces[at:end]), known) is not None),
            at + 1,
        )  # fmt: skip
        part = sign.join(pieces[at:until])
        if part.strip():
            parts.append(part)
        at = until
    return parts
