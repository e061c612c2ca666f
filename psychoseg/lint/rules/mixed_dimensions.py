"""QR319: answers to two different questions in one list."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import readings, texts_of
from psychoseg.questionnaire import Item

_SCALES = frozenset(
    ["agreement", "satisfaction", "quality", "likelihood", "importance", "frequency", "rate", "difficulty"]
)
_ALIKE = {"rate": "frequency", "no work": "work"}
_ENOUGH = 2
_GROUPS = ("work", "no work", "marital", "attributes")
_REASONS = (
    "too ",
    "no time",
    "not enough",
    "because ",
    "i don't have",
    "i do not have",
    "can't afford",
    "cannot afford",
)


@rule(
    "QR319",
    languages=("en",),
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def mixed_dimensions(item: Item) -> Iterator[Notice]:
    """A single choice whose answers judge two different things.

    Why it matters
        A parcel can be in good shape and too early. Who thinks so chooses one of two true answers, and neither share
        means anything.

    Instead of
        How was the delivery? [Very good | Good | Too early | Too loud]

    Write
        How was the delivery? [Very good | Good | Neither good nor poor | Poor | Very poor]
    """
    if item.type == "multiple" or len(item.options) < 2 * _ENOUGH:
        return
    kinds: dict[str, list[str]] = {}
    for label in texts_of(item):
        for kind in _kinds_of(label, item.language):
            kinds.setdefault(kind, []).append(label)
    ordered = sorted(kinds, key=lambda kind: -len(kinds[kind]))
    for first in ordered:
        for second in ordered:
            mine, other = kinds[first], kinds[second]
            apart = not set(mine) & set(other)
            if first < second and apart and min(len(mine), len(other)) >= _ENOUGH:
                yield Notice(
                    f"“{visible(mine[0])}” and “{visible(other[0])}” answer different questions",
                    None,
                    "keep one kind of answer here, and ask for the other in a question of its own",
                )
                return


def _kinds_of(label: str, language: str) -> set[str]:
    """The kinds of answer a label may be, such as a judgement, a frequency or a reason."""
    kinds = {_ALIKE.get(family, family) for family in readings(label, language) if family in _SCALES}
    plain = label.lower().replace("’", "'").strip(" .")
    if plain.startswith(_REASONS):
        return kinds | {"reason"}
    lists = lexicon("list_kinds")
    return kinds | {_ALIKE.get(group, group) for group in _GROUPS if plain in lists[group]}
