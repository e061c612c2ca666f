"""``psychoseg rules``: every rule of the linter, grouped."""

from __future__ import annotations

import argparse

HELP: str = "list the rules of lint by group, with their severity and what they find"
EXAMPLE: str = "psychoseg rules --markdown"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print as JSON")
    forms.add_argument("--markdown", action="store_true", help="print tables in Markdown")


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from psychoseg.errors import EXIT_DONE
    from psychoseg.lint.engine import catalogue
    from psychoseg.lint.explanation import as_plain, markdown_list, text_list

    rules = catalogue()
    if arguments.json:
        import json

        print(json.dumps([as_plain(rule) for rule in rules], ensure_ascii=False, indent=2))
    else:
        print(markdown_list(rules) if arguments.markdown else text_list(rules))
    return EXIT_DONE
