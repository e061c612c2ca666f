"""A respondent erased from a study: from exports, from every run's tables, with proof."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from psychoseg.documents.plain import parse_json, to_json
from psychoseg.documents.writing import write_whole
from psychoseg.errors import PsychosegError, StudyError, shorten
from psychoseg.responses import RawTable, read_table
from psychoseg.responses.customers import key_of
from psychoseg.responses.erasing import without_rows
from psychoseg.responses.privacy import masked
from psychoseg.responses.readers import Reading
from psychoseg.responses.readers.files import Beside
from psychoseg.study.config import read_study, read_wave
from psychoseg.study.export import read_customers, read_export
from psychoseg.study.keys import pseudonyms_of
from psychoseg.study.layout import waves
from psychoseg.study.manifest import sha256_of
from psychoseg.study.runs import MANIFEST, Run, locked, now, runs
from psychoseg.study.tracing import Trace, holds, traces

SHORTEST_SCANNED = 5
SHORTEST_TEXT = 20


@dataclass(frozen=True)
class Receipt:
    """What was erased, without saying whom.

    Parameters
    ----------
    number : str
        Of the receipt.
    made : str
        UTC, ISO 8601.
    exports : dict of str to int
        Rows taken out of each export.
    tables : dict of str to int
        Rows taken out of each run's tables.
    reports : tuple of str
        Reports that quoted the person and were deleted; `psychoseg report` renders them again.
    models : tuple of str
        Models and reports that the person's answers helped to make. They hold no row of anybody, but
        a new fit is the only way to take an influence back.
    left : tuple of str
        What still holds the person and cannot be rewritten here.
    scanned : int
        Files searched afterwards, tables decoded.
    """

    number: str
    made: str
    exports: dict[str, int]
    tables: dict[str, int]
    reports: tuple[str, ...]
    models: tuple[str, ...]
    left: tuple[str, ...]
    scanned: int


def forget(study: Path, respondent: str) -> Receipt:
    """Erase a respondent from a study.

    Parameters
    ----------
    study : Path
    respondent : str
        The id as it stands in the export.

    Returns
    -------
    Receipt
        Also kept in the study's ``erasures`` folder. Backups, copies elsewhere and the survey platform are
        out of reach and need erasing there.

    Raises
    ------
    StudyError
        Where nobody of that id is found, or the study's key is not here.
    """
    wanted = respondent.strip()
    pseudonyms, why = pseudonyms_of(study, make=False)
    if not wanted:
        raise StudyError("The id of a respondent is blank.")
    with locked(study):
        moment = now()
        words: set[str] = set()
        exports: dict[str, int] = {}
        left: list[str] = []
        keys: set[str] = set()
        for wave in waves(study):
            keys |= _forget_export(study, wave, wanted, words, exports, left)
        _forget_customers(study, keys, exports, left)
        names = {wanted} | ({pseudonyms.of(wanted)} if pseudonyms is not None else set())
        found = runs(study)
        touched = [run for run in found if _holds(run, names)]
        if not exports and not touched and not left:
            raise StudyError(
                f"Nobody of the id {shorten(wanted)} is found in {study}" + (f"; {why}." if why else ".")
            )
        number = sha256_of(os.urandom(32))[7:19]
        tables: dict[str, int] = {}
        reports: list[str] = []
        for run in touched:
            _forget_run(run, names, words, number, tables, reports)
        scanned, remaining = _scan(study, Trace(frozenset(names), frozenset(words), SHORTEST_SCANNED), left)
        receipt = Receipt(
            number,
            f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            exports,
            tables,
            tuple(reports),
            tuple(
                f"runs/{run.name}/{name}"
                for run in touched
                for name in run.manifest.outputs
                if name in _MADE_WITH
            ),
            (*left, *remaining),
            scanned,
        )
        folder = study / "erasures"
        folder.mkdir(exist_ok=True)
        write_whole(
            str(folder / f"{moment:%Y%m%dT%H%M%SZ}-{number}.json"), to_json(receipt).encode(), StudyError
        )
    return receipt


_MADE_WITH = {"factor_model.json", "segmentation.json", "personas.json", "report_data.json", "report.html", "report.pdf", "change.json"}  # fmt: skip


def _column(raw: RawTable, name: str) -> pd.Series | None:
    """A column of the file wherever the reader has put it; the platform's ids where no name is given."""
    if not name:
        return raw.respondent
    return next((table[name] for table in (raw.cells, raw.paradata, raw.personal) if name in table), None)


def _forget_export(
    study: Path, wave: str, wanted: str, words: set[str], exports: dict[str, int], left: list[str]
) -> set[str]:
    """Take a person's rows out of a wave's export, and give the keys they have as a customer."""
    try:
        about = read_wave(study, wave)
        settings = read_study(study).customers
        raw, path, _ = read_export(study, about)
    except PsychosegError as problem:
        left.append(f"waves/{wave}: not searched, as it cannot be read ({problem.__class__.__name__})")
        return set()
    ids = _column(raw, about.respondent)
    rows = [] if ids is None else [line for line, text in ids.items() if str(text).strip() == wanted]
    if not rows:
        return set()
    for table in (raw.cells, raw.personal):
        words |= _own_words(table, rows)
    keys = _column(raw, settings.respondent_key) if settings is not None else None
    trace = Trace(frozenset({wanted}), frozenset(words), SHORTEST_SCANNED)
    _cut(study, path, raw, rows, about.reading, trace, exports, left)
    return set() if keys is None else {key_of(str(key)) for key in keys[keys.index.isin(rows)]} - {""}


def _forget_customers(study: Path, keys: set[str], exports: dict[str, int], left: list[str]) -> None:
    """Take what is known of a person as a customer out of the customers' file."""
    settings = read_study(study).customers
    if settings is None or not keys:
        return
    try:
        customers, _ = read_customers(study, settings)
    except PsychosegError:
        left.append(f"{settings.file}: not searched, as it cannot be read")
        return
    if customers is None:
        return
    theirs = _column(customers.table, settings.key)
    rows = [] if theirs is None else [line for line, text in theirs.items() if key_of(str(text)) in keys]
    if rows:
        trace = Trace(frozenset(), frozenset(), SHORTEST_SCANNED)
        _cut(study, study / settings.file, customers.table, rows, Reading(form="table"), trace, exports, left)


def _cut(
    study: Path,
    path: Path,
    raw: RawTable,
    rows: list[Any],
    reading: Reading,
    trace: Trace,
    exports: dict[str, int],
    left: list[str],
) -> None:
    """Take rows out of a file; all others stay as they were, and nothing is written unless both are seen."""
    shown = path.relative_to(study).as_posix()
    tokens = _column(raw, "token")
    known = [] if tokens is None else [str(tokens[row]).strip() for row in rows]
    cut = without_rows(path.read_bytes(), raw, rows, sheet=reading.sheet, token=[one for one in known if one])
    if isinstance(cut, str):
        left.append(f"{shown}: {len(rows)} rows, in a {cut}")
        return
    if not _only_they_are_gone(cut, path, raw, rows, reading):
        left.append(
            f"{shown}: {len(rows)} rows, whose places cannot be told apart; export it again without them"
        )
    elif holds(cut, path.suffix, trace):
        left.append(
            f"{shown}: {len(rows)} rows, and something of them elsewhere in the file; export it again without them"
        )
    else:
        write_whole(str(path), cut, StudyError)
        exports[shown] = len(rows)


def _only_they_are_gone(cut: bytes, path: Path, raw: RawTable, rows: list[Any], reading: Reading) -> bool:
    """Whether what is read again are all other rows, cell by cell."""
    if len(raw.cells) <= len(rows):
        return True
    try:
        again = read_table(cut, str(path), beside=Beside(path), **reading.options())
    except PsychosegError:
        return False
    return all(
        list(after.columns) == list(before.columns)
        and after.to_numpy().tolist() == before.drop(index=rows).to_numpy().tolist()
        for before, after in ((raw.cells, again.cells), (raw.personal, again.personal))
        if not before.empty
    )


def _own_words(table: pd.DataFrame, rows: list[Any]) -> set[str]:
    """Texts of these rows that nobody else wrote: to find one again would mean to find this person."""
    if table.empty:
        return set()
    texts = {str(text).strip() for text in table.loc[rows].to_numpy().ravel()}
    others = {str(text).strip() for text in table.drop(index=rows).to_numpy().ravel()}
    return {
        text
        for text in texts - others
        if len(text) >= SHORTEST_TEXT or ("@" in text and len(text) >= SHORTEST_SCANNED)
    }


def _tables(run: Run) -> list[str]:
    return [name for name in run.manifest.outputs if name.endswith(".parquet")]


def _holds(run: Run, names: set[str]) -> bool:
    """Whether any table of a run has a row of one of these names."""
    for name in _tables(run):
        table = pd.read_parquet(run.folder / name)
        if "respondent" in table and table["respondent"].isin(names).any():
            return True
    return False


def _forget_run(
    run: Run, names: set[str], words: set[str], number: str, tables: dict[str, int], reports: list[str]
) -> None:
    """Rewrite what a run holds of a person, and mark the run; the manifest goes last."""
    outputs = dict(run.manifest.outputs)
    places: list[int] = []
    for name in _tables(run):
        table = pd.read_parquet(run.folder / name)
        gone = (
            table["respondent"].isin(names) if "respondent" in table else pd.Series(False, index=table.index)
        )
        if name == "assignments.parquet":
            places = [int(at) for at in table.index[gone]]
        if gone.any():
            kept = table[~gone].reset_index(drop=True)
            content = kept.to_parquet(None, index=False, compression="zstd", write_page_checksum=True)
            _replace(run, name, content, outputs)
            tables[f"runs/{run.name}/{name}"] = int(gone.sum())
    quoted = {masked(text) for text in words} | words
    for name in ("report_data.json", "personas.json"):
        if name in outputs:
            plain = parse_json((run.folder / name).read_text(encoding="utf-8"), name)
            cleaned, changed = _without_quotes(plain, quoted)
            if name == "report_data.json" and cleaned.get("grouping") and places:
                points = cleaned["grouping"]["map_points"]
                cleaned["grouping"]["map_points"] = [
                    point for at, point in enumerate(points) if at not in places
                ]
                _replace(run, name, _json(cleaned), outputs)
            if changed:
                _replace(run, name, _json(cleaned), outputs)
                for report in ("report.html", "report.pdf"):
                    if report in outputs:
                        (run.folder / report).unlink(missing_ok=True)
                        del outputs[report]
                        reports.append(f"runs/{run.name}/{report}")
    manifest = replace(run.manifest, outputs=outputs, erased=(*run.manifest.erased, number))
    write_whole(str(run.folder / MANIFEST), to_json(manifest).encode(), StudyError)


def _json(plain: object) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _replace(run: Run, name: str, content: bytes, outputs: dict[str, str]) -> None:
    write_whole(str(run.folder / name), content, StudyError)
    outputs[name] = sha256_of(content)


def _without_quotes(plain: Any, quoted: set[str]) -> tuple[Any, bool]:
    """Plain data without the quotes whose words somebody else must not read any more."""
    if isinstance(plain, dict):
        made = {key: _without_quotes(value, quoted) for key, value in plain.items()}
        return {key: value for key, (value, _) in made.items()}, any(changed for _, changed in made.values())
    if isinstance(plain, list):
        kept = [entry for entry in plain if not (isinstance(entry, dict) and entry.get("text") in quoted and "question" in entry)]  # fmt: skip
        parts = [_without_quotes(entry, quoted) for entry in kept]
        return [part for part, _ in parts], len(kept) < len(plain) or any(changed for _, changed in parts)
    return plain, False


def _scan(study: Path, trace: Trace, left: list[str]) -> tuple[int, list[str]]:
    """Search every file of the study for what could still tell the person."""
    count = 0
    remaining: list[str] = []
    known = {entry.partition(":")[0] for entry in left}
    for path in sorted(study.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        count += 1
        shown = path.relative_to(study).as_posix()
        if shown not in known and traces(path, trace):
            remaining.append(f"{shown}: still holds the person")
    return count, remaining
