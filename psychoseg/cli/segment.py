"""``psychoseg segment``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from psychoseg.errors import EXIT_DONE

HELP = "form the segments of one wave alone and lay out the evidence; no run is kept"
EXAMPLE = "psychoseg segment my-study --wave 1-spring --k 4"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--wave", metavar="NAME", help="the wave to analyse (default: the first)")
    parser.add_argument(
        "--k",
        type=int,
        choices=range(2, 13),
        metavar="NUMBER",
        help="look at this number of segments, 2 to 12, in place of the one chosen",
    )
    parser.add_argument(
        "--method",
        metavar="NAME",
        help="form them by this method in place of the study's; a wrong name lists those there are",
    )
    parser.add_argument(
        "--compare",
        action="store_true",
        help="also form every number by every method, and say how far they agree",
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Segment and print."""
    from psychoseg.cli.progress import progress
    from psychoseg.cli.segment_account import segment_facts, segment_lines
    from psychoseg.study import segment_wave

    with progress() as told:
        found = segment_wave(
            Path(arguments.study),
            arguments.wave,
            segments=arguments.k,
            method=arguments.method,
            compare=arguments.compare,
            told=told,
        )
    if arguments.json:
        print(json.dumps(segment_facts(found), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print("\n".join(segment_lines(found)))
    return EXIT_DONE
