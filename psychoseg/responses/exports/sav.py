"""SPSS: a .sav with labels and user-missing values, and a syntax file for sets of multiple answers."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from psychoseg.errors import ResponsesError
from psychoseg.responses.exports.dataset import Dataset, Field, missing_codes
from psychoseg.responses.missing import SAID

_RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
LONGEST_NAME, LONGEST_LABEL, LONGEST_VALUE = 64, 255, 120


def write(data: Dataset) -> dict[str, bytes]:
    """The files of a data set for SPSS, by suffix.

    Every reason for a missing answer is a user-missing value of its own with its label. The format
    holds sets of multiple answers, but its writer does not, so ``.sps`` declares them.

    Raises
    ------
    ResponsesError
        Where pyreadstat is not installed.
    """
    try:
        import pyreadstat
    except ImportError:
        raise ResponsesError("SPSS files need pyreadstat: install psychoseg[spss].") from None
    names = spss_names([field.name for field in data.fields])
    columns: dict[str, pd.Series] = {}
    labels: dict[str, dict[float, str]] = {}
    ranges: dict[str, list[Any]] = {}
    measure: dict[str, str] = {}
    formats: dict[str, str] = {}
    for field, name in zip(data.fields, names, strict=True):
        values = data.table[field.name]
        if values.dtype.kind in "fi":
            codes, filled = missing_codes(values.astype(float), data.state_of(field))
            columns[name] = filled
            labels[name] = {float(code): text[:LONGEST_VALUE] for code, text in field.labels} | {code: SAID[state] for state, code in codes.items()}  # fmt: skip
            if codes:
                ranges[name] = [{"lo": min(codes.values()), "hi": max(codes.values())}]
            if field.decimals:
                formats[name] = f"F{12 + field.decimals}.{field.decimals}"
        else:
            columns[name] = values.map(lambda text: text if isinstance(text, str) else "").astype(object)
        measure[name] = "scale" if field.kind == "numeric" else "nominal"
    table = pd.DataFrame(columns)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        pyreadstat.write_sav(
            table.reset_index(drop=True), path, file_label=data.title[:60],
            column_labels=[(f"{field.stem} {field.label}".strip())[:LONGEST_LABEL] for field in data.fields],
            variable_value_labels={name: found for name, found in labels.items() if found},
            missing_ranges=ranges, variable_measure=measure, variable_format=formats,
        )  # fmt: skip
        content = path.read_bytes()
    return {
        ".sav": content,
        ".sps": _syntax(data, dict(zip([field.name for field in data.fields], names, strict=True))).encode(
            "utf-8-sig"
        ),
    }


def spss_names(names: list[str]) -> list[str]:
    """Names SPSS takes: letters first, none of its own words, none twice whatever the case.

    Examples
    --------
    >>> spss_names(["all", "q1", "Q1", "1st-x"])
    ['all_', 'q1', 'Q1_2', 'v1st_x']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9_.]", "_", name)[: LONGEST_NAME - 4]
        plain = plain if plain[:1].isalpha() else f"v{plain}"
        plain = f"{plain}_" if plain.casefold() in _RESERVED or plain.endswith(".") else plain
        free, at = plain, 2
        while free.casefold() in taken:
            free, at = f"{plain}_{at}", at + 1
        taken.add(free.casefold())
        found.append(free)
    return found


def _syntax(data: Dataset, names: dict[str, str]) -> str:
    """The syntax that declares every set of multiple answers and the weight."""
    groups: dict[str, list[Field]] = {}
    for field in data.fields:
        if field.kind == "multiple":
            groups.setdefault(field.group, []).append(field)
    lines = [
        "* Run this on the data file beside it: it declares sets of multiple answers and the weight.",
        "WEIGHT BY weight.",
    ]
    for group, fields in groups.items():
        label = fields[0].stem[:LONGEST_LABEL].replace("'", "''").replace("\n", " ")
        lines += [
            f"MRSETS /MDGROUP NAME=${spss_names([group])[0]} LABEL='{label}'",
            f"  CATEGORYLABELS=VARLABELS VARIABLES={' '.join(names[field.name] for field in fields)} VALUE=1.",
        ]
    return "\n".join(lines) + "\n"
