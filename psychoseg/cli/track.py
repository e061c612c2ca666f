"""``psychoseg track``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from psychoseg.errors import EXIT_DONE

HELP = (
    "measure a later wave with an earlier run's frozen model: who is in which segment now, and what changed"
)
EXAMPLE = "psychoseg track my-study --wave 2-autumn"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--wave", metavar="NAME", help="the later wave (default: the last)")
    parser.add_argument("--run", metavar="RUN", help="the fit to measure with (default: the latest)")
    parser.add_argument("--no-pdf", action="store_true", help="make the HTML page only")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Track, keep the run, and print its summary."""
    from psychoseg.cli.progress import progress
    from psychoseg.cli.summary import track_lines
    from psychoseg.documents.plain import to_plain
    from psychoseg.study import track_wave

    with progress() as told:
        finished, _, change = track_wave(
            Path(arguments.study), arguments.wave, run=arguments.run, told=told, with_pdf=not arguments.no_pdf
        )
    if arguments.json:
        print(json.dumps({"run": str(finished.folder), **to_plain(change)}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(track_lines(finished, change)))
    return EXIT_DONE
