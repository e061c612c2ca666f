"""One answer out of several: labels in any language, codes in any usual spelling, and codes of no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from psychoseg.errors import Fault, did_you_mean, shorten
from psychoseg.questionnaire import Item, Option
from psychoseg.responses.coding.coded import Answers, Coded
from psychoseg.responses.wording import digits, folded, letters

WHOLE = re.compile(r"[+-]?[0-9]{1,15}(?:\.0{1,6})?\Z")
_DATE = re.compile(r"(?:\d{1,2}[-./ ])?(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-z]{0,6}(?:[-./ ]\d{1,4})?\Z|\d{4}-\d\d-\d\d.{0,9}\Z")  # fmt: skip
_SEVERAL = re.compile(r"[^,;|]+(?:[,;|][^,;|]+)+\Z")
_CLASSIC = {"-99", "-98", "-97", "-9", "-8", "-7", "-1", "97", "98", "99", "997", "998", "999", "9999"}


@dataclass(slots=True)
class Known:
    """What a cell may hold: codes, wordings and wordings without signs, each with the code it stands for."""

    codes: dict[str, str] = field(default_factory=dict)
    wordings: dict[str, str] = field(default_factory=dict)
    bare: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, item: Item) -> Known:
        """The codes and wordings of an item in all languages."""
        known = cls()
        bare: dict[str, set[str]] = {}
        for code, label in wordings(item):
            known.codes[code.casefold()] = code
            if label:
                known.wordings[folded(label)] = code
                bare.setdefault(letters(label), set()).add(code)
        known.bare = {key: found.pop() for key, found in bare.items() if key and len(found) == 1}
        return known


def wordings(item: Item) -> Iterator[tuple[str, str]]:
    """Code and wording of every answer in every language; the questionnaire's own comes last and wins."""
    beside = item.scale.missing if item.scale is not None else item.options
    if item.scale is not None:
        yield from ((code, label) for code, _, label in item.scale.translations)
    for option in beside:
        yield from ((option.code, label) for label in translated(option))
    if item.scale is not None:
        yield from ((str(code), label) for code, label in item.scale.labels)
    yield from ((option.code, option.label) for option in beside)


def translated(option: Option) -> list[str]:
    """An option's label in other languages."""
    return [text for name, _, text in option.translations if name == "label"]


def without_answer(item: Item) -> dict[str, str]:
    """The codes that are no answer, each with its kind."""
    beside = item.scale.missing if item.scale is not None else item.options
    return {option.code: option.missing for option in beside if option.missing}


def choose(item: Item, answers: Answers, coded: Coded) -> tuple[list[str | None], list[str]]:
    """The code of each different text, None where blank, and the state of each that is declared to be no answer.

    Cells that are no code, label or declared value are faults.
    """
    known = _agreed(item, answers, coded)
    none = without_answer(item)
    by_label = _labels_win(known, answers)
    found: list[str | None] = []
    states: list[str] = []
    evened = written = 0
    specified = [option for option in item.options if option.specify]
    other = specified[0] if len(specified) == 1 else None
    for at, text in enumerate(answers.texts):
        code, exact = _read(text, known, by_label=by_label)
        state = answers.state(text) if code is None else none.get(code, "")
        if code is not None and not state and (file_says := answers.state(text)):
            coded.faults.append(
                answers.fault(at, f"is declared to be no answer ({file_says}) by the file, and is an answer in the questionnaire", "mend the questionnaire, or state it under missing in mapping.yml")
            )  # fmt: skip
        if code is None and not state and other and any(char.isalpha() for char in text):
            code, exact = other.code, True
            written += answers.count(at)
        if code is None and not state and text.strip():
            coded.faults.append(answers.fault(at, "is no code or label of this item", _hint(item, text)))
        evened += 0 if exact else answers.count(at)
        found.append(code)
        states.append(state)
    if written and other:
        coded.changes.append(f"{item.id}: {written} texts written in read as {shorten(other.label)}")
    if evened:
        coded.changes.append(
            f"{item.id}: {evened} labels matched once quotes, signs, case or blanks were evened out"
        )
    return found, states


def _read(text: str, known: Known, *, by_label: bool) -> tuple[str | None, bool]:
    """The code a text stands for, and whether it is written as in the questionnaire."""
    short = folded(digits(text))
    if not short:
        return None, True
    whole = str(int(float(short))) if WHOLE.match(short) else short
    codes = known.codes.get(short, known.codes.get(whole))
    label = known.wordings.get(short)
    code = (label or codes) if by_label else (codes or label)
    if code is not None:
        return code, label is None or " ".join(text.split()).isascii() or code == codes
    return known.bare.get(letters(short)), False


def _labels_win(known: Known, answers: Answers) -> bool:
    """Whether labels that look like other options' codes are labels: where the rest of the column is labels too."""
    clash = {label for label, code in known.wordings.items() if known.codes.get(label, code) != code}
    if not clash:
        return False
    seen = {folded(text) for text in answers.texts if text.strip()}
    return bool({text for text in seen if text in known.wordings and text not in known.codes}) and not {
        text for text in seen if text in known.codes and text not in known.wordings
    }


def _agreed(item: Item, answers: Answers, coded: Coded) -> Known:
    """What cells may hold, with the codes of the file's own codebook; a codebook that contradicts is a fault."""
    known = Known.of(item)
    for code, stands_for in answers.codes.items():
        if stands_for in item.possible_codes:
            known.codes[code.casefold()] = stands_for
        else:
            coded.faults.append(
                Fault(answers.name, f"mapping.yml gives {shorten(stands_for)} as a code of {item.id}", did_you_mean(stands_for, item.possible_codes))
            )  # fmt: skip
    for choice in answers.column.options if answers.column is not None else ():
        code = choice.code.strip()
        if not code or not choice.label or code.casefold() in {key.casefold() for key in answers.codes}:
            continue
        meant = known.wordings.get(folded(choice.label)) or known.bare.get(letters(choice.label))
        plain = str(int(float(code))) if WHOLE.match(code) else code.casefold()
        stands = known.codes.get(plain)
        if meant is None or meant == stands:
            continue
        if stands is None:
            known.codes[plain] = meant
            coded.drift.append(
                f"{item.id}: the file's code {code} is {shorten(choice.label)}, {meant} here; read by its label"
            )
        elif folded(choice.label) != folded(stands):
            coded.faults.append(
                Fault(answers.name, f"the file says that {code} is {shorten(choice.label)}, which is {meant} in the questionnaire", f"say which codes are meant under codes in mapping.yml, as {item.id}: {{{code}: {meant}}}")
            )  # fmt: skip
    return known


def _hint(item: Item, text: str) -> str:
    short = folded(text)
    if _DATE.match(short):
        return "this looks like a date that a spreadsheet made of an answer such as 1-2; export again and do not open the file in between"
    if short in _CLASSIC or (short.startswith("-") and short[1:].isdigit()):
        return f"if it stands for no answer, declare it: in the questionnaire, or as {item.id}: {{{short}: seen_unanswered}} under missing in mapping.yml"
    if _SEVERAL.match(short) and all(
        folded(part) in Known.of(item).codes for part in re.split("[,;|]", short)
    ):
        return "several answers to a question that takes one"
    choices = [*item.possible_codes, *(label for _, label in wordings(item) if label)]
    near = did_you_mean(text, choices)
    return near if near.startswith("did") else did_you_mean(text, item.possible_codes)
