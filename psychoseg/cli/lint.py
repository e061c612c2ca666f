"""``psychoseg lint``: read questionnaires and say what in them is not fair."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from psychoseg.errors import QuestionnaireError
    from psychoseg.lint.finding import Finding, Severity
    from psychoseg.lint.rules._rule import Rule

HELP: str = "find leading, loaded, double-barrelled and otherwise unfair questions"
EXAMPLE: str = "psychoseg lint questionnaire.yml --json"

_NOT_QUESTIONNAIRES = {"study.yml", "study.yaml", "wave.yml", "wave.yaml"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a questionnaire, or a folder of them")
    parser.add_argument("--json", action="store_true", help="print JSON, the same as --format json")
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="how findings are printed"
    )
    parser.add_argument(
        "--level",
        choices=("info", "warning", "error"),
        default="warning",
        help="the least severity shown (warning)",
    )
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="run only these rules, separated by commas",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="CODES", help="run all but these rules"
    )


def run(arguments: argparse.Namespace) -> int:
    """Lint every path and print what was found.

    Returns
    -------
    int
        0 where no warning and no error was found, 1 otherwise.

    Raises
    ------
    QuestionnaireError
        Where files cannot be read as questionnaires, with the faults of all of them; what was found
        in the others has been printed by then.
    UsageError
        Where a rule or a path is not there.
    """
    from psychoseg.errors import EXIT_DONE, EXIT_FINDINGS
    from psychoseg.lint.finding import Severity

    rules = _rules(arguments.select, arguments.ignore)
    files = _files(arguments.paths)
    findings, problems = _lint(files, rules)
    level = Severity[arguments.level.upper()]
    _print(findings, rules, "json" if arguments.json else arguments.format, len(files) - len(problems), level)
    _raise_all(problems)
    return EXIT_FINDINGS if any(finding.severity >= Severity.WARNING for finding in findings) else EXIT_DONE


def _rules(select: list[str], ignore: list[str]) -> tuple[Rule, ...]:
    from psychoseg.lint.engine import catalogue
    from psychoseg.lint.selection import choose

    return choose(catalogue(), select, ignore)


def _files(paths: Iterable[str]) -> list[Path]:
    from pathlib import Path

    found: dict[Path, None] = {}
    for path in map(Path, paths):
        found.update(dict.fromkeys(_inside(path) if path.is_dir() else [path]))
    return list(found)


def _inside(folder: Path) -> list[Path]:
    """Every questionnaire in a folder and the folders in it, those that are hidden left out."""
    import os

    from psychoseg.errors import UsageError

    found: list[Path] = []
    for name, folders, files in os.walk(folder):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        found.extend(type(folder)(name) / file for file in sorted(files) if _is_questionnaire(file))
    if not found:
        raise UsageError(f"{folder} holds no questionnaire: no file in it ends in .yml or .yaml.")
    return found


def _is_questionnaire(name: str) -> bool:
    return (
        name.endswith((".yml", ".yaml"))
        and not name.endswith((".truth.yml", ".truth.yaml"))
        and not name.startswith(".")
        and name not in _NOT_QUESTIONNAIRES
    )


def _lint(files: list[Path], rules: tuple[Rule, ...]) -> tuple[list[Finding], list[QuestionnaireError]]:
    from psychoseg.errors import QuestionnaireError as Problem
    from psychoseg.lint.engine import lint
    from psychoseg.questionnaire import read

    findings: list[Finding] = []
    problems: list[QuestionnaireError] = []
    for path in files:
        try:
            findings.extend(lint(read(path), rules=rules))
        except Problem as problem:
            problems.append(problem)
    return findings, problems


def _print(findings: list[Finding], rules: tuple[Rule, ...], form: str, files: int, level: Severity) -> None:
    import json
    import os
    import sys

    from psychoseg import __version__
    from psychoseg.lint.output import as_dicts, as_sarif, as_text

    shown = [finding for finding in findings if finding.severity >= level]
    if form == "json":
        print(json.dumps({"findings": as_dicts(shown), "files": files}, indent=2))
    elif form == "sarif":
        print(json.dumps(as_sarif(shown, rules, __version__), indent=2))
    elif files:
        colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        print(as_text(findings, files=files, level=level, colours=colours))


def _raise_all(problems: list[QuestionnaireError]) -> None:
    from psychoseg.errors import Fault, QuestionnaireError

    if len(problems) == 1:
        raise problems[0]
    if problems:
        faults: list[Fault] = []
        for problem in problems:
            where, _, what = problem.summary.partition(" ")
            faults.extend(problem.faults or [Fault(where.rstrip(":"), what)])
        raise QuestionnaireError(f"{len(problems)} files cannot be used:", faults)
