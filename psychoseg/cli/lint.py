"""``psychoseg lint``: read questionnaires and say what in them is not fair."""

from __future__ import annotations

import argparse
import os
import sys

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.errors import QuestionnaireError
    from psychoseg.lint.audit import Audit, Sheet
    from psychoseg.lint.choices import Choices
    from psychoseg.lint.inputs import Source
    from psychoseg.lint.settings import Settings

HELP: str = "find leading, loaded, double-barrelled and otherwise unfair questions"
EXAMPLE: str = 'psychoseg lint --text "You drink tea, don\'t you?"'

_CODES = "CODES"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    from psychoseg.lint.outputs import OUTPUTS
    from psychoseg.lint.settings import PRESETS

    given = parser.add_argument_group("what is checked")
    given.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a questionnaire (.yml), a list of questions one a line (.txt), a table with a column of "
        "questions (.csv, .tsv), a folder of questionnaires, or - for standard input",
    )
    given.add_argument(
        "--text", action="append", default=[], metavar="QUESTION", help="a question as such; may be repeated"
    )
    given.add_argument("--column", default="", metavar="NAME", help="a table's column of questions")
    given.add_argument("--language", default="en", metavar="CODE", help="of lists and tables (en)")

    shown = parser.add_argument_group("what is printed")
    shown.add_argument("--format", choices=OUTPUTS, help="how findings are printed (text)")
    shown.add_argument("--json", action="store_true", help="the same as --format json")
    shown.add_argument("--output", metavar="FILE", help="write there instead of printing")
    shown.add_argument("--force", action="store_true", help="let --output replace a file")
    shown.add_argument("--statistics", action="store_true", help="count findings by rule")
    shown.add_argument("--level", choices=_LEVELS, help="the least severity shown (warning)")
    shown.add_argument("--fail-level", choices=_LEVELS, help="the least severity that returns 1 (warning)")

    rules = parser.add_argument_group("which rules run")
    rules.add_argument(
        "--select",
        action="append",
        default=[],
        metavar=_CODES,
        help="only these; codes, their beginnings or names, with commas",
    )
    rules.add_argument(
        "--extend-select",
        action="append",
        default=[],
        metavar=_CODES,
        help="these too, such as rules that are off",
    )
    rules.add_argument("--ignore", action="append", default=[], metavar=_CODES, help="all but these")
    rules.add_argument(
        "--severity",
        action="append",
        default=[],
        metavar="CODE=LEVEL",
        help="off, info, warning or error for a rule",
    )
    rules.add_argument("--preset", choices=tuple(PRESETS), help="a ready choice of rules and levels")
    rules.add_argument(
        "--config", metavar="FILE", help="settings from here instead of the nearest psychoseg.toml"
    )
    rules.add_argument("--no-config", action="store_true", help="no settings from files")
    rules.add_argument("--baseline", metavar="FILE", help="hold back the findings recorded there")
    rules.add_argument("--write-baseline", metavar="FILE", help="record all findings there and return 0")

    fixes = parser.add_argument_group("what is changed")
    fixes.add_argument("--fix", action="store_true", help="make the changes that are safe, in the files")
    fixes.add_argument("--diff", action="store_true", help="print those changes and make none")


_LEVELS = ("info", "warning", "error")


def run(arguments: argparse.Namespace) -> int:
    """Lint everything that was given and print what was found.

    Returns
    -------
    int
        0 where nothing reached the level that fails, 1 otherwise; with ``--diff`` 1 where a change would
        be made.

    Raises
    ------
    QuestionnaireError
        Where files cannot be read, with the faults of all of them; what was found in the others has
        been printed by then.
    UsageError
        Where options contradict each other, or a rule, a path or a setting is not there.
    """
    from psychoseg.errors import EXIT_DONE, EXIT_FINDINGS

    _refuse_contradictions(arguments)
    from psychoseg.lint.choices import Choices
    from psychoseg.lint.inputs import gather

    choices = Choices(_own_settings(arguments), config=arguments.config, search=not arguments.no_config)
    sources, problems = gather(
        arguments.paths,
        arguments.text,
        choices.excludes,
        language=arguments.language,
        column=arguments.column,
    )
    if arguments.diff:
        changed = _show_changes(sources, choices, problems)
        _raise_all(problems)
        return EXIT_FINDINGS if changed else EXIT_DONE
    if arguments.fix:
        sources = _fix(sources, choices)
    form = "json" if arguments.json else arguments.format or "text"
    sheets = _look(sources, choices, problems, told=form in {"json", "sarif", "github", "junit"})
    if arguments.write_baseline:
        _write_baseline(sheets, arguments.write_baseline)
        _raise_all(problems)
        return EXIT_DONE
    audit = _audit(sheets, choices, arguments)
    if sheets or form not in {"text", "concise"}:
        _put(audit, form, arguments)
    _raise_all(problems)
    return EXIT_FINDINGS if any(sheet.fails for sheet in audit.sheets) else EXIT_DONE


def _refuse_contradictions(arguments: argparse.Namespace) -> None:
    from psychoseg.errors import UsageError

    pairs = [
        ("--json", arguments.json, "--format", arguments.format not in {None, "json"}),
        ("--fix", arguments.fix, "--diff", arguments.diff),
        ("--config", arguments.config, "--no-config", arguments.no_config),
        ("--baseline", arguments.baseline, "--write-baseline", arguments.write_baseline),
        ("--diff", arguments.diff, "--format", arguments.json or arguments.format),
        ("--diff", arguments.diff, "--output", arguments.output),
    ]
    for first, has_first, second, has_second in pairs:
        if has_first and has_second:
            raise UsageError(f"{first} and {second} contradict each other; leave one out.")
    if not (arguments.paths or arguments.text):
        raise UsageError("Nothing was given to check; name a file, or type a question with --text.")


def _own_settings(arguments: argparse.Namespace) -> Settings:
    """What the command line itself says."""
    from psychoseg.lint.settings import Settings

    return Settings(
        preset=arguments.preset or "",
        select=tuple(arguments.select),
        extend_select=tuple(arguments.extend_select),
        ignore=tuple(arguments.ignore),
        severity=tuple(map(_severity, arguments.severity)),
        level=arguments.level or "",
        fail_level=arguments.fail_level or "",
    )


def _severity(written: str) -> tuple[str, str]:
    from psychoseg.errors import UsageError, did_you_mean, shorten
    from psychoseg.lint.settings import SEVERITIES

    rule, mark, severity = written.partition("=")
    if not mark or severity not in SEVERITIES:
        hint = did_you_mean(severity, SEVERITIES)
        raise UsageError(f"--severity {shorten(written)} is not CODE=LEVEL, such as QW104=error; {hint}")
    return rule.strip(), severity


def _look(
    sources: Iterable[Source], choices: Choices, problems: list[QuestionnaireError], *, told: bool
) -> list[Sheet]:
    """Every source linted; with ``told``, those that cannot be read too, their faults as findings."""
    from psychoseg.errors import QuestionnaireError as Problem
    from psychoseg.lint.audit import look

    sheets = []
    for source in sources:
        try:
            asked = source.questionnaire()
        except Problem as problem:
            problems.append(problem)
            if told:
                sheets.append(_unread(source, problem, choices))
            continue
        settings = choices.of(source.path)
        rules = choices.rules(source.path)
        sheets.append(look(asked, rules, settings, text=source.text, kind=source.kind))
    return sheets


def _unread(source: Source, problem: QuestionnaireError, choices: Choices) -> Sheet:
    from psychoseg.lint.audit import Sheet as Made
    from psychoseg.lint.unreadable import unreadable
    from psychoseg.questionnaire import Questionnaire

    name = source.path or "text"
    empty = Questionnaire("unread", name, "", "", (), source_name=name)
    found = unreadable(problem, name, choices.rules(source.path))
    return Made(empty, found, choices.of(source.path), source.text, "unread")


def _audit(sheets: list[Sheet], choices: Choices, arguments: argparse.Namespace) -> Audit:
    from psychoseg import __version__
    from psychoseg.lint.audit import Audit
    from psychoseg.values import replace

    held = gone = 0
    if arguments.baseline:
        from psychoseg.lint.baseline import read

        everything = [finding for sheet in sheets for finding in sheet.findings]
        new, held, gone = read(arguments.baseline).sift(everything)
        kept = {id(finding) for finding in new}
        sheets = [
            replace(sheet, findings=tuple(found for found in sheet.findings if id(found) in kept))
            for sheet in sheets
        ]
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not arguments.output
    return Audit(tuple(sheets), choices.every, colours, arguments.statistics, held, gone, __version__)


def _put(audit: Audit, form: str, arguments: argparse.Namespace) -> None:
    from psychoseg.errors import UsageError, visible
    from psychoseg.lint.outputs import render

    if not arguments.output:
        rendered = render(audit, form)
        if rendered:
            print(rendered)
        return
    if os.path.lexists(arguments.output) and not arguments.force:
        raise UsageError(f"{visible(arguments.output)} exists; add --force to replace it.")
    from psychoseg.documents.writing import write_whole

    write_whole(arguments.output, f"{render(audit, form)}\n".encode(errors="backslashreplace"), UsageError)
    print(f"{visible(arguments.output)} is written", file=sys.stderr)


def _write_baseline(sheets: list[Sheet], path: str) -> None:
    from psychoseg.documents.writing import write_whole
    from psychoseg.errors import UsageError, visible
    from psychoseg.lint.baseline import written

    found = [finding for sheet in sheets for finding in sheet.findings]
    write_whole(path, written(found).encode(), UsageError)
    print(f"{visible(path)} records {len(found)} findings", file=sys.stderr)


def _mended(source: Source, choices: Choices) -> str | None:
    """The text after its safe changes, each of them told; None where nothing can be changed.

    Raises
    ------
    QuestionnaireError
        Where it cannot be read.
    """
    from psychoseg.errors import visible
    from psychoseg.lint.audit import look
    from psychoseg.lint.fixing import mend
    from psychoseg.questionnaire import parse

    if source.kind != "questionnaire" or not source.on_disk:
        return None
    rules, settings = choices.rules(source.path), choices.of(source.path)
    mended = mend(source.text, lambda text: look(parse(text, source.name), rules, settings).findings)
    done = [(found, found.fix.what) for found in mended.done if found.fix]
    left = [(found, f"left as it is: {why}") for found, why in mended.left]
    for found, what in (*done, *left):
        print(f"{visible(found.file)}:{found.line}: {visible(what)} ({found.code})", file=sys.stderr)
    return mended.text if mended.done else None


def _fix(sources: list[Source], choices: Choices) -> list[Source]:
    """Make the safe changes in the files; those that cannot be read are told about later."""
    from psychoseg.errors import QuestionnaireError as Problem
    from psychoseg.values import replace

    fixed = []
    for source in sources:
        try:
            text = _mended(source, choices)
        except Problem:
            text = None
        if text is not None:
            source.rewrite(text)
        fixed.append(source if text is None else replace(source, text=text))
    return fixed


def _show_changes(sources: list[Source], choices: Choices, problems: list[QuestionnaireError]) -> bool:
    """Print what ``--fix`` would do as a unified diff, and say whether there is anything."""
    import difflib

    from psychoseg.cli import visible_lines
    from psychoseg.errors import QuestionnaireError as Problem

    changed = False
    for source in sources:
        try:
            text = _mended(source, choices)
        except Problem as problem:
            problems.append(problem)
            continue
        if text is not None:
            changed = True
            old, new = source.text.splitlines(), text.splitlines()
            for line in difflib.unified_diff(old, new, source.name, source.name, lineterm=""):
                print(visible_lines(line))
    return changed


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
