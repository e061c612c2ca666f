"""What a large export costs, beside DuckDB's own reading of the same file into Parquet: ratios, not seconds.

Run with ``python benchmarks/ingest.py [ROWS]``; DuckDB comes with ``pip install -e ".[bench]"``. Every measurement
is a process of its own and they alternate; the peak memory of ours is measured at four sizes. Three things are
measured: reading the file as texts, reading it against the questionnaire into a Parquet file of typed answers (what
DuckDB does too, but for guessing the types), and a whole ``psychoseg ingest``. Each ratio is told by the clock, which other work
on the machine disturbs, and by the processor time of all threads, which it hardly does.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

COLUMNS, ROUNDS = 80, 3
ITEMS = COLUMNS - 4
_MEASURED = """
import json, time
begun, worked = time.perf_counter(), time.process_time()
{work}
seconds, processor = time.perf_counter() - begun, time.process_time() - worked
try:  # what a child is said to have used at most holds what its parent used
    megabytes = next(int(line.split()[1]) / 1000 for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    import resource
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps([seconds, processor, megabytes]))
"""
READ = """
from pathlib import Path
from psychoseg.responses.readers.files import read_file
assert len(read_file(Path({path!r})).cells) == {rows}
"""
TYPED = """
from pathlib import Path
import pyarrow as pa
from pyarrow import parquet
from psychoseg.questionnaire import read
from psychoseg.responses.coding import code
from psychoseg.responses.readers.files import read_file
coded, _ = code(read_file(Path({path!r})), read(Path({study!r}) / "questionnaire.yml"), ignore=("respondent",))
parquet.write_table(pa.Table.from_pandas(coded.table, preserve_index=False), {target!r})
"""
WHOLE = """
from psychoseg.cli import main
assert main(["ingest", {study!r}, "--format", "json", "--out", {target!r}, "--force"]) == 0
"""
DUCKDB = """
import duckdb
duckdb.sql("copy (select * from read_csv({path!r})) to {target!r} (format parquet)")
"""


def lay_out(study: Path, rows: int) -> Path:
    """A study of ratings on eight constructs with an age, a region and a reason that holds commas and quotes."""
    chance = np.random.default_rng(20260101)
    (study / "waves" / "a" / "raw").mkdir(parents=True)
    (study / "study.yml").write_text("psychoseg: 1\ntitle: Large\n")
    (study / "questionnaire.yml").write_text(
        "id: large\ntitle: Large\nscales: {agree: {1: No, 2: Rather no, 3: Neither, 4: Rather yes, 5: Yes}}\nconstructs:\n"
        + "".join(f"  c{at}: {{high: much, low: little}}\n" for at in range(8))
        + "sections:\n  - id: all\n    items:\n"
        + "".join(
            f"      - {{id: q{at}, text: Statement {at}., type: likert, scale: agree, construct: c{at % 8}}}\n"
            for at in range(ITEMS)
        )
        + "      - {id: age, text: How old are you?, type: numeric, min: 0, max: 120}\n"
        "      - {id: region, text: Where do you live?, type: single, options: {1: North, 2: South, 3: East, 4: West}}\n"
        "      - {id: why, text: Why?, type: open}\n"
    )
    tastes = chance.normal(size=(8, rows)).astype(np.float32)
    columns = {"respondent": pa.array(np.arange(rows))}
    for at in range(ITEMS):
        answers = np.clip(np.round(3 + 0.7 * tastes[at % 8] + 0.7 * chance.normal(size=rows)), 1, 5)
        columns[f"q{at}"] = pa.array(answers.astype(np.int8))
    columns["age"] = pa.array(chance.integers(18, 90, rows))
    columns["region"] = pa.array(np.array(["North", "South", "East", "West"])[chance.integers(0, 4, rows)])
    reasons = np.array(["it is good, and near", "no idea", "", 'they say "trust us"'])
    columns["why"] = pa.array(reasons[chance.integers(0, 4, rows)])
    path = study / "waves" / "a" / "raw" / "export.csv"
    csv.write_csv(pa.table(columns), path)
    return path


def measured(work: str) -> tuple[float, float, float]:
    """Seconds by the clock and of the processors, and peak megabytes, of a process that does the work."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED.replace("{work}", work)], capture_output=True, text=True, check=True
    )
    seconds, processor, megabytes = json.loads(done.stdout.strip().splitlines()[-1])
    return seconds, processor, megabytes


def main() -> None:
    """Print the law of memory and the ratios to DuckDB."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        sizes = sorted({max(100, rows // part) for part in (100, 10, 4, 1)})
        studies = {size: Path(folder) / str(size) for size in sizes}
        paths = {size: lay_out(study, size) for size, study in studies.items()}

        def filled(work: str, size: int) -> str:
            return work.format(
                path=str(paths[size]), study=str(studies[size]), target=str(Path(folder) / "out"), rows=size
            )

        for name, work in (("reading", READ), ("whole ingest", WHOLE)):
            peaks = [measured(filled(work, size))[2] for size in sizes]
            slope, base = np.polyfit(np.array(sizes), np.array(peaks), 1)
            for size, peak in zip(sizes, peaks, strict=True):
                print(f"{name:<13}{size:>10,} rows × {COLUMNS} columns   peak {peak:>7,.0f} MB")
            print(
                f"{name:<13}memory: {base:.0f} MB + {slope * 1e6:,.0f} bytes a row, {slope * 1e6 / COLUMNS:.1f} a cell"
            )
        try:
            import duckdb  # noqa: F401
        except ImportError:
            print('no ratio: DuckDB is not installed (pip install -e ".[bench]")')
            return
        ratios: dict[str, list[tuple[float, float]]] = {}
        for _ in range(ROUNDS):
            theirs = measured(filled(DUCKDB, rows))
            print(
                f"DuckDB to Parquet  {theirs[0]:6.2f} s, {theirs[1]:6.2f} of processors  {theirs[2]:6,.0f} MB"
            )
            for name, work in (
                ("reading as texts", READ),
                ("typed to Parquet", TYPED),
                ("whole ingest", WHOLE),
            ):
                ours = measured(filled(work, rows))
                clock, processors = ours[0] / theirs[0], ours[1] / theirs[1]
                ratios.setdefault(name, []).append((clock, processors))
                print(
                    f"{name:<18} {ours[0]:6.2f} s, {ours[1]:6.2f} of processors  {ours[2]:6,.0f} MB  ratio {clock:.2f}, {processors:.2f}"
                )
        for name, found in ratios.items():
            for what, some in zip(("by the clock", "of processors"), zip(*found, strict=True), strict=True):
                print(
                    f"{name}: median {statistics.median(some):.2f} times DuckDB {what}, from {min(some):.2f} to {max(some):.2f}"
                )


if __name__ == "__main__":
    main()
