"""What is looked for in a file: every column of the questionnaire with all wordings it may go by."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.questionnaire.answers import Option
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.wording import folded, letters


@dataclass(frozen=True, slots=True)
class Target:
    """One column of the questionnaire.

    Parameters
    ----------
    column : str
        Its name.
    item : Item
    option : Option, optional
        For one option of a multiple choice or a ranking.
    wordings : tuple of str
        What its header may say, in every language.
    """

    column: str
    item: Item
    option: Option | None
    wordings: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The wordings without signs, longest first."""
        return tuple(dict.fromkeys(key for key in map(letters, self.wordings) if key))


def targets(questionnaire: Questionnaire) -> list[Target]:
    """Every column the questionnaire needs, in its order; a multiple choice as one column an option."""
    found: list[Target] = []
    for item in questionnaire.items:
        if item.type in {"multiple", "ranking"}:
            found += [
                Target(column, item, option, _of_option(item, option))
                for column, option in zip(item.columns, item.options, strict=True)
            ]
        elif item.type == "price":
            found += [
                Target(column, item, None, (f"{item.text} {step:g} {item.unit}", f"{item.text} {step:g}"))
                for column, step in zip(item.columns, item.steps, strict=True)
            ]
        else:
            found.append(Target(item.id, item, None, _of_item(item)))
    return found


def _of_item(item: Item) -> tuple[str, ...]:
    stems, texts = worded(item, "stem"), worded(item, "text")
    joined = [f"{stem} {text}" for stem in stems for text in texts]
    return tuple(dict.fromkeys([*joined, *texts]))


def _of_option(item: Item, option: Option) -> tuple[str, ...]:
    labels = labels_of(option)
    found = []
    for text in worded(item, "text"):
        found += [f"{text} {label}" for label in labels] + [f"{label} {text}" for label in labels]
    return tuple(dict.fromkeys(found))


def worded(item: Item, name: str) -> list[str]:
    """A text of an item in every language; nothing where it has none."""
    own = getattr(item, name)
    return list(
        dict.fromkeys(filter(None, [own, *(text for key, _, text in item.translations if key == name)]))
    )


def labels_of(option: Option) -> list[str]:
    """An option's label in every language."""
    return list(
        dict.fromkeys([option.label, *(text for name, _, text in option.translations if name == "label")])
    )


def wordings_of(name: str, column: Column | None) -> list[str]:
    """What a column of the file says it asks, the fullest wording first."""
    if column is None:
        return [name]
    option = column.label_of(column.option) if column.option else ""
    found = [
        f"{column.stem} {column.text}",
        f"{column.stem} {option}" if option else "",
        column.text,
        column.source,
        name,
    ]
    return list(dict.fromkeys(" ".join(folded(text).split()) for text in found if text.strip()))
