"""At most three words for a segment from what formed it, each with the number that proves it."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.personas.model import Trait
from psychoseg.questionnaire import Construct
from psychoseg.segments.markers import marks_score

MOST = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A construct's word for the pole a segment stands at, and its mean score there."""

    word: str
    trait: Trait

    @property
    def mean(self) -> float:
        """In standard deviations from everybody."""
        return self.trait.segment.value or 0.0


def terms(dimensions: tuple[Trait, ...], constructs: dict[str, Construct]) -> tuple[Term, ...]:
    """The poles a segment is marked by, the farthest first, at most three, no word twice.

    Parameters
    ----------
    dimensions : tuple of Trait
        Mean scores of the segment, in standard deviations from everybody.
    constructs : dict
        The construct each score carries; a score without one is called high or low.

    Returns
    -------
    tuple of Term
        Empty where the segment stands near everybody on every score: then there is nothing to name.
        A mean counts where it is half a standard deviation or more, its base is large enough to be
        shown, and its interval does not reach the average.
    """
    marked = [trait for trait in dimensions if _marks(trait)]
    marked.sort(key=lambda trait: -abs(trait.segment.value or 0.0))
    found: dict[str, Term] = {}
    for trait in marked:
        word = _word(trait, constructs.get(trait.key))
        found.setdefault(word, Term(word, trait))
    return tuple(found.values())[:MOST]


def _word(trait: Trait, construct: Construct | None) -> str:
    above = (trait.segment.value or 0.0) > 0
    if construct is None:
        return f"{'high' if above else 'low'} on {trait.label}"
    return construct.high if above else construct.low


def _marks(trait: Trait) -> bool:
    inside = trait.segment
    if not inside.shown or inside.value is None or inside.low is None or inside.high is None:
        return False
    return marks_score(inside.value) and not inside.low <= 0 <= inside.high
