"""QR318: an answer that argues for itself."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.escapes import substance
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import readings
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item, Option

_STANCE = r"^(?:yes|no|agree|disagree|support|oppose|for|against|in favou?r|definitely|of course|absolutely|i (?:agree|disagree|support|oppose))\b"
_REASON = Pattern(
    _STANCE
    + r" ?[,:;–—-]? ?(?:because|since (?:it|they|we|this|that|he|she)|as (?:it|they|we|this) |so that|in order to|to (?:protect|save|stop|prevent|help|keep|make sure|avoid)"
    r"|it (?:will|would|helps|protects|saves|harms|hurts)|they (?:will|would|deserve))\b"
)
_TRIGGERS = frozenset(
    [
        "yes",
        "no",
        "agree",
        "disagree",
        "support",
        "oppose",
        "for",
        "against",
        "favour",
        "favor",
        "definitely",
        "course",
        "absolutely",
    ]
)
_GIVES = frozenset(["because", "since", "as", "so", "order", "to", "it", "they"])
_GROUPS = ("praise", "praise_anywhere")


@rule(
    "QR318",
    languages=("en",),
    source="Payne (1951), The Art of Asking Questions",
)
def leading_option_text(item: Item) -> Iterator[Notice]:
    """One answer that comes with a reason or with praise, and others that do not.

    Why it matters
        The answer that argues looks like the right one, and some people choose the reason, not the side.

    Instead of
        Should the park stay open at night or not? [Yes, because it helps people relax | No]

    Write
        Should the park stay open at night or not? [Yes | No]
    """
    options = substance(item)
    arguing = [option for option in options if _argues(option, item.language)]
    if 0 < len(arguing) < len(options) and 2 * len(arguing) <= len(options):
        yield Notice(
            f"“{visible(arguing[0].label)}” argues for itself, and other answers do not",
            None,
            "write the bare answer, and ask for reasons in a question of its own",
        )


def _argues(option: Option, language: str) -> bool:
    text = wording(option.label)
    if not _TRIGGERS.isdisjoint(text.words[:2]) and text.has(_GIVES) and _REASON.search(text.folded):
        return True
    if readings(option.label, language) or len(text.words) < 2 or option.label.istitle():
        return False  # a title is a name, whatever its words: "Sublime Text"
    loaded = lexicon("loaded")
    return any(True for group in _GROUPS for _ in loaded.find(group, text))
