"""QS403: a matrix too large for a screen and for patience."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

MOST_ROWS = 10
MOST_COLUMNS = 7


@rule(
    "QS403",
    source="Couper, Tourangeau, Conrad & Zhang (2013), The Design of Grids in Web Surveys",
)
def long_grid(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A matrix of more than ten rows or more than seven columns.

    Why it matters
        People give up at a long grid or tick their way straight down it, and on a phone its columns
        leave the screen.

    Instead of
        sections:
          - id: cooking
            items: [{id: grid, type: matrix, text: "How far do you agree?", scale: agree, rows: {r1: I bake., r2: I fry., r3: I boil., r4: I grill., r5: I roast., r6: I stew., r7: I steam., r8: I smoke., r9: I pickle., r10: I dry., r11: I brew.}}]

    Write
        sections:
          - id: cooking
            items: [{id: grid, type: matrix, text: "How far do you agree?", scale: agree, rows: {r1: I bake., r2: I fry., r3: I boil., r4: I grill., r5: I roast.}}]
    """
    for battery in questionnaire.batteries:
        rows = len(battery.items)
        columns = len(questionnaire.item(battery.items[0]).possible_codes) if battery.items else 0
        if rows > MOST_ROWS:
            yield Notice(
                f"a matrix of {rows} rows",
                at=battery,
                suggestion=f"split it into matrices of at most {MOST_ROWS} rows with something else between them",
            )
        elif columns > MOST_COLUMNS:
            yield Notice(
                f"a matrix of {columns} columns",
                at=battery,
                suggestion="ask the rows as items of their own, or use a shorter scale",
            )
