"""``psychoseg explain``: what a rule looks for, why it matters and what to write instead."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from psychoseg.lint.rules._rule import Rule

HELP: str = "explain a rule of lint with an example, or list all rules"
EXAMPLE: str = "psychoseg explain double-barrelled"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "rule", nargs="?", metavar="RULE", help="a rule's code or name; all are listed where left out"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation of one rule, or a list of all.

    Raises
    ------
    UsageError
        Where there is no such rule.
    """
    from psychoseg.errors import EXIT_DONE
    from psychoseg.lint.engine import catalogue
    from psychoseg.lint.selection import find

    rules = catalogue()
    print(_explained(find(rules, arguments.rule)) if arguments.rule else _listed(rules))
    return EXIT_DONE


def _listed(rules: Sequence[Rule]) -> str:
    widest = max(len(rule.name) for rule in rules)
    return "\n".join(
        f"{rule.code}  {rule.name:<{widest}}  {rule.severity.label:<7}  {rule.summary}" for rule in rules
    )


def _explained(rule: Rule) -> str:
    blocks = [
        f"{rule.code} {rule.name} ({rule.severity.label})\n{rule.summary}",
        f"Why it matters\n{_indented(rule.why)}",
        f"Instead of\n{_indented(rule.instead_of)}",
        f"Write\n{_indented(rule.write)}",
        f"Source\n{_indented(rule.source)}",
    ]
    return "\n\n".join(blocks)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())
