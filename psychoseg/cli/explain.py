"""``psychoseg explain``: what a rule looks for, why it matters and what to write instead."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.rules._rule import Rule

HELP: str = (
    "explain a rule of lint: what it finds, why it matters, where that is known from, how often it is right"
)
EXAMPLE: str = "psychoseg explain double-barrelled"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "rule", nargs="?", metavar="RULE", help="a rule's code or name; all are listed where left out"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the page of one rule, or a list of all.

    Raises
    ------
    UsageError
        Where there is no such rule.
    """
    from psychoseg.errors import EXIT_DONE
    from psychoseg.lint.engine import catalogue
    from psychoseg.lint.explanation import as_plain, page
    from psychoseg.lint.selection import find

    if not arguments.rule:
        return _all(arguments.json)
    rule: Rule = find(catalogue(), arguments.rule)
    if arguments.json:
        import json

        print(json.dumps(as_plain(rule), ensure_ascii=False, indent=2))
    else:
        print(page(rule))
    return EXIT_DONE


def _all(as_json: bool) -> int:
    """The list of rules, and how to ask about one."""
    from psychoseg.cli import rules

    ended = rules.run(argparse.Namespace(json=as_json, markdown=False))
    if not as_json:
        print(
            "\npsychoseg explain CODE says more about one; psychoseg rules --json or --markdown lists them all."
        )
    return ended
