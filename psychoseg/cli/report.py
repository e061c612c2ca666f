"""``psychoseg report``."""

from __future__ import annotations

import argparse
from pathlib import Path

from psychoseg.errors import EXIT_DONE, visible

HELP = "render a run's report: PDF, HTML, slides, workbook, tables; with the study's present templates, into a folder of your choice"
EXAMPLE = "psychoseg report my-study --format pdf,pptx,xlsx --out deliverables"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--run", metavar="RUN", help="the run (default: the latest)")
    parser.add_argument(
        "--out", metavar="DIR", default=".", help="where to put report.pdf and the others (default: here)"
    )
    parser.add_argument(
        "--format",
        metavar="LIST",
        default="pdf,html",
        help="what to make, with commas between: pdf, html, pptx (slides with charts to edit), xlsx (tables with "
        "letters and bases), csv (every figure in a row), json (everything) (default: pdf,html)",
    )
    parser.add_argument(
        "--master", metavar="FILE", help="a presentation whose layouts, fonts and colours the slides take"
    )
    parser.add_argument("--theme", metavar="FILE", help="a theme.toml to use in place of the study's own")
    parser.add_argument(
        "--lang",
        metavar="CODE",
        help="the report's language: en, de, fr or es (default: the study's); what people wrote stays as it is",
    )
    parser.add_argument(
        "--page", metavar="SIZE", help="a4, letter or 16:9 for a screen (default: the theme's, else a4)"
    )
    parser.add_argument("--no-pdf", action="store_true", help="leave the PDF out")
    parser.add_argument("--force", action="store_true", help="replace files of the same name")


def run(arguments: argparse.Namespace) -> int:
    """Render and say where the files are."""
    from psychoseg.cli.progress import progress
    from psychoseg.study.rendering import render_again

    chosen = [part.strip().lower() for part in arguments.format.split(",") if part.strip()]
    with progress() as told:
        told("report", "laying out the pages")
        written = render_again(
            Path(arguments.study),
            arguments.run,
            Path(arguments.out),
            formats=[name for name in chosen if not (arguments.no_pdf and name == "pdf")],
            master=Path(arguments.master) if arguments.master else None,
            theme=Path(arguments.theme) if arguments.theme else None,
            force=arguments.force,
            language=arguments.lang,
            paper=arguments.page,
        )
    for path in written:
        print(visible(path))
    return EXIT_DONE
