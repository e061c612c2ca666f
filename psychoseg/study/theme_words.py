"""themes.yml: the words that stand for themes in written answers."""

from __future__ import annotations

from pathlib import Path

from psychoseg.documents import Faults, Mapping, Reader, read_document
from psychoseg.errors import StudyError, did_you_mean, shorten
from psychoseg.questionnaire import Questionnaire

SHORTEST = 2


def themes_file(study: Path) -> Path:
    """Where a study keeps the words of its themes."""
    return study / "themes.yml"


def read_themes(study: Path, questionnaire: Questionnaire) -> dict[str, dict[str, tuple[str, ...]]]:
    """By open item and theme the words that stand for it; empty where the study has no themes.yml.

    ::

        why:
          price: [cheap, expensive, price*]
          taste: [taste*, delicious]

    Raises
    ------
    StudyError
        With every fault in the file.
    """
    path = themes_file(study)
    if not path.exists():
        return {}
    faults = Faults(str(path))
    document = read_document(path, StudyError, faults.found)
    opens = [item.id for item in questionnaire.items if item.type == "open"]
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, node in document.pairs:
        if key.text not in opens:
            faults.add(
                key,
                f"{shorten(key.text)} is no open item of the questionnaire",
                did_you_mean(key.text, opens),
            )
            continue
        if not isinstance(node, Mapping):
            faults.add(
                node,
                f"the themes of {shorten(key.text)} should be names with lists of words, found {node.kind}",
            )
            continue
        reader = Reader(node, faults, "themes")
        themes = {name.text: reader.texts(name.text) for name, _ in node.pairs}
        for name, words in themes.items():
            short = [word for word in words if len(word.rstrip("*")) < SHORTEST]
            if short or not words:
                faults.add(
                    reader.place(name),
                    f"the theme {shorten(name)} needs words of at least {SHORTEST} letters",
                )
        found[key.text] = themes
    faults.raise_any(StudyError, f"{path} has faults that must be mended first:")
    return found
