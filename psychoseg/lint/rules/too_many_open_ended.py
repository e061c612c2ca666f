"""QS417: too much to write."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

MOST = 4
LARGEST_SHARE = 0.2
FEWEST_ITEMS = 10


@rule(
    "QS417",
    severity=Severity.INFO,
    source="Reja, Lozar Manfreda, Hlebec & Vehovar (2003), Open-Ended vs. Close-Ended Questions in Web Questionnaires",
)
def too_many_open_ended(questionnaire: Questionnaire) -> Iterator[Notice]:
    """More than four open questions, or more than one in five.

    Why it matters
        Writing is work. The later boxes stay empty or hold a word, and those who fill them are not
        like those who do not.

    Instead of
        sections:
          - id: habits
            repeat: 10
            items: [{text: "Why?", type: open}, {text: "Where?", type: open}, {text: "With whom?", type: open}, {text: "When?", type: open}, {text: "What else?", type: open}]

    Write
        sections:
          - id: habits
            repeat: 10
            items: [{text: "Why?", type: open}, {text: "What else?", type: open}]
    """
    total = len(questionnaire.items)
    opens = [item for item in questionnaire.items if item.type == "open"]
    many = len(opens) > MOST or (total >= FEWEST_ITEMS and len(opens) > LARGEST_SHARE * total)
    if many:
        yield Notice(
            f"{len(opens)} of {total} questions are open",
            suggestion="offer lists where the usual answers are known, with a place to write in others",
        )
