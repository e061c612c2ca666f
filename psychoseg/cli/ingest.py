"""``psychoseg ingest``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from psychoseg.errors import EXIT_DONE, UsageError, visible

HELP = "read and check a wave without analysing it: what came in, what is used, what was done, and mapping.yml for the next wave"
EXAMPLE = "psychoseg ingest my-study 2-autumn --format html --out account.html"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("wave", metavar="WAVE", nargs="?", help="the wave to read (default: the first)")
    parser.add_argument(
        "--format",
        choices=("text", "html", "json"),
        default="text",
        help="form of the account (default: text)",
    )
    parser.add_argument("--out", metavar="FILE", help="write the account to a file")
    parser.add_argument(
        "--draft",
        action="store_true",
        help="write what is found of the columns to mapping.yml, to be completed by hand",
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there")


def run(arguments: argparse.Namespace) -> int:
    """Read, check, print the account, and keep the mapping."""
    from psychoseg.cli.progress import progress
    from psychoseg.documents.plain import to_json
    from psychoseg.documents.writing import write_whole
    from psychoseg.report.ingest import account_lines, account_page
    from psychoseg.study.ingesting import draft_mapping, ingest_wave

    study = Path(arguments.study)
    if arguments.draft:
        path = draft_mapping(study, arguments.wave, force=arguments.force)
        print(
            f"{visible(path)} holds what was found; decide on what it remarks, then run `psychoseg ingest` again"
        )
        return EXIT_DONE
    if arguments.out and Path(arguments.out).exists() and not arguments.force:
        raise UsageError(f"{arguments.out} would be replaced; choose another --out, or add --force.")
    with progress() as told:
        found = ingest_wave(study, arguments.wave, told=told)
    if found.written is not None:
        print(f"columns kept in {visible(found.written)}; check it, later waves read by it", file=sys.stderr)
    text = (
        to_json(found.account) if arguments.format == "json"
        else account_page(found.account, found.title) if arguments.format == "html"
        else "\n".join(account_lines(found.account)) + "\n"
    )  # fmt: skip
    if arguments.out:
        write_whole(arguments.out, text.encode(), UsageError)
    else:
        print(text, end="")
    return EXIT_DONE
