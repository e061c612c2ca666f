"""QV709: two wordings under one version."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

_PLACES = frozenset(["line", "column", "allow", "was", "short"])
"""What may differ without a respondent seeing it."""


@rule("QV709", source="ISO 20252, Market, opinion and social research, on documentation")
def version_not_raised(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A questionnaire that differs from the one before and has the same version.

    Why it matters
        The version is what a data file names; where it names two wordings it names none.

    Instead of
        before: {version: 1, sections: [{id: a, items: [{id: rest, text: I rest.}]}]}
        version: 1
        sections: [{id: a, items: [{id: rest, text: I relax.}]}]

    Write
        before: {version: 1, sections: [{id: a, items: [{id: rest, text: I rest.}]}]}
        version: 2
        sections: [{id: a, items: [{id: rest, text: I relax.}]}]
    """
    before = questionnaire.before
    if before is None or before.version != questionnaire.version:
        return
    if _asked(before.sections) != _asked(questionnaire.sections):
        yield Notice(
            f"version {visible(questionnaire.version)} is also the version of {visible(before.source_name)}",
            suggestion="raise version:, and say under history: what has changed",
        )


def _asked(part: object) -> object:
    """What respondents see of a part, without the places it stands at."""
    if isinstance(part, tuple):
        return tuple(_asked(entry) for entry in part)
    from dataclasses import fields, is_dataclass  # slow to load, and only wanted for a later version

    if is_dataclass(part):
        return tuple(_asked(getattr(part, field.name)) for field in fields(part) if field.name not in _PLACES)
    return part
