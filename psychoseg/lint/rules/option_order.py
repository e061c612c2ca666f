"""QR316: answers that do not stand in the order people expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from psychoseg.errors import visible
from psychoseg.lint.escapes import LANGUAGES, belongs_last, is_open, is_wide
from psychoseg.lint.fix import Edit, Fix
from psychoseg.lint.ranges import ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import label_scale
from psychoseg.questionnaire import Item, Option

_FEWEST = 4
"""In a list of three, an undecided answer between yes and no is where people look for it."""

_FEWEST_ORDERED = 3


@rule(
    "QR316",
    languages=LANGUAGES,
    source="Krosnick & Alwin (1987), An Evaluation of a Cognitive Theory of Response-Order Effects",
    fixes=True,
)
def option_order(item: Item) -> Iterator[Notice]:
    """Ordered answers out of order, or "Other" and "Don't know" before the last answer of substance.

    Why it matters
        People read until an answer will do; one that always does stops them before they have seen the
        rest. In a scale or a row of ranges they look only near where theirs should be.

    Instead of
        Where do you buy bread? [Bakery | Somewhere else | Supermarket | Market stall]

    Write
        Where do you buy bread? [Bakery | Supermarket | Market stall | Somewhere else]
    """
    if len(item.options) >= _FEWEST:
        last = [belongs_last(option.label, item.language) for option in item.options]
        after = sum(not is_open(option, item.language) for option in item.options)
        for place, option in enumerate(item.options):
            after -= not is_open(option, item.language)
            if (
                last[place]
                and place
                and not _is_middle(item, place)
                and after >= (1 if is_wide(option.label, item.language) else 2)
            ):
                yield Notice(
                    f"“{visible(option.label)}” stands before other answers",
                    None,
                    "move it to the end of the list",
                    fix=_in_order([one for at, one in enumerate(item.options) if at and last[at]], item),
                )
    astray = _astray(item)
    if astray:
        yield Notice(
            f"“{visible(astray)}” stands out of order", None, "order the answers from one end to the other"
        )


def _is_middle(item: Item, place: int) -> bool:
    """Whether "Don't know" or "Unsure" is the middle of a scale: as many answers before it as after."""
    around = len(item.options) - 1
    scale = label_scale(item)
    return scale is not None and around >= _FEWEST and 2 * place == around


def _astray(item: Item) -> str:
    """The first answer that turns back in a list that should run one way; empty where none does."""
    listed = [entry for entry in ranges(item).listed if entry.low != entry.high or entry.low != 0]
    if listed:
        return _first_turn([(entry.low, entry.high) for entry in listed], [entry.label for entry in listed])
    scale = label_scale(item)
    if scale is None or not scale.is_whole or scale.family == "yes or no":
        return ""
    if scale.count(".") and scale.count("-"):
        return ""
    placed = [
        (label.place, text)
        for label, text in zip(scale.labels, scale.texts, strict=True)
        if label is not None and not (label.side == "0" and text in {scale.texts[0], scale.texts[-1]})
    ]
    return _first_turn([place for place, _ in placed], [text for _, text in placed])


def _first_turn(places: Sequence[float] | Sequence[tuple[float, float]], labels: list[str]) -> str:
    if len(places) < _FEWEST_ORDERED:
        return ""
    steps = [(second > first) - (second < first) for first, second in pairwise(places)]  # type: ignore[operator]
    way = sum(steps)
    return next(
        (labels[number + 1] for number, step in enumerate(steps) if step * way < 0 or (way == 0 and step)), ""
    )


def _in_order(escapes: list[Option], item: Item) -> Fix:
    """Move them behind the answers of substance, in the order the author gave them."""
    told = " and ".join(f"“{visible(option.label)}”" for option in escapes)
    moves = tuple(Edit(item.id, option.code, move_last=True) for option in escapes)
    return Fix(f"put {told} behind the other answers", moves)
