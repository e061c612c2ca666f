"""QV702: the same question with other answers."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten, visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import by_code, kept, same_words
from psychoseg.questionnaire import Item, Questionnaire


@rule("QV702", source="Schwarz (1999), Self-Reports; Smith (2005), The Laws of Studying Societal Change")
def options_changed(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An item whose options were added to, cut or reworded since the version before.

    Why it matters
        A new option takes answers from all others, so shares move though nobody changed their mind.

    Instead of
        before: {sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {1: Cat, 2: Dog}}]}]}
        sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {1: Cat, 2: Dog, 3: Bird}}]}]

    Write
        before: {sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {1: Cat, 2: Dog}}]}]}
        sections: [{id: a, items: [{id: pet, text: "Which pet?", type: single, options: {1: Cat, 2: Dog}}]}]
    """
    for before, item in kept(questionnaire):
        if before.type != item.type:
            yield Notice(
                f"it was a {before.type} item and is a {item.type} one",
                suggestion="give it a new id",
                at=item,
            )
        elif item.options and before.language == item.language:
            changes = _changes(before, item)
            if changes:
                yield Notice(
                    changes,
                    suggestion="go back to the options before, or report both waves on the options they share",
                    at=item,
                )


def _changes(before: Item, item: Item) -> str:
    old, new = by_code(before), by_code(item)
    moved = {label.casefold() for label in old.values()} & {label.casefold() for label in new.values()}
    added = [label for code, label in new.items() if code not in old and label.casefold() not in moved]
    gone = [label for code, label in old.items() if code not in new and label.casefold() not in moved]
    said = [f"new: {shorten(label)}" for label in added[:2]] + [
        f"gone: {shorten(label)}" for label in gone[:2]
    ]
    said += [
        f"{visible(code)} was {shorten(old[code])}"
        for code, label in new.items()
        if code in old and not same_words(old[code], label) and label.casefold() not in moved
    ][:2]
    return "the options have changed (" + "; ".join(said) + ")" if said else ""
