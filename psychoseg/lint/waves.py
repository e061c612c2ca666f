"""A questionnaire beside the version before it: which items are the same ones."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.questionnaire import Item, Option, Questionnaire


def kept(questionnaire: Questionnaire) -> Iterator[tuple[Item, Item]]:
    """Each item that was asked before, as it was and as it is; found by ``was``, else by its id."""
    if questionnaire.before is None:
        return
    earlier = {item.id: item for item in questionnaire.before.items}
    for item in questionnaire.items:
        before = earlier.get(item.was or item.id)
        if before is not None:
            yield before, item


def new_ids(questionnaire: Questionnaire) -> dict[str, str]:
    """By the id an item had before, the one it has now."""
    return {before.id: item.id for before, item in kept(questionnaire)}


def same_words(first: str, second: str) -> bool:
    """Whether two texts differ in letters and digits, not only in signs, capitals and blanks.

    Examples
    --------
    >>> same_words("I don't run.", "I don’t run")
    True
    >>> same_words("I run.", "I ran.")
    False
    """
    return _letters(first) == _letters(second)


def _letters(text: str) -> list[str]:
    bare = text.replace("’", "").replace("'", "").casefold()
    return "".join(char if char.isalnum() else " " for char in bare).split()


def by_code(item: Item) -> dict[str, str]:
    """The wording of every answer by its code."""
    if item.scale is not None:
        beside: tuple[Option, ...] = item.scale.missing
        return {str(code): label for code, label in item.scale.labels} | {
            option.code: option.label for option in beside
        }
    return {option.code: option.label for option in item.options}
