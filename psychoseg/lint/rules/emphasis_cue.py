"""QW111: type that shouts."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item

_CAPITALS = Pattern(r"(?<![\w-])[A-Z]{3,20}(?![\w-])")
_PICTURES = Pattern(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_STRESSED = frozenset(
    ["much", "really", "very", "should", "must", "always", "never", "love", "hate", "good", "bad", "so"]
)


@rule(
    "QW111",
    severity=Severity.INFO,
    source="Christian & Dillman (2004), The Influence of Graphical and Symbolic Language Manipulations on Responses to Self-Administered Questions",
)
def emphasis_cue(item: Item) -> Iterator[Notice]:
    """An exclamation mark, a picture or capitals on a word that values something.

    Why it matters
        Type has a tone of voice; a question that is excited about its subject asks for excitement.

    Instead of
        The new swings are here! How often do you come?

    Write
        How often, if ever, do you use the swings?
    """
    marks = [place for place, sign in enumerate(item.text) if sign == "!"]
    picture = _PICTURES.search(item.text)
    if marks:
        yield Notice(
            "an exclamation mark gives the question a tone",
            (marks[0], marks[0] + 1),
            "end with a full stop or a question mark",
        )
    if picture is not None:
        yield Notice("a picture shows a mood", (picture.start(), picture.end()), "leave it out")
    if item.text.upper() == item.text:
        return
    for match in _CAPITALS.finditer(item.text):
        word = match.group().lower()
        if (
            word in _STRESSED
            or word in lexicon("evaluation")["adjectives"]
            or word in lexicon("loaded")["praise"]
        ):
            yield Notice(
                f"capitals stress “{match.group()}”",
                (match.start(), match.end()),
                "write it in small letters",
            )
            return
