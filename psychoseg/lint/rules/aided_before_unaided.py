"""QS407: the list before the question what people know by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.awareness import asks_aided, asks_unaided, subjects
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item, Questionnaire

FEWEST_BRANDS = 2
ANY = ""
"""Stands for the subject of a list that names the study's own brands."""


@rule(
    "QS407",
    severity=Severity.ERROR,
    languages=("en",),
    source="Sudman, Bradburn & Wansink (2004), Asking Questions; Laurent, Kapferer & Roussel (1995), The Underlying Structure of Brand Awareness Scores",
)
def aided_before_unaided(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A list of names before the open question which names come to mind.

    Why it matters
        People write down what they have just read, so nothing can be said any more about what they
        would have thought of.

    Instead of
        sections:
          - id: cafes
            items: [{text: "Which of these cafés have you heard of?", type: multiple, options: {1: Blue Door, 2: The Old Mill, 3: Corner House}}, {text: "Which cafés come to mind?", type: open}]

    Write
        sections:
          - id: cafes
            items: [{text: "Which cafés come to mind?", type: open}, {text: "Which of these cafés have you heard of?", type: multiple, options: {1: Blue Door, 2: The Old Mill, 3: Corner House}}]
    """
    brands = {brand.lower() for brand in questionnaire.brands}
    shown_by: dict[str, Item] = {}
    for item in questionnaire.items:
        listed = sum(option.label.lower() in brands for option in item.options) >= FEWEST_BRANDS
        if listed:
            shown_by.setdefault(ANY, item)
        if listed or asks_aided(item):
            for subject in subjects(item):
                shown_by.setdefault(subject, item)
        elif shown_by and asks_unaided(item):
            shown = next(
                (shown_by[word] for word in (*sorted(subjects(item)), ANY) if word in shown_by), None
            )
            if shown is not None:
                yield Notice(
                    f"the names were already listed in {visible(shown.id)}",
                    suggestion=f"ask it before {visible(shown.id)}",
                    at=item,
                )
