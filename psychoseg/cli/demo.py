"""``psychoseg demo``."""

from __future__ import annotations

import argparse
from pathlib import Path

from psychoseg.errors import EXIT_DONE, visible

HELP = "the main job on the bundled study: lint, fit the first wave, track the second, end at a PDF"
EXAMPLE = "psychoseg demo demo-study"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        default="demo-study",
        help="where to put the study (default: demo-study); an earlier demo there is run again",
    )
    parser.add_argument(
        "--sample",
        default="everyday_food",
        metavar="NAME",
        help="everyday_food (the default) or business_software",
    )


def run(arguments: argparse.Namespace) -> int:
    """Lay out the study where it is not there yet, then run every stage."""
    from psychoseg.cli.progress import progress
    from psychoseg.cli.summary import fit_lines, track_lines
    from psychoseg.lint import lint
    from psychoseg.questionnaire import read
    from psychoseg.study import fit_wave, new, track_wave

    folder = Path(arguments.folder)
    if not (folder / "study.yml").exists():
        new(folder, arguments.sample)
    findings = [
        found
        for found in lint(read(folder / "questionnaire.yml"))
        if found.severity.name in {"ERROR", "WARNING"}
    ]
    print(f"The linter finds {len(findings)} faults in {visible(folder / 'questionnaire.yml')}.")
    with progress() as told:
        first, found = fit_wave(folder, told=told)
    print("\n".join(fit_lines(first, found)))
    with progress() as told:
        second, _, change = track_wave(folder, told=told)
    print("\n".join(track_lines(second, change)))
    print(f"\n{visible(first.folder / 'report.pdf')}")
    return EXIT_DONE
