"""Parquet with its codebook beside it: codes in the table, words and reasons in JSON."""

from __future__ import annotations

import pandas as pd

from psychoseg.documents.plain import to_json
from psychoseg.responses.exports.dataset import Dataset
from psychoseg.responses.missing import ANSWERED

SCHEMA = "psychoseg/codebook/1"


def write(data: Dataset) -> dict[str, bytes]:
    """The table, the reason of every gap (``.missing.parquet``) and the codebook."""
    states = data.states.astype(str).reset_index()
    codebook = {
        "schema": SCHEMA,
        "name": data.name,
        "title": data.title,
        "rows": len(data.table),
        "columns": [
            {
                "name": field.name, "label": field.label, "kind": field.kind, "group": field.group, "stem": field.stem, "use": field.use,
                "options": [{"code": code, "label": label} for code, label in field.labels],
                "missing": _reasons(data.state_of(field)),
            }
            for field in data.fields
        ],
    }  # fmt: skip
    return {
        ".parquet": _bytes(data.table.reset_index(drop=True)),
        ".missing.parquet": _bytes(states),
        ".codebook.json": to_json(codebook).encode(),
    }


def _bytes(table: pd.DataFrame) -> bytes:
    content: bytes = table.to_parquet(None, index=False, compression="zstd", write_page_checksum=True)
    return content


def _reasons(states: pd.Series) -> dict[str, int]:
    counts = states[states != ANSWERED].value_counts()
    return {str(state): int(count) for state, count in counts.items()}
