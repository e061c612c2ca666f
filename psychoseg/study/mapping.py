"""mapping.yml: which column holds what, written once, reviewed by a person, honoured from then on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from psychoseg.documents import Faults, Node, Reader, Scalar, read_document
from psychoseg.documents import Mapping as Table
from psychoseg.errors import StudyError, did_you_mean, shorten, visible
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Mapping
from psychoseg.responses.matching import Match
from psychoseg.responses.missing import DECLARABLE
from psychoseg.study.layout import waves

VERSION = 1
HEAD = """\
# Which column of the export holds which answers. Written by `psychoseg ingest`; check it, and mend it by hand.
# It is honoured from now on, and by later waves that have none of their own.
psychoseg: 1
"""
MISSING_HELP = """\
# Values that stand for no answer: in every item, or in one. Choose from {states}.
# missing:
#   "-99": seen_unanswered
#   age: {{"999": refused}}
# Codes of the export that stand for other codes of the questionnaire:
# codes:
#   age: {{"5": "4"}}
"""


def mapping_file(study: Path, wave: str) -> Path:
    """Where a wave keeps its mapping."""
    return study / "waves" / wave / "mapping.yml"


def read_mapping(study: Path, wave: str) -> tuple[Mapping | None, Path | None]:
    """What was stated for a wave, or else for the last wave before it that has a mapping.

    Raises
    ------
    StudyError
        With every fault in the file.
    """
    own = mapping_file(study, wave)
    if own.exists():
        return _read(own, ""), own
    for earlier in reversed([name for name in waves(study) if name < wave]):
        if mapping_file(study, earlier).exists():
            return _read(mapping_file(study, earlier), earlier), mapping_file(study, earlier)
    return None, None


def _read(path: Path, inherited: str) -> Mapping:
    faults = Faults(str(path))
    reader = Reader(read_document(path, StudyError, faults.found), faults, "a mapping")
    reader.whole("psychoseg", VERSION, least=1, most=VERSION)
    everywhere: dict[str, str] = {}
    by_item: dict[str, dict[str, str]] = {}
    for key, node in reader.pairs("missing"):
        if isinstance(node, Table):
            by_item[key.text] = {value.text: _state(state, faults) for value, state in node.pairs}
        else:
            everywhere[key.text] = _state(node, faults)
    codes: dict[str, dict[str, str]] = {}
    for key, node in reader.pairs("codes"):
        inner = node.pairs if isinstance(node, Table) else ()
        if not inner:
            faults.add(
                node, f"codes of {shorten(key.text)} should map the export's codes to the questionnaire's"
            )
        codes[key.text] = {code.text: getattr(meant, "text", "") for code, meant in inner}
    mapping = Mapping(
        tuple(_match(key, node, faults) for key, node in reader.pairs("columns")),
        reader.texts("ignore"),
        missing=everywhere,
        missing_in=by_item,
        codes=codes,
        inherited=inherited,
    )
    reader.close()
    faults.raise_any(StudyError, f"{path} has faults that must be mended first:")
    return mapping


def _match(key: Scalar, node: Node, faults: Faults) -> Match:
    if isinstance(node, Scalar):
        return Match(key.text, " ".join(node.text.split()))
    reader = Reader(node, faults, "a column")
    match = Match(key.text, reader.text("column", required=True), import_id=reader.text("import_id"))
    reader.close()
    return match


def _state(node: Node, faults: Faults) -> str:
    found = getattr(node, "text", "")
    if found not in DECLARABLE:
        faults.add(
            node, f"{shorten(found)} is no reason for a missing answer", did_you_mean(found, DECLARABLE)
        )
    return str(found)


def mapping_text(mapping: Mapping, questionnaire: Questionnaire, unknown: dict[str, str] | None = None, absent: tuple[str, ...] = ()) -> str:  # fmt: skip
    """The file for a mapping, each line with the item's words and by what sign its column was found.

    Parameters
    ----------
    mapping : Mapping
    questionnaire : Questionnaire
    unknown : dict of str to str, optional
        Columns nobody asks for, with a remark on each; written under ``ignore`` to be decided on.
    absent : tuple of str
        Columns of the questionnaire that were not found.
    """
    return "".join(_lines(mapping, questionnaire, unknown or {}, absent))


def _lines(mapping: Mapping, questionnaire: Questionnaire, unknown: dict[str, str], absent: tuple[str, ...]) -> Iterator[str]:  # fmt: skip
    words = _words(questionnaire)
    yield HEAD + "\ncolumns:\n"
    for one in mapping.matches:
        where = _quoted(one.source)
        value = f"{{column: {where}, import_id: {_quoted(one.import_id)}}}" if one.import_id else where
        how = one.how if one.score == 1 else f"{one.how}, likeness {one.score:.2f}"
        yield f"  {one.column}: {value}  # {how}: {visible(words.get(one.column, ''))[:80]}\n"
    for column in absent:
        yield f"  # {column}: not found; write the export's column here: {visible(words.get(column, ''))[:80]}\n"
    if mapping.ignored or unknown:
        yield "\n# Columns that are left out.\nignore:\n"
        yield from (f"  - {_quoted(name)}\n" for name in mapping.ignored if name not in unknown)
        for name, remark in unknown.items():
            yield f"  - {_quoted(name)}  # not in the questionnaire{'; ' if remark else ''}{visible(remark)}\n"
    yield "\n"
    if mapping.missing or mapping.missing_in:
        yield "missing:\n"
        yield from (f"  {_quoted(value)}: {state}\n" for value, state in mapping.missing.items())
        yield from (f"  {item}: {_flow(values)}\n" for item, values in mapping.missing_in.items())
    if mapping.codes:
        yield "codes:\n"
        yield from (f"  {item}: {_flow(codes)}\n" for item, codes in mapping.codes.items())
    if not (mapping.missing or mapping.missing_in or mapping.codes):
        yield MISSING_HELP.format(states=", ".join(DECLARABLE))


def _words(questionnaire: Questionnaire) -> dict[str, str]:
    words = {}
    for item in questionnaire.items:
        words[item.id] = item.text
        for name, option in zip(item.columns, item.options, strict=False):
            words.setdefault(name, f"{item.text}: {option.label}")
    return words


def _flow(pairs: dict[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(key)}: {_quoted(value)}" for key, value in pairs.items()) + "}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())
