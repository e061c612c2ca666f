"""``psychoseg factor``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from psychoseg.errors import EXIT_DONE

HELP = "analyse the factors of one wave alone and lay out the evidence; no run is kept"
EXAMPLE = "psychoseg factor my-study --wave 1-spring --thorough"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--wave", metavar="NAME", help="the wave to analyse (default: the first)")
    parser.add_argument(
        "--thorough",
        action="store_true",
        help="also shuffle answers and make comparison data to tell the number of factors",
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Analyse and print."""
    from psychoseg.cli.factor_facts import factor_facts
    from psychoseg.cli.factor_lines import factor_lines
    from psychoseg.cli.progress import progress
    from psychoseg.study import factor_wave

    with progress() as told:
        found = factor_wave(Path(arguments.study), arguments.wave, thorough=arguments.thorough, told=told)
    if arguments.json:
        print(json.dumps(factor_facts(found), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print("\n".join(factor_lines(found)))
    return EXIT_DONE
