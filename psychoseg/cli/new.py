"""``psychoseg new``."""

from __future__ import annotations

import argparse
from pathlib import Path

from psychoseg.errors import EXIT_DONE, visible

HELP = "lay out a study that runs as it is: a questionnaire, two waves of invented answers, study.yml"
EXAMPLE = "psychoseg new my-study && psychoseg fit my-study"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="DIR", help="a folder that does not exist yet, or is empty")
    parser.add_argument(
        "--sample",
        default="everyday_food",
        metavar="NAME",
        help="everyday_food (people, the default) or business_software (firms)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the folder and say what to do next."""
    from psychoseg.study import new

    folder = new(Path(arguments.folder), arguments.sample)
    print(f"{visible(folder)} holds a study that runs as it is. Next: psychoseg fit {visible(folder)}")
    return EXIT_DONE
