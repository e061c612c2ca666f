"""How long a report takes to lay out, by its number of segments, and what each form of it costs.

    python benchmarks/report.py [--repeat 1]

Prints CPU seconds of this process and its children, as other work on the machine does not change them much. The
answers are invented: the bundled study, drawn with so many segments asked for.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from psychoseg.documents.plain import from_plain
from psychoseg.report import html, pdf
from psychoseg.report.data import ReportData
from psychoseg.report.figures import figures_csv
from psychoseg.report.slides import slides
from psychoseg.report.workbook import workbook
from psychoseg.study import fit_wave, new

MADE = datetime(2026, 1, 5, tzinfo=UTC)
NUMBERS = (2, 5, 8, 12)


def spent(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds of a piece of work, its child processes included, and what it gave."""
    before = os.times()
    result = work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), result


def report_of(number: int, folder: Path) -> ReportData:
    """The bundled study's report with so many segments."""
    study = new(folder / f"study-{number}")
    path = study / "study.yml"
    text = path.read_text("utf-8").replace(
        "plan:\n",
        f"plan:\n  segments: {number}\n  segments_reason: to time the report\n  alternatives: false\n",
        1,
    )
    path.write_text(text, "utf-8")
    run, _ = fit_wave(study, with_pdf=False)
    return from_plain(ReportData, run.read_json("report_data.json"), "report_data.json")


def measured(data: ReportData) -> list[float]:
    """CPU seconds of the page, the PDF, the slides, the workbook and the table."""
    took, page = spent(lambda: html(data))
    return [
        took,
        spent(lambda: pdf(str(page), made=MADE, title="t"))[0],
        spent(lambda: slides(data, MADE))[0],
        spent(lambda: workbook(data, MADE))[0],
        spent(lambda: figures_csv(data))[0],
    ]


def main() -> None:
    """Print a row for each number of segments."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=1)
    repeat = parser.parse_args().repeat
    warnings.simplefilter("ignore")
    print("segments  pages' HTML     PDF    PPTX    XLSX     CSV   (CPU seconds, least of", repeat, "runs)")
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number in NUMBERS:
            data = report_of(number, Path(folder))
            times = [measured(data) for _ in range(repeat)]
            least = [min(column) for column in zip(*times, strict=True)]
            found.append((number, least[1]))
            print(f"{number:8}  {least[0]:11.2f}  " + "  ".join(f"{one:6.2f}" for one in least[1:]))
    (first, low), (last, high) = found[0], found[-1]
    print(f"A segment more costs {(high - low) / (last - first):.2f} CPU seconds of the PDF.")


if __name__ == "__main__":
    main()
