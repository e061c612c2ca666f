"""``psychoseg inspect``: say what a response file is and holds, without a study."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterator

    from psychoseg.errors import PsychosegError
    from psychoseg.responses.inspection import Inspection

HELP = (
    "say what a response file is and holds: its platform, questions, personal data, and what was odd about it"
)
EXAMPLE = "psychoseg inspect export.csv"

_SHOWN = 25
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="an export of any platform, packed or not")
    parser.add_argument("--json", action="store_true", help="print as JSON")
    parser.add_argument(
        "--all", action="store_true", help=f"list every question, not only the first {_SHOWN}"
    )
    parser.add_argument(
        "--draft",
        metavar="FILE",
        help="write a questionnaire drafted from the file's columns there, to be completed by you",
    )
    parser.add_argument("--force", action="store_true", help="let --draft replace a file")
    read = parser.add_argument_group("how files are read, where what was found is wrong")
    read.add_argument(
        "--as", dest="form", default="", metavar="FORMAT", help="the format, such as qualtrics or table"
    )
    read.add_argument("--encoding", default="", help="such as utf-8, cp1252, mac_roman, shift_jis")
    read.add_argument(
        "--delimiter", default="", help="what stands between cells: comma, semicolon, tab, pipe or a sign"
    )
    read.add_argument("--sheet", default="", help="the sheet of a workbook")


def run(arguments: argparse.Namespace) -> int:
    """Inspect every file, print what was found, and refuse those that cannot be read.

    Raises
    ------
    ResponsesError
        With the reasons of every file that was refused; what was found in the others has been printed.
    """
    from pathlib import Path

    from psychoseg.errors import EXIT_DONE, PsychosegError, UsageError
    from psychoseg.responses.inspection import inspect
    from psychoseg.responses.paradata import with_clock
    from psychoseg.responses.readers.files import read_file

    if arguments.draft and len(arguments.files) > 1:
        raise UsageError("--draft takes one response file; give the one whose questions are to be drafted.")
    found: list[Inspection] = []
    refused: list[tuple[str, PsychosegError]] = []
    for name in arguments.files:
        try:
            raw = read_file(
                Path(name),
                form=arguments.form,
                encoding=arguments.encoding,
                delimiter=arguments.delimiter,
                sheet=arguments.sheet,
            )
        except PsychosegError as problem:
            refused.append((name, problem))
            continue
        raw = with_clock(raw)
        found.append(inspect(raw))
        if not arguments.json:
            print("\n".join(_lines(found[-1], everything=arguments.all)))
        if arguments.draft:
            _write_draft(raw, Path(arguments.draft), force=arguments.force)
    if arguments.json:
        _print_json(found, refused)
    _raise(refused)
    return EXIT_DONE


def _write_draft(raw: object, target: object, *, force: bool) -> None:
    import sys
    from pathlib import Path

    from psychoseg.errors import StudyError, visible
    from psychoseg.responses.drafting import draft
    from psychoseg.responses.readers import RawTable

    if not isinstance(raw, RawTable) or not isinstance(target, Path):
        raise TypeError("a draft needs a table and a path")
    if target.exists() and not force:
        raise StudyError(f"{visible(target)} is there already; give another name, or --force to replace it.")
    target.write_text(draft(raw), encoding="utf-8")
    print(
        f"drafted {visible(target)}: complete it where it says DECIDE, then `psychoseg lint {visible(target)}`",
        file=sys.stderr,
    )


def _print_json(found: list[Inspection], refused: list[tuple[str, PsychosegError]]) -> None:
    import json

    facts = {
        "files": [inspection.facts() for inspection in found],
        "refused": [
            {"name": name, "reason": problem.summary, "faults": [str(fault) for fault in problem.faults]}
            for name, problem in refused
        ],
    }
    print(json.dumps(facts, ensure_ascii=False, indent=2))


def _raise(refused: list[tuple[str, PsychosegError]]) -> None:
    from psychoseg.errors import Fault, ResponsesError

    if len(refused) == 1:
        raise refused[0][1]
    if refused:
        raise ResponsesError(
            f"{len(refused)} files cannot be read:",
            [
                Fault(
                    name, _short(name, problem.summary), "; ".join(str(fault) for fault in problem.faults[:3])
                )
                for name, problem in refused
            ],
        )


def _short(name: str, summary: str) -> str:
    """A reason without the file's name, which stands before it."""
    return summary.removeprefix(name).lstrip(": ")


def _lines(found: Inspection, *, everything: bool) -> Iterator[str]:
    from psychoseg.errors import visible

    yield visible(found.name)
    yield f"  Format     {found.title}, in {_container(found)}"
    yield from (
        f"  {'Because' if at == 0 else '':<11}{visible(words)}" for at, words in enumerate(found.evidence)
    )
    yield f"  Rows       {_rows(found)}"
    asked = sum(question.columns for question in found.questions)
    yield f"  Columns    {found.columns:,}: {asked:,} asked in {len(found.questions):,} questions, {len(found.paradata):,} of the platform"
    yield from _personal_lines(found)
    times = [f"in {visible(found.timezone)}"] if found.timezone else []
    if found.median_seconds is not None:
        times.append(f"an interview took {_span(found.median_seconds)} (median)")
    if times:
        yield f"  Times      {'; '.join(times)}"
    yield from (
        f"  {'Read so' if at == 0 else '':<11}{visible(words)}" for at, words in enumerate(found.repairs)
    )
    yield ""
    yield from _question_lines(found, everything=everything)
    yield ""


def _span(seconds: float) -> str:
    """A length of time in its usual unit."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.1f} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _container(found: Inspection) -> str:
    words = found.container
    if found.delimiter:
        words += f" with {_NAMES.get(found.delimiter, repr(found.delimiter))}"
    return f"{words}, {found.encoding.upper()}" if found.encoding else words


def _rows(found: Inspection) -> str:
    words = f"{found.rows:,}"
    if found.complete is not None:
        words += f": {found.complete:,} complete"
        rest = {reason: count for reason, count in found.set_aside.items() if count}
        words += "".join(f", {count:,} {reason}" for reason, count in rest.items())
    return words


def _personal_lines(found: Inspection) -> Iterator[str]:
    from psychoseg.errors import visible

    if not found.personal:
        yield "  Personal   nothing recognised; look yourself, for no list of signs is complete"
        return
    certain = [entry for entry in found.personal if entry.by != "some answers"]
    slips = [entry for entry in found.personal if entry.by == "some answers"]
    words = [f"{visible(entry.column)[:40]} ({entry.kind})" for entry in certain]
    for at in range(0, len(words), 4):
        yield f"  {'Personal' if at == 0 else '':<11}{', '.join(words[at : at + 4])}"
    for at, entry in enumerate(slips[:8]):
        label = "Personal" if at == 0 and not certain else ""
        yield f"  {label:<11}{entry.cells:,} answers in {visible(entry.column)[:40]} hold {_article(entry.kind)}"


def _article(kind: str) -> str:
    return {
        "email": "an e-mail address",
        "ip": "an IP address",
        "account": "an account number",
        "phone": "a phone number",
        "place": "coordinates",
    }.get(kind, f"a {kind}")


def _question_lines(found: Inspection, *, everything: bool) -> Iterator[str]:
    from psychoseg.cli import _columns
    from psychoseg.errors import visible

    width = max(60, min(_columns(), 140))
    shown = found.questions if everything else found.questions[:_SHOWN]
    spoken = sum(question.text in {question.id, ""} for question in shown) > len(shown) / 2
    longest = max((len(visible(question.id)) for question in shown), default=8)
    name_width = max(8, min(longest, width - 38 if spoken else 24))
    yield (
        f"  {'Question':<{name_width}}  {'Kind':<9} {'Columns':>7} {'Options':>7} {'Answered':>8}"
        + ("" if spoken else "  Wording")
    )
    for question in shown:
        name = _cut(visible(question.id), name_width)
        options = f"{question.options}" if question.options else "–"
        line = f"  {name:<{name_width}}  {question.kind:<9} {question.columns:>7} {options:>7} {question.answered:>8.0%}"
        text = "" if spoken or question.text == question.id else visible(question.text)
        yield f"{line}  {_cut(text, max(12, width - len(line) - 2))}" if text else line
    if len(found.questions) > len(shown):
        yield f"  … and {len(found.questions) - len(shown):,} more (--all lists them)"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
