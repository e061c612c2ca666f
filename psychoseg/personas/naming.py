"""A working name for each segment from the poles of its factors; a person may overrule it."""

from __future__ import annotations

from psychoseg.personas.model import Trait
from psychoseg.personas.terms import terms
from psychoseg.questionnaire import Construct


def name_all(dimensions: list[tuple[Trait, ...]], constructs: dict[str, Construct]) -> list[str]:
    """One name a segment, all different.

    Two adjectives where there are two; a third where two segments would share a name; a number
    where even that does not tell them apart. A segment that nothing marks is the middle of the road.
    """
    adjectives = [[term.word for term in terms(entry, constructs)] for entry in dimensions]
    names = [_joined(words[:2]) for words in adjectives]
    names = [
        _joined(words[:3]) if names.count(name) > 1 else name
        for name, words in zip(names, adjectives, strict=True)
    ]
    unique: list[str] = []
    for name in names:
        unique.append(
            name if name not in unique else f"{name} {sum(other.startswith(name) for other in unique) + 1}"
        )
    return unique


def essence(dimensions: tuple[Trait, ...], constructs: dict[str, Construct]) -> str:
    """One sentence on where the segment stands, in the constructs' own words."""
    found = terms(dimensions, constructs)
    if not found:
        return "People in this group stand close to the average on every dimension."
    words = _listed([term.word for term in found])
    return f"People in this group are more often {words} than others."


def _joined(words: list[str]) -> str:
    if not words:
        return "Middle of the road"
    first, *rest = words
    return _listed([first[:1].upper() + first[1:], *rest])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
