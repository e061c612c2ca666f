"""``psychoseg fmt``."""

from __future__ import annotations

import argparse
from pathlib import Path

from psychoseg.errors import EXIT_DONE, EXIT_FINDINGS, visible

HELP = "lay out questionnaire files in one way, comments kept"
EXAMPLE = "psychoseg fmt --diff questionnaire.yml"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="questionnaire files")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 where a file would change"
    )
    parser.add_argument("--diff", action="store_true", help="change nothing; print what would change")


def run(arguments: argparse.Namespace) -> int:
    """Lay out every file, or say which would change.

    Returns
    -------
    int
        1 where ``--check`` or ``--diff`` found a file that would change, else 0.

    Raises
    ------
    QuestionnaireError
        Where a file is no valid questionnaire; no file has been changed then.
    """
    from psychoseg.documents import read_text
    from psychoseg.errors import QuestionnaireError
    from psychoseg.questionnaire.formatting import formatted

    changed = []
    for path in dict.fromkeys(map(Path, arguments.paths)):
        before = read_text(path, QuestionnaireError)
        after = formatted(before, str(path))
        if after != before:
            changed.append((path, before, after))
    for path, before, after in changed:
        if arguments.diff:
            print(_difference(path, before, after), end="")
        if arguments.check and not arguments.diff:
            print(f"{visible(path)} would be laid out anew")
        if not (arguments.check or arguments.diff):
            _write(path, after)
            print(f"{visible(path)} laid out anew")
    return EXIT_FINDINGS if changed and (arguments.check or arguments.diff) else EXIT_DONE


def _difference(path: Path, before: str, after: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(
        before.splitlines(), after.splitlines(), str(path), f"{path} (laid out)", lineterm=""
    )
    return "".join(f"{visible(line)}\n" for line in lines)


def _write(path: Path, text: str) -> None:
    """The whole file or nothing of it: written beside the old one, then put in its place."""
    import tempfile

    target = path.resolve()
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(text.encode())
            file.flush()
            draft.chmod(target.stat().st_mode & 0o777)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
