"""Whether an item asks which brands or places people know, with a list or without one."""

from __future__ import annotations

from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_UNAIDED_WORDS = frozenset(["mind", "name", "know", "heard", "aware", "remember", "first"])
_UNAIDED = Pattern(
    r"\b(?:comes? to (?:your )?mind|can you (?:name|think of)|think of first|first think of|please name|name (?:all|up to|any|as many)"
    r"|do you (?:know|remember)|have you (?:ever )?heard of|are you aware of)\b"
)
_AIDED_WORDS = frozenset(["know", "heard", "aware", "familiar", "recognise", "recognize", "seen"])
_AIDED = Pattern(
    r"\b(?:(?:have you (?:ever )?(?:heard|seen)|do you (?:know|recognise|recognize)|are you (?:aware|familiar)"
    r"|you have (?:heard|seen)|you know|you recognise|you recognize))\b"
)
_ASIDE = frozenset(
    ["which", "what", "these", "those", "following", "heard", "know", "name", "mind", "come", "comes", "first", "when",
     "think", "have", "your", "ever", "brands", "brand", "aware", "familiar", "seen", "town", "area", "please", "about", "recognise", "recognize"]
)  # fmt: skip
FEWEST_LISTED = 3


def asks_unaided(item: Item) -> bool:
    """An open question for the names people have in mind."""
    text = wording(item.text)
    return (
        item.type == "open"
        and text.has(_UNAIDED_WORDS)
        and not text.vocabulary.isdisjoint({"which", "what", "name"})
        and _UNAIDED.search(text.folded) is not None
    )


def asks_aided(item: Item) -> bool:
    """A question which names on a list people know."""
    text = wording(f"{item.stem} {item.text}")
    return (
        item.type in {"single", "multiple"}
        and len(item.options) >= FEWEST_LISTED
        and text.has(_AIDED_WORDS)
        and _AIDED.search(text.folded) is not None
    )


def subjects(item: Item) -> frozenset[str]:
    """The words that say names of what: cafés, banks."""
    words = wording(f"{item.stem} {item.text}").vocabulary
    return frozenset(word.removesuffix("s") for word in words if len(word) > 3 and word not in _ASIDE)
