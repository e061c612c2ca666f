"""QV708: the same question under another name."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import new_ids
from psychoseg.questionnaire import Questionnaire


@rule("QV708", source="Groves et al. (2009), Survey Methodology, on coding and data documentation")
def id_renamed(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An item whose wording was asked before under an id that is gone, without `was`.

    Why it matters
        The waves cannot be joined on it: one column ends and another begins.

    Instead of
        before: {sections: [{id: a, items: [{id: rest, text: I rest.}]}]}
        sections: [{id: a, items: [{id: resting, text: I rest.}]}]

    Write
        before: {sections: [{id: a, items: [{id: rest, text: I rest.}]}]}
        sections: [{id: a, items: [{id: resting, was: rest, text: I rest.}]}]
    """
    if questionnaire.before is None:
        return
    now = new_ids(questionnaire)
    gone = {
        _words(item.stem + item.text): item.id for item in questionnaire.before.items if item.id not in now
    }
    known = set(now.values())
    for item in questionnaire.items:
        was = gone.get(_words(item.stem + item.text)) if item.id not in known else None
        if was is not None:
            yield Notice(
                f"asked before as {visible(was)}",
                suggestion=f"write was: {visible(was)}, or keep the id",
                at=item,
            )


def _words(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
