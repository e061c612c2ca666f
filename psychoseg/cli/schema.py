"""``psychoseg schema``."""

from __future__ import annotations

import argparse

from psychoseg.errors import EXIT_DONE

HELP = "print the JSON Schema of questionnaires, from which editors complete and check"
EXAMPLE = (
    "psychoseg schema > questionnaire.schema.json    (an editor finds it by a questionnaire's first line, "
    "# yaml-language-server: $schema=questionnaire.schema.json)"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options: there are none."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 (every command takes what was parsed)
    """Print the schema."""
    import json

    from psychoseg.questionnaire.schema import schema

    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return EXIT_DONE
