"""A working name for each segment from the poles of its factors; a person may overrule it."""

from __future__ import annotations

from psychoseg.personas.model import Trait
from psychoseg.personas.terms import terms
from psychoseg.questionnaire import Construct
from psychoseg.segments.markers import marks_share

MIDDLE, TOO_FEW = "Middle of the road", "Too few to describe"


def name_all(
    dimensions: list[tuple[Trait, ...]],
    constructs: dict[str, Construct],
    traits: list[tuple[Trait, ...]] | None = None,
) -> list[str]:
    """One name a segment, all different.

    Two adjectives where there are two; a third where two segments would share a name; a number
    where even that does not tell them apart. Where no factor marks a segment and ``traits`` are given, the
    answer that marks it most names it. A segment that nothing marks is the middle of the road; one with too few
    people to tell says so.
    """
    adjectives = [[term.word for term in terms(entry, constructs)] for entry in dimensions]
    names = [
        TOO_FEW if _withheld(entry) else _joined(words[:2])
        for entry, words in zip(dimensions, adjectives, strict=True)
    ]
    names = [
        _joined(words[:3]) if words and names.count(name) > 1 else name
        for name, words in zip(names, adjectives, strict=True)
    ]
    for at, own in enumerate(traits or ()):
        if not adjectives[at] and (marker := _marker(own)) is not None:
            names[at] = f"Marked by {marker.label}"
    unique: list[str] = []
    for name in names:
        unique.append(
            name if name not in unique else f"{name} {sum(other.startswith(name) for other in unique) + 1}"
        )
    return unique


def _marker(traits: tuple[Trait, ...]) -> Trait | None:
    """The answer given more often by 25 points or half as much again, the farthest from everybody's share."""
    marks = [
        (gap, trait)
        for trait in traits
        if trait.segment.shown and trait.total.shown and trait.segment.unit == "share"
        if (gap := (trait.segment.value or 0.0) - (trait.total.value or 0.0)) > 0
        and marks_share(trait.segment.value or 0.0, trait.total.value or 0.0)
        and (trait.significant or trait.forms_segments)
    ]
    return max(marks, key=lambda entry: entry[0])[1] if marks else None


def essence(dimensions: tuple[Trait, ...], constructs: dict[str, Construct]) -> str:
    """One sentence on where the segment stands, in the constructs' own words."""
    found = terms(dimensions, constructs)
    if _withheld(dimensions):
        return "Too few people answered to say what this group is like."
    if not found:
        return "People in this group stand close to the average on every dimension."
    words = _listed([term.word for term in found])
    return f"People in this group are more often {words} than others."


def _withheld(dimensions: tuple[Trait, ...]) -> bool:
    """Whether there are positions, and none of them may be told."""
    return bool(dimensions) and not any(trait.segment.shown for trait in dimensions)


def _joined(words: list[str]) -> str:
    if not words:
        return MIDDLE
    first, *rest = words
    return _listed([first[:1].upper() + first[1:], *rest])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
