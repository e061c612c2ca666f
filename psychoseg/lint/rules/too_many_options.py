"""QR317: a list too long to be read to its end."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.number_lists import number_list
from psychoseg.lint.ranges import ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import label_scale
from psychoseg.questionnaire import Item

_MOST = {"single": 12, "multiple": 20}


@rule(
    "QR317",
    severity=Severity.INFO,
    source="Krosnick & Alwin (1987), An Evaluation of a Cognitive Theory of Response-Order Effects",
)
def too_many_options(item: Item) -> Iterator[Notice]:
    """A list of more than twelve answers to choose one from, or of more than twenty to choose several.

    Why it matters
        On a screen the first answers that will do are taken, and those at the end are hardly read. Ranges
        and scales are left alone, for there people know where to look.

    Instead of
        Which herb do you grow? [Basil | Chives | Dill | Fennel | Lavender | Lovage | Marjoram | Mint | Oregano | Parsley | Rosemary | Sage | Thyme]

    Write
        Which herb do you grow? [Basil | Chives | Dill | Mint | Parsley | Rosemary | Thyme | Another herb]
    """
    most = _MOST.get(item.type, len(item.options))
    if (
        len(item.options) > most
        and not ranges(item).listed
        and label_scale(item) is None
        and not number_list(item)
    ):
        yield Notice(
            f"{len(item.options)} answers are more than people read",
            None,
            "group them, let people search, or keep the likeliest and add “Other”",
        )
