"""What reading a large export costs, beside DuckDB's own reading of the same file into Parquet: ratios, not seconds.

Run with ``python benchmarks/ingest.py [ROWS]``; DuckDB comes with ``pip install -e ".[bench]"``. Each reading
is a process of its own, the two alternate, and the peak memory of ours is measured at four sizes.
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

COLUMNS, ROUNDS = 80, 5
_MEASURED = "import json, resource, time; begun = time.perf_counter()\n{work}\nprint(json.dumps([time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]))"
OURS = """
from pathlib import Path
from psychoseg.responses.readers.files import read_file
table = read_file(Path({path!r}))
assert table.cells.shape[0] == {rows}
"""
DUCKDB = """
import duckdb
duckdb.sql("copy (select * from read_csv({path!r})) to {target!r} (format parquet)")
"""


def write(path: Path, rows: int) -> None:
    """A survey of ratings with an age, a region and a reason that holds commas and quotes."""
    chance = np.random.default_rng(20260101)
    columns = {"respondent": pa.array(np.arange(rows))}
    columns |= {f"q{at}": pa.array(chance.integers(1, 6, rows)) for at in range(1, COLUMNS - 3)}
    columns["age"] = pa.array(chance.integers(18, 90, rows))
    columns["region"] = pa.array(np.array(["North", "South", "East", "West"])[chance.integers(0, 4, rows)])
    reasons = np.array(["it is good, and near", "no idea", "", 'they say "trust us"'])
    columns["why"] = pa.array(reasons[chance.integers(0, 4, rows)])
    csv.write_csv(pa.table(columns), path)


def measured(work: str) -> tuple[float, float]:
    """Seconds and peak megabytes of a process that does the work."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(work=work)], capture_output=True, text=True, check=True
    )
    seconds, megabytes = json.loads(done.stdout.strip().splitlines()[-1])
    return seconds, megabytes


def main() -> None:
    """Print the ratio to DuckDB and the law of memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        sizes = [rows // 8, rows // 4, rows // 2, rows]
        peaks = []
        for size in sizes:
            path = Path(folder) / f"{size}.csv"
            write(path, size)
            peaks.append(measured(OURS.format(path=str(path), rows=size))[1])
        slope, base = np.polyfit(np.array(sizes), np.array(peaks), 1)
        for size, peak in zip(sizes, peaks, strict=True):
            print(f"{size:>10,} rows × {COLUMNS} columns   peak {peak:>7,.0f} MB")
        print(f"memory: {base:.0f} MB + {slope * 1e6 / COLUMNS:.1f} bytes a cell")
        try:
            import duckdb  # noqa: F401
        except ImportError:
            print('no ratio: DuckDB is not installed (pip install -e ".[bench]")')
            return
        path, target = Path(folder) / f"{rows}.csv", Path(folder) / "duckdb.parquet"
        ratios = []
        for _ in range(ROUNDS):
            ours = measured(OURS.format(path=str(path), rows=rows))[0]
            theirs = measured(DUCKDB.format(path=str(path), target=str(target)))[0]
            ratios.append(ours / theirs)
            print(f"ours {ours:.2f} s, DuckDB to Parquet {theirs:.2f} s, ratio {ours / theirs:.2f}")
        print(f"ratio: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()
