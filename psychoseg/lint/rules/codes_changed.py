"""QV703: the same answer under another number."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten, visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import by_code, kept
from psychoseg.questionnaire import Questionnaire


@rule(
    "QV703",
    severity=Severity.ERROR,
    source="Groves et al. (2009), Survey Methodology, on coding and data documentation",
)
def codes_changed(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An option that has another code than in the version before.

    Why it matters
        When the waves are put together, one answer becomes another, and nothing looks wrong.

    Instead of
        before: {sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {1: Cat, 2: Dog}}]}]}
        sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {1: Dog, 2: Cat}}]}]

    Write
        before: {sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {1: Cat, 2: Dog}}]}]}
        sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {2: Dog, 1: Cat}}]}]
    """
    for before, item in kept(questionnaire):
        if before.scale is not None or item.scale is not None or before.type != item.type:
            continue
        old = {label.casefold(): code for code, label in by_code(before).items()}
        moved = [
            (label, old[label.casefold()], code)
            for code, label in by_code(item).items()
            if old.get(label.casefold(), code) != code
        ]
        if moved:
            label, was, now = moved[0]
            others = f", and {len(moved) - 1} more" if len(moved) > 1 else ""
            yield Notice(
                f"{shorten(label)} had the code {visible(was)} and has {visible(now)}{others}",
                suggestion="give every option the code it had; the order they are shown in may differ",
                at=item,
            )
