"""``psychoseg export``."""

from __future__ import annotations

import argparse
from pathlib import Path

from psychoseg.errors import EXIT_DONE, visible

HELP = "write a run's answers, weights and segments for other programs: Parquet with a codebook, SPSS, Triple-S 2.0 or CSV for spreadsheets"
EXAMPLE = "psychoseg export my-study --to sav --out for-spss"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--run", metavar="RUN", help="the run (default: the latest)")
    parser.add_argument(
        "--to", choices=("parquet", "sav", "triples", "csv"), required=True, help="the format"
    )
    parser.add_argument("--out", metavar="DIR", default=".", help="where to put the files (default: here)")
    parser.add_argument("--force", action="store_true", help="replace files of the same name")


def run(arguments: argparse.Namespace) -> int:
    """Write the files and say where they are."""
    from psychoseg.study.exporting import export_run

    written = export_run(
        Path(arguments.study), arguments.run, arguments.to, Path(arguments.out), force=arguments.force
    )
    for path in written:
        print(visible(path))
    return EXIT_DONE
