"""Memory grows with the answers of a wave by so many bytes a row, whatever is measured on them."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv

ITEMS = 40
MOST_READ, MOST_INGESTED = 360, 780
"""Bytes a row of 42 columns: half as many again as were measured. Below 40,000 rows an ingest needs what it needs anyway,
which hides what rows take."""

STATUS = Path("/proc/self/status")
INGEST = "from psychoseg.cli import main; assert main(['ingest', {study!r}, '--format', 'json', '--out', {out!r}]) == 0"
READ = "from pathlib import Path; from psychoseg.responses.readers.files import read_file; assert len(read_file(Path({path!r})).cells) == {rows}"


def lay_out(study, rows):
    """A study of forty ratings, an id and a reason."""
    rng = np.random.default_rng(20260101)
    (study / "waves" / "a" / "raw").mkdir(parents=True)
    (study / "study.yml").write_text("psychoseg: 1\ntitle: Large\n")
    (study / "questionnaire.yml").write_text(
        "id: large\ntitle: Large\nscales: {agree: {1: No, 2: Neither, 3: Yes}}\n"
        "constructs: {a: {high: a, low: no a}, b: {high: b, low: no b}, c: {high: c, low: no c}}\n"
        "sections:\n  - id: all\n    items:\n"
        + "".join(
            f"      - {{id: q{at}, text: Statement {at}., type: likert, scale: agree, construct: {'abc'[at % 3]}}}\n"
            for at in range(ITEMS)
        )
        + "      - {id: why, text: Why?, type: open}\n"
    )
    columns = {"respondent": [f"R_{at:06d}" for at in range(rows)]}
    columns |= {f"q{at}": rng.integers(1, 4, rows) for at in range(ITEMS)}
    columns["why"] = np.array(["It is near.", "No idea", "", "It is good, and cheap"])[
        rng.integers(0, 4, rows)
    ]
    csv.write_csv(pa.table(columns), study / "waves" / "a" / "raw" / "export.csv")


def peak(work):
    """The most bytes a process of its own held while it did something."""
    said = f"{work}\nimport pathlib; print(pathlib.Path('/proc/self/status').read_text())"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    return 1024 * int(re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1])


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux says how much memory a process held at most")
@pytest.mark.parametrize(
    ("work", "few", "most"),
    [(READ, 100_000, MOST_READ), (INGEST, 40_000, MOST_INGESTED)],
    ids=["reading", "ingest"],
)
def test_every_further_row_takes_no_more_than_so_many_bytes(tmp_path, work, few, most):
    many = 4 * few
    peaks = []
    for rows in (few, many):
        study = tmp_path / str(rows)
        lay_out(study, rows)
        path = study / "waves" / "a" / "raw" / "export.csv"
        peaks.append(
            peak(work.format(study=str(study), out=str(tmp_path / f"{rows}.json"), path=str(path), rows=rows))
        )

    assert (peaks[1] - peaks[0]) / (many - few) < most
