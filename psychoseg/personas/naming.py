"""A working name for each segment from the poles of its factors; a person may overrule it."""

from __future__ import annotations

from psychoseg.personas.model import Trait
from psychoseg.questionnaire import Construct

FAR = 0.4
"""Standard deviations from the average below which a factor says nothing of a segment."""


def poles(dimensions: tuple[Trait, ...], constructs: dict[str, Construct]) -> tuple[tuple[str, float], ...]:
    """Adjectives of the factors a segment is far out on, the farthest first, with the mean score.

    ``constructs`` gives the construct each factor carries.
    """
    far = [
        trait for trait in dimensions if trait.segment.value is not None and abs(trait.segment.value) >= FAR
    ]
    far.sort(key=lambda trait: -abs(trait.segment.value or 0.0))
    found: dict[str, float] = {}
    for trait in far:
        mean = trait.segment.value or 0.0
        construct = constructs[trait.key]
        found.setdefault(construct.high if mean > 0 else construct.low, mean)
    return tuple(found.items())


def name_all(dimensions: list[tuple[Trait, ...]], constructs: dict[str, Construct]) -> list[str]:
    """One name a segment, all different.

    Two adjectives where there are two; a third where two segments would share a name; a number
    where even that does not tell them apart.
    """
    adjectives = [[word for word, _ in poles(entry, constructs)] for entry in dimensions]
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
    found = poles(dimensions, constructs)
    if not found:
        return "People in this group stand close to the average on every dimension."
    words = _listed([word for word, _ in found[:3]])
    return f"People in this group are more often {words} than others."


def _joined(words: list[str]) -> str:
    if not words:
        return "Middle of the road"
    first, *rest = words
    return _listed([first[:1].upper() + first[1:], *rest])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
