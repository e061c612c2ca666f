"""The command line: parse, call, print. One file a command, imported only when it is asked for."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys

from psychoseg.errors import (
    EXIT_BAD_INPUT,
    EXIT_DONE,
    EXIT_INTERRUPTED,
    PsychosegError,
    UsageError,
    did_you_mean,
    visible,
)

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

COMMANDS = {
    "new": "lay out a study that runs as it is",
    "lint": "check questionnaires for wording, options and structure that bias answers",
    "fmt": "lay out questionnaire files in one way, comments kept",
    "schema": "print the JSON Schema that editors complete questionnaires from",
    "explain": "say what a rule of the linter finds, why it matters and where that is known from",
    "rules": "list every rule of the linter",
    "inspect": "say what a response file is and holds, whatever platform it comes from",
    "lsp": "serve findings, explanations and fixes to an editor",
    "ingest": "read and check a wave without analysing it",
    "factor": "analyse the factors of a wave alone and lay out the evidence",
    "segment": "form the segments of a wave alone and lay out the evidence",
    "fit": "analyse a wave: factors, segments, personas and the report",
    "track": "measure a later wave with an earlier run's model",
    "report": "render a run's report again",
    "show": "say what a study or a run holds, and verify it",
    "export": "write a run's answers for SPSS, Triple-S, Parquet or a spreadsheet",
    "forget": "erase a respondent from a study, with a receipt",
    "demo": "do all of it on the bundled study",
}

USAGE = """\
usage: psychoseg COMMAND [OPTIONS]

From a questionnaire to segments and personas you can defend.

{commands}

`psychoseg COMMAND --help` says more, with an example.
Exit codes: 0 done, 1 the linter found something, 2 a file, an option or an answer could
not be used, 130 stopped by you.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    _write_utf8()
    try:
        return _printed(_run(given))
    except PsychosegError as problem:
        print(f"error: {visible_lines(str(problem))}", file=sys.stderr)
        return problem.exit_code
    except BrokenPipeError:
        _give_up_output()
        return EXIT_DONE
    except KeyboardInterrupt:
        print("stopped; finished runs are kept, and the same command starts again", file=sys.stderr)
        return EXIT_INTERRUPTED
    except (OSError, MemoryError) as problem:
        if "--debug" in given:
            raise
        _give_up_output()
        print(f"error: {_of_the_machine(problem)}", file=sys.stderr)
        return EXIT_BAD_INPUT


def script() -> None:
    """What the installed command runs."""
    gc.set_threshold(50_000, 20, 20)  # reading a file makes many values and hardly a cycle
    code = main()
    gc.freeze()  # the end of the process frees everything anyway, so nothing is searched once more
    raise SystemExit(code)


def _run(given: list[str]) -> int:
    if not given or given[0] in {"-h", "--help", "help"}:
        listed = "\n".join(f"  {name:<9}{words}" for name, words in COMMANDS.items())
        print(USAGE.format(commands=listed), end="")
        return EXIT_DONE if given else EXIT_BAD_INPUT
    if given[0] in {"--version", "-V"}:
        from psychoseg import __version__

        print(f"psychoseg {__version__}")
        return EXIT_DONE
    name, *rest = given
    if name not in COMMANDS:
        raise UsageError(f"There is no command {visible(name)}; {did_you_mean(name, COMMANDS)}")
    command: Any = importlib.import_module(f"psychoseg.cli.{name}")
    parser = Parser(
        prog=f"psychoseg {name}",
        description=f"{command.HELP[:1].upper()}{command.HELP[1:]}.",
        epilog=f"example: {command.EXAMPLE}",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    command.configure(parser)
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    return int(command.run(parser.parse_args(rest)))


class Parser(argparse.ArgumentParser):
    """Usage faults are errors like all others: one message, the nearest choice, exit code 2."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.register("action", None, _Once)
        self.register("action", "store", _Once)

    def error(self, message: str) -> Any:
        """Raise instead of printing the whole usage."""
        known = [option for action in self._actions for option in action.option_strings]
        unknown = (
            message.removeprefix("unrecognized arguments: ").split()[0]
            if message.startswith("unrecognized")
            else ""
        )
        hint = did_you_mean(unknown, known) if unknown else ""
        raise UsageError(
            f"{message}{f'; {hint}' if hint.startswith('did') else ''}. `{self.prog} --help` lists the options."
        )


class _Once(argparse.Action):
    """An option with a value: given twice it is refused, for the last should not win unseen."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option: str | None = None,
    ) -> None:
        """Keep the value."""
        given = namespace.__dict__.setdefault("_given", set())
        if option and self.dest in given:
            parser.error(f"{option} is given twice; give it once")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal, asked for without the module argparse would load to find out."""

    def __init__(self, prog: str, **more: Any) -> None:
        super().__init__(prog, **{"width": _columns(), **more})


def _columns() -> int:
    try:
        columns = int(os.environ.get("COLUMNS", "")) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 80
    return max(40, columns - 2)


def visible_lines(text: str) -> str:
    """A message with its own line breaks kept and everything else that could act on a terminal shown."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _printed(code: int) -> int:
    """Print what is waiting here, where a reader that has gone and a disk that is full can be told apart."""
    if not sys.stdout.closed:  # a language server closes it at its end
        sys.stdout.flush()
    return code


def _give_up_output() -> None:
    """Send what is still waiting to be printed nowhere, unless it can be printed after all."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _of_the_machine(problem: OSError | MemoryError) -> str:
    if isinstance(problem, MemoryError):
        return "not enough memory for this; close other programs or use a larger machine."
    where = f"{visible(problem.filename)}: " if problem.filename else ""
    return f"{where}{problem.strerror or problem}."


def _write_utf8() -> None:
    """Print every script on every console; what it cannot show becomes an escape instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
