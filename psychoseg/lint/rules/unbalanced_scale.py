"""QR306: more answers on one side than on the other."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.escapes import substance
from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.rules._rule import Notice, primary, rule
from psychoseg.lint.scale_labels import LANGUAGES, ONE_SIDED, TWO_SIDED, LabelScale, label_scale
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_FEWEST = 3
_DESCRIBES = frozenset(["describe", "describes", "word", "words", "adjective", "adjectives"])
_LITTLE = ("not ", "a little", "slightly", "none", "never", "no ", "hardly", "rarely", "barely", "only ")
_SCHOOL_MARKS = frozenset(["fair", "average", "befriedigend", "passable", "regular"])
"""A middle below which well-tested scales of quality have one label and above which they have three."""


@rule(
    "QR306",
    languages=LANGUAGES,
    source="Friedman & Amoo (1999), Rating the Rating Scales; Krosnick & Presser (2010), Question and Questionnaire Design",
)
def unbalanced_scale(item: Item) -> Iterator[Notice]:
    """A scale with more favourable than unfavourable answers, or the other way round.

    Why it matters
        People take the middle of the list for the middle of the range, so the longer side draws answers
        to it. A scale from "not at all" to "extremely" has one side only and is none of this.

    Instead of
        How good was the soup? [Perfect | Very good | Good | Average]

    Write
        How good was the soup? [Very good | Good | Neither good nor poor | Poor | Very poor]
    """
    if primary(item.language) == "en" and _only_praises(item):
        yield Notice("every answer is praise", None, "offer as many critical words as kind ones")
    scale = label_scale(item)
    if scale is None or scale.family in ONE_SIDED or scale.family == "yes or no" or not scale.is_whole:
        return
    if len(scale.labels) < _FEWEST or _is_known(scale) or _says_none(scale):
        return
    more, fewer = scale.count("+"), scale.count("-")
    lopsided = abs(more - fewer)
    middle, none = scale.count("0"), scale.count(".")
    if none and scale.family not in TWO_SIDED:
        return
    if none:
        if not fewer or more - fewer - none < 2:
            return
        fewer += none
    enough = lopsided >= 2 or (lopsided == 1 and not middle and min(more, fewer) >= 2)
    if enough:
        side = "favourable" if more > fewer else "unfavourable"
        yield Notice(
            f"{more} answers on the favourable side, {fewer} on the unfavourable"
            if fewer and more
            else f"every answer but the middle is {side}"
            if middle
            else f"every answer is {side}",
            None,
            "give both sides the same number of answers, with the same words for how strong they are",
            severity=None
            if scale.family in TWO_SIDED or min(more, fewer) or not _says_little(scale)
            else Severity.INFO,
        )


def _only_praises(item: Item) -> bool:
    """Whether words to describe something with are all kind ones."""
    text = wording(item.text)
    options = substance(item)
    if len(options) < _FEWEST or not text.has(_DESCRIBES) or label_scale(item) is not None:
        return False
    praise = lexicon("list_kinds")
    return all(any(True for _ in praise.find("praise", wording(option.label))) for option in options)


def _says_none(scale: LabelScale) -> bool:
    """Whether an end says that there is none of it: "not at all difficult"."""
    return any(text.lower().startswith("not ") for text in (scale.texts[0], scale.texts[-1]))


def _says_little(scale: LabelScale) -> bool:
    """Whether an answer says that there is little of it, so that nobody has to praise."""
    return any(text.lower().startswith(_LITTLE) for text in scale.texts)


def _is_known(scale: LabelScale) -> bool:
    """Whether it is a well-tested form: excellent to poor, or one plain "unlikely" for none of it."""
    texts = {text.lower().strip(" .") for text in scale.texts}
    if scale.family == "quality":
        return bool(texts & _SCHOOL_MARKS) and scale.count("-") == 1 and scale.count("+") <= 3
    ends = (scale.labels[0], scale.labels[-1])
    plain = any(label is not None and label.side == "-" and label.strength == 2 for label in ends)
    return scale.family not in TWO_SIDED and scale.count("-") == 1 and plain
