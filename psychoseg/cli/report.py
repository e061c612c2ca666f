"""``psychoseg report``."""

from __future__ import annotations

import argparse
from pathlib import Path

from psychoseg.errors import EXIT_DONE, visible

HELP = "render a run's report again, with the study's present templates, into a folder of your choice"
EXAMPLE = "psychoseg report my-study --out deliverables"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--run", metavar="RUN", help="the run (default: the latest)")
    parser.add_argument(
        "--out", metavar="DIR", default=".", help="where to put report.pdf and report.html (default: here)"
    )
    parser.add_argument("--no-pdf", action="store_true", help="make the HTML page only")
    parser.add_argument("--force", action="store_true", help="replace files of the same name")


def run(arguments: argparse.Namespace) -> int:
    """Render and say where the files are."""
    from psychoseg.cli.progress import progress
    from psychoseg.study.rendering import render_again

    with progress() as told:
        told("report", "laying out the pages")
        written = render_again(
            Path(arguments.study),
            arguments.run,
            Path(arguments.out),
            with_pdf=not arguments.no_pdf,
            force=arguments.force,
        )
    for path in written:
        print(visible(path))
    return EXIT_DONE
