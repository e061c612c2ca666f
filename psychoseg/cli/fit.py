"""``psychoseg fit``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from psychoseg.errors import EXIT_DONE

HELP = "analyse one wave of a study: factors, segments, personas and the report, kept in a new run"
EXAMPLE = "psychoseg fit my-study --wave 1-spring"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--wave", metavar="NAME", help="the wave to analyse (default: the first)")
    parser.add_argument("--no-pdf", action="store_true", help="make the HTML page only")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Analyse, keep the run, and print its summary."""
    from psychoseg.cli.progress import progress
    from psychoseg.cli.summary import fit_facts, fit_lines
    from psychoseg.study import fit_wave

    with progress() as told:
        finished, found = fit_wave(
            Path(arguments.study), arguments.wave, told=told, with_pdf=not arguments.no_pdf
        )
    if arguments.json:
        print(json.dumps(fit_facts(finished, found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(fit_lines(finished, found)))
    return EXIT_DONE
