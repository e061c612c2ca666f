"""``psychoseg show``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from psychoseg.errors import EXIT_DONE, StudyError, visible

HELP = "say what a study holds, or what a run found; verify that a run is as it was written"
EXAMPLE = "psychoseg show my-study --verify"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("study", metavar="DIR", help="the study's folder")
    parser.add_argument("--run", metavar="RUN", help="one run, in full")
    parser.add_argument(
        "--verify",
        action="store_true",
        help="check every file of every run (or of the one named) against its hash",
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the study's waves and runs, or one run."""
    from psychoseg.documents.plain import to_plain
    from psychoseg.study import open_run, read_study, runs
    from psychoseg.study.layout import waves

    study = Path(arguments.study)
    config = read_study(study)
    chosen = [open_run(study, arguments.run)] if arguments.run else list(runs(study))
    faults = (
        [f"{entry.name}: {fault}" for entry in chosen for fault in entry.verify()] if arguments.verify else []
    )
    if faults:
        raise StudyError("These runs are not as they were written:\n  " + "\n  ".join(faults))
    if arguments.json:
        facts: dict[str, Any] = {
            "title": config.title,
            "waves": list(waves(study)),
            "runs": [{"name": entry.name, **to_plain(entry.manifest)} for entry in chosen],
        }
        if arguments.verify:
            facts["verified"] = True
        print(json.dumps(facts, ensure_ascii=False, indent=2))
        return EXIT_DONE
    print(visible(config.title))
    print(f"waves: {', '.join(waves(study))}")
    for entry in chosen:
        facts_line = ", ".join(f"{name} {value}" for name, value in entry.manifest.summary.items())
        print(
            f"{entry.name}  {facts_line}"
            + (f"  (measured with {entry.manifest.parent})" if entry.manifest.parent else "")
            + (
                f"  (made with {len(entry.manifest.erased)} people erased since)"
                if entry.manifest.erased
                else ""
            )
        )
        if arguments.run:
            for heading, rows in (
                ("plan", entry.manifest.plan),
                ("inputs", entry.manifest.inputs),
                ("outputs", entry.manifest.outputs),
                ("versions", entry.manifest.versions),
            ):
                print(f"{heading}:")
                print("\n".join(f"  {visible(name)}: {visible(value)}" for name, value in rows.items()))
    if arguments.verify:
        print(f"{len(chosen)} runs are as they were written")
    return EXIT_DONE
