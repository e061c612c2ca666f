"""QS405: the overall judgement after its parts."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, wording
from psychoseg.questionnaire import Item, Questionnaire

FEWEST_PARTS = 2
FARTHEST = 20
"""Items before the overall one that are looked at."""
_TRIGGERS = frozenset(["overall", "altogether", "all", "general", "whole", "everything"])
_GENERAL = Pattern(
    r"\b(?:overall|altogether|all in all|all things considered|in general|generally speaking|as a whole"
    r"|taking everything together|taken together)\b"
)
_JUDGES = frozenset(
    [
        "satisfied", "dissatisfied", "rate", "good", "bad", "poor", "happy", "unhappy", "like", "likely", "recommend",
        "impression", "experience", "opinion", "pleased", "enjoyable", "enjoy", "describe", "evaluate", "quality", "was",
    ]
)  # fmt: skip


@rule(
    "QS405",
    languages=("en",),
    source="Schwarz, Strack & Mai (1991), Assimilation and Contrast Effects in Part-Whole Question Sequences",
)
def general_after_specific(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An overall judgement asked after the judgements of parts.

    Why it matters
        The parts that were asked about weigh more in the overall answer than they do in people's
        minds, so it moves when another part is put on the list.

    Instead of
        sections:
          - id: visit
            items: [{text: "How good or poor were the rooms?", construct: ""}, {text: "How good or poor was the food?", construct: ""}, {text: "Overall, how good or poor was your stay?", construct: ""}]

    Write
        sections:
          - id: visit
            items: [{text: "Overall, how good or poor was your stay?", construct: ""}, {text: "How good or poor were the rooms?", construct: ""}, {text: "How good or poor was the food?", construct: ""}]
    """
    for section in questionnaire.sections:
        if section.random_order:
            continue
        for position, item in enumerate(section.items):
            text = wording(f"{item.stem} {item.text}")
            general = _GENERAL.search(text.folded) if text.has(_TRIGGERS) else None
            if general is None or not _is_rating(item, text):
                continue
            near = section.items[max(0, position - FARTHEST) : position]
            parts = [other for other in near if _is_part(other, item)]
            if len(parts) >= FEWEST_PARTS:
                own = wording(item.text)
                place = _GENERAL.search(own.folded)
                yield Notice(
                    f"asked after {len(parts)} of its parts, from {visible(parts[0].id)} on",
                    own.span_of(place) if place else None,
                    f"move it before {visible(parts[0].id)}",
                    at=item,
                )


def _is_rating(item: Item, text: Wording) -> bool:
    return item.type in {"likert", "single", "nps"} and text.asks and text.has(_JUDGES)


def _is_part(other: Item, item: Item) -> bool:
    """Answered on the same answers, and itself about no whole."""
    same = other.type == item.type and (
        other.scale == item.scale
        if item.scale is not None
        else [option.label for option in other.options] == [option.label for option in item.options]
    )
    text = wording(f"{other.stem} {other.text}")
    rates = other.type in {"likert", "single", "nps"} and text.asks and text.has(_JUDGES)
    return rates and (same or not text.vocabulary.isdisjoint(_words(item) & _JUDGES))


def _words(item: Item) -> frozenset[str]:
    return wording(item.text).vocabulary - {"was", "like"}
