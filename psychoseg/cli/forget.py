"""``psychoseg forget``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from psychoseg.errors import EXIT_BAD_INPUT, EXIT_DONE, visible

HELP = (
    "erase a respondent from a study: from exports and from every run, with a receipt that does not name them"
)
EXAMPLE = "psychoseg forget R_1a2b3c my-study"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("respondent", metavar="ID", help="the respondent's id as it stands in the export")
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--json", action="store_true", help="print the receipt as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Erase, and print the receipt; exit code 2 where something still holds the person."""
    from psychoseg.documents.plain import to_plain
    from psychoseg.study.forgetting import forget

    receipt = forget(Path(arguments.study), arguments.respondent)
    if arguments.json:
        print(json.dumps(to_plain(receipt), ensure_ascii=False, indent=2))
        return EXIT_BAD_INPUT if receipt.left else EXIT_DONE
    print(f"receipt {receipt.number}, {receipt.made}")
    for heading, lines in (
        ("erased from exports", [f"{name}: {count} rows" for name, count in receipt.exports.items()]),
        ("erased from runs", [f"{name}: {count} rows" for name, count in receipt.tables.items()]),
        (
            "reports that quoted the person, deleted; `psychoseg report` renders them again",
            list(receipt.reports),
        ),
        ("made with the person's answers; withdraw them, or fit again", list(receipt.models)),
        ("STILL HOLD THE PERSON", list(receipt.left)),
    ):
        if lines:
            print(f"{heading}:")
            print("\n".join(f"  {visible(line)}" for line in lines))
    print(
        f"{receipt.scanned} files searched afterwards, tables decoded: {'see above' if receipt.left else 'nothing is left'}"
    )
    print("Backups, copies elsewhere and the survey platform are out of reach and need erasing there.")
    return EXIT_BAD_INPUT if receipt.left else EXIT_DONE
