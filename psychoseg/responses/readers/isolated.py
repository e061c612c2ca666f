"""Parsers written in C and Rust run in a process of their own, with limits on memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa

from psychoseg.errors import ResponsesError, shorten
from psychoseg.responses.readers import child
from psychoseg.responses.readers.containers import CONTAINERS
from psychoseg.responses.readers.limits import (
    CHILD_MEMORY,
    CHILD_SECONDS,
    MOST_COLUMNS,
    MOST_SHEET_CELLS,
)


def parse_apart(
    content: bytes,
    name: str,
    container: str,
    *,
    what: str,
    encoding: str = "",
    sheet: str = "",
    beside: bytes | None = None,
) -> tuple[pa.Table, dict[str, Any]]:
    """A file's columns as texts, and the facts its parser told.

    Parameters
    ----------
    content : bytes
    name : str
        The file, for messages.
    container : str
        One of :data:`CONTAINERS`.
    what : {"workbook", "statistical"}
    encoding, sheet : str
        What a person named.
    beside : bytes, optional
        The catalog that belongs to a SAS file.

    Raises
    ------
    ResponsesError
        Where the file is damaged or locked, or its parser fails, crashes or reaches a limit.
    """
    with tempfile.TemporaryDirectory(prefix="psychoseg-") as folder:
        path = Path(folder) / f"file.{container}"
        path.write_bytes(content)
        order: dict[str, Any] = {
            "what": what,
            "container": container,
            "path": str(path),
            "encoding": encoding,
            "sheet": sheet,
            "cells": MOST_SHEET_CELLS,
            "columns": MOST_COLUMNS,
            "seconds": CHILD_SECONDS,
            "memory": CHILD_MEMORY,
        }
        if beside is not None:
            catalog = Path(folder) / "file.sas7bcat"
            catalog.write_bytes(beside)
            order["catalog"] = str(catalog)
        environment = {
            **os.environ,
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "ARROW_DEFAULT_MEMORY_POOL": "system",
        }
        try:
            done = subprocess.run(  # noqa: S603 (our own interpreter and file)
                [sys.executable, "-I", "-B", "-W", "ignore", child.__file__, json.dumps(order)],
                stdin=subprocess.DEVNULL, capture_output=True, timeout=CHILD_SECONDS + 10, env=environment, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise _out_of_time(name, container) from None
    if done.returncode == child.REFUSED:
        raise _refused(done.stderr, name, container)
    if done.returncode != 0:
        raise _died(done.returncode, done.stderr, name, container)
    try:
        table = pa.ipc.open_stream(done.stdout).read_all()
        facts = json.loads((table.schema.metadata or {}).get(b"facts", b"{}"))
    except (pa.ArrowException, ValueError, OSError):
        raise _died(1, b"", name, container) from None
    return table, facts


def _out_of_time(name: str, container: str) -> ResponsesError:
    return ResponsesError(
        f"{name} was not read within {CHILD_SECONDS} seconds and was stopped; it may be damaged. "
        f"Open the {CONTAINERS[container]} in its own program and save it as CSV."
    )


def _refused(answer: bytes, name: str, container: str) -> ResponsesError:
    try:
        told = json.loads(answer)
        kind, words = str(told["kind"]), str(told["words"])
    except (ValueError, KeyError, TypeError):
        return _died(1, answer, name, container)
    kind_of_file = CONTAINERS[container]
    if kind == "absent":
        return ResponsesError(
            f'{name} is a {kind_of_file}; reading it needs pyreadstat: pip install "psychoseg[spss]".'
        )
    if kind == "password":
        return ResponsesError(
            f"{name} is locked with a password; open it, remove the password and save it again."
        )
    if kind == "memory":
        return ResponsesError(
            f"{name} needs more than {CHILD_MEMORY / 1e9:g} GB of memory to read, so it was stopped; "
            "it is damaged, or too large: save it as CSV."
        )
    if kind == "cells":
        sheet, rows, columns = words.rsplit("|", 2)
        return ResponsesError(
            f"Sheet {shorten(sheet)} of {name} has {int(rows) * int(columns):,} cells "
            f"({int(rows):,} rows × {int(columns):,} columns); the most that is read is {MOST_SHEET_CELLS:,}."
        )
    if kind == "columns":
        return ResponsesError(
            f"{name} has {int(words):,} columns; the most that is read is {MOST_COLUMNS:,}."
        )
    if kind == "short":
        found, promised = words.split("|")
        return ResponsesError(f"{name} promises {promised} cases but holds {found}; the file was cut off.")
    if kind == "encoding":
        return ResponsesError(
            f"The texts of {name} are in an encoding that does not fit ({shorten(words, 100)}); "
            "name the right one with --encoding, such as cp1252, gb18030 or iso8859-15."
        )
    return ResponsesError(
        f"{name} is damaged or is not a real {kind_of_file} ({shorten(words, 100)}); export it again."
    )


def _died(code: int, words: bytes, name: str, container: str) -> ResponsesError:
    kind_of_file = CONTAINERS[container]
    if code in (-24, -9):
        return _out_of_time(name, container)
    if b"memory" in words.lower() or b"bad_alloc" in words or code == -6:
        return ResponsesError(
            f"{name} asked for more memory than any {kind_of_file} of its size needs; it is damaged or hostile."
        )
    return ResponsesError(
        f"{name} is damaged or is not a real {kind_of_file}: its parser broke off. Export it again, or as CSV."
    )
