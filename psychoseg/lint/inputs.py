"""What is linted: files, folders, standard input and questions typed on the command line."""

from __future__ import annotations

import os

from psychoseg.errors import QuestionnaireError, UsageError
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from psychoseg.questionnaire import Questionnaire

STANDARD_INPUT = "-"

_LISTS = (".csv", ".tsv", ".txt", ".text", ".lst")
_NOT_QUESTIONNAIRES = frozenset(["study.yml", "study.yaml", "wave.yml", "wave.yaml"])


@dataclass(frozen=True)
class Source:
    """One text to lint.

    Parameters
    ----------
    name : str
        As findings call it.
    path : str
        Where settings are looked for from; the name of a file on disk.
    text : str
        Empty for questions typed on the command line.
    kind : str
        ``questionnaire``, ``table``, ``list`` or ``words``.
    language, column : str
        For lists and tables.
    words : tuple of str
        The questions typed on the command line.
    on_disk : bool
        Whether it is a file that could be rewritten.
    """

    name: str
    path: str
    text: str
    kind: str
    language: str = "en"
    column: str = ""
    words: tuple[str, ...] = ()
    on_disk: bool = False

    def questionnaire(self) -> Questionnaire:
        """What it asks.

        Raises
        ------
        QuestionnaireError
            With every fault of the text.
        """
        if self.kind == "questionnaire":
            from psychoseg.questionnaire import parse

            return parse(self.text, self.name)
        from psychoseg.lint import plain

        if self.kind == "table":
            return plain.from_table(self.text, self.name, self.language, self.column)
        if self.words:
            return plain.from_words(self.words, self.language)
        return plain.from_lines(self.text, self.name, self.language)

    def rewrite(self, text: str) -> None:
        """Put another text into the file, in its encoding, whole or not at all.

        Raises
        ------
        UsageError
            Where the file has changed since it was read, or cannot be written.
        """
        from psychoseg.documents.writing import encoded_like, write_whole

        with open(self.path, "rb") as file:  # noqa: PTH123  (pathlib is slow to load)
            before = file.read()
        if encoded_like(self.text, before) != before:
            raise UsageError(
                f"{self.name} has changed since it was read; nothing was changed, lint it again."
            )
        write_whole(self.path, encoded_like(text, before), UsageError)


def gather(
    paths: Iterable[str],
    texts: Iterable[str] = (),
    excludes: Callable[[str], bool] = lambda _: False,
    *,
    language: str = "en",
    column: str = "",
) -> tuple[list[Source], list[QuestionnaireError]]:
    """Everything to lint in the order given, each file once, and what could not be read.

    Parameters
    ----------
    paths : iterable of str
        Files, folders, and ``-`` for standard input.
    texts : iterable of str
        Questions typed on the command line.
    excludes : callable
        Whether a file or folder found inside a folder is left out.
    language, column : str
        Of lists and tables.
    """
    sources: list[Source] = []
    problems: list[QuestionnaireError] = []
    words = tuple(text for text in texts if text.strip())
    if words:
        sources.append(Source("text", "", "", "list", language, words=words))
    elif tuple(texts):
        problems.append(QuestionnaireError("--text is blank; type a question."))
    for path in dict.fromkeys(_files(paths, excludes, problems)):
        try:
            sources.append(_read(path, language, column))
        except QuestionnaireError as problem:
            problems.append(problem)
    return sources, problems


def _read(path: str, language: str, column: str) -> Source:
    if path == STANDARD_INPUT:
        return _standard_input(language, column)
    from psychoseg.documents import read_text

    text = read_text(path, QuestionnaireError)
    kind = "questionnaire"
    if path.lower().endswith(_LISTS):
        from psychoseg.lint.plain import kind_of

        kind = kind_of(path, text)
    return Source(path, path, text, kind, language, column, on_disk=True)


def _standard_input(language: str, column: str) -> Source:
    import sys

    from psychoseg.documents import MOST_BYTES, decode
    from psychoseg.lint.plain import kind_of

    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise QuestionnaireError(f"standard input has more than the {MOST_BYTES:,} bytes that are read.")
    text = decode(content, "standard input", QuestionnaireError)
    return Source("stdin", "", text, kind_of(STANDARD_INPUT, text), language, column)


def _files(
    paths: Iterable[str], excludes: Callable[[str], bool], problems: list[QuestionnaireError]
) -> Iterator[str]:
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112  (pathlib is slow to load)
            inside = list(_inside(path))
            if not inside:
                why = "holds no questionnaire: no file in it ends in .yml or .yaml."
                problems.append(QuestionnaireError(f"{path} {why}"))
            yield from (file for file in inside if not excludes(file))
        else:
            yield path if path == STANDARD_INPUT else os.path.normpath(path)


def _inside(folder: str) -> Iterator[str]:
    """Every questionnaire in a folder and the folders in it, those that are hidden left out."""
    for inner, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            os.path.normpath(os.path.join(inner, name))  # noqa: PTH118
            for name in sorted(files)
            if _is_questionnaire(name)
        )


def _is_questionnaire(name: str) -> bool:
    return (
        name.endswith((".yml", ".yaml"))
        and not name.endswith((".truth.yml", ".truth.yaml"))
        and not name.startswith(".")
        and name not in _NOT_QUESTIONNAIRES
    )
