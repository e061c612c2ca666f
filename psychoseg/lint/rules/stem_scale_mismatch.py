"""QR312: answers that do not answer the question."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import label_scale
from psychoseg.lint.wording import Wording, wording
from psychoseg.questionnaire import Item

_STEMS = {
    "how often": Pattern(BEGIN + r"(how (?:often|frequently))\b"),
    "how satisfied": Pattern(BEGIN + r"(how (?:satisfied|dissatisfied|happy|unhappy|pleased))\b"),
    "how likely": Pattern(BEGIN + r"(how (?:likely|unlikely|probable))\b"),
    "how important": Pattern(BEGIN + r"(how (?:important|unimportant|essential))\b"),
    "how easy": Pattern(BEGIN + r"(how (?:easy|difficult|hard|simple|easily))\b"),
    "agreement": Pattern(
        BEGIN + r"(do you (?:agree|disagree)|how (?:much|strongly|far) do you (?:agree|disagree))\b"
    ),
    "a rating": Pattern(BEGIN + r"(how (?:would|do) you rate)\b"),
    "what is asked": Pattern(
        BEGIN
        + r"(how (?:much|many|long|well|good|old|far|confident|concerned|big|soon|fast|quickly|clear|useful|helpful)"
        r"|(?:when|where) (?:do|does|did|is|are|was|were|will|would|have|has|can|should|could))\b"
    ),
    "what was asked": Pattern(SENTENCE + r"((?:which|who|what|why)\b)"),
}
_TRIGGERS = {
    "how often": frozenset(["often", "frequently"]),
    "how satisfied": frozenset(["satisfied", "dissatisfied", "happy", "unhappy", "pleased"]),
    "how likely": frozenset(["likely", "unlikely", "probable"]),
    "how important": frozenset(["important", "unimportant", "essential"]),
    "how easy": frozenset(["easy", "difficult", "hard", "simple", "easily"]),
    "agreement": frozenset(["agree", "disagree"]),
    "a rating": frozenset(["rate"]),
    "what is asked": frozenset(["how", "when", "where"]),
    "what was asked": frozenset(["which", "who", "what", "why"]),
}
_ANSWERED_BY = {
    "how often": {"frequency", "rate", "intensity", "comparison"},
    "how satisfied": {"satisfaction", "intensity", "comparison", "quality", "valence"},
    "how likely": {"likelihood", "intensity", "comparison", "approval"},
    "how important": {"importance", "intensity", "comparison", "usefulness"},
    "how easy": {"difficulty", "intensity", "comparison", "quality", "frequency"},
    "agreement": {"agreement", "intensity", "yes or no", "truth", "approval"},
}
_WRONG_ANYWHERE = frozenset(["agreement", "yes or no"])
_COUNTED = Pattern(BEGIN + r"(how (?:many|old|long|far|soon)|when|where|who)\b")
_NEVER_COUNTED = frozenset(["satisfaction", "likelihood", "importance", "difficulty", "quality", "approval"])
_CLOSED = Pattern(
    r"^(?:do|does|did|have|has|are|is|was|were|can|could|will) (?:you|your|we|our|the|this|that|it|he|she|they|there)\b"
)
_FEELS = Pattern(
    r"\b(?:agree|disagree|think|believe|feel|find|opinion|extent|statement|statements|describes?|say|following|view"
    r"|rate|consider|true|apply|applies|scale)\b"
)
_CHOICE = Pattern(
    r"^(?:(?:do|would|did) you (?:rather|prefer|like better|want)(?: \w+){1,5} or (?:\w+ ){1,4}\?"
    r"|is it better to(?: \w+){1,5} or (?:\w+ ){1,4}\?|(?:\w+ ){1,2}or (?:\w+ ){1,2}\?)\Z"
)
_AGREEMENT = frozenset(["agreement", "agree", "statement", "statements"])
_OR_NOT = frozenset(["not", "no"])
_CHOOSES = frozenset(["or"])


@rule(
    "QR312",
    severity=Severity.ERROR,
    languages=("en",),
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def stem_scale_mismatch(item: Item) -> Iterator[Notice]:
    """Answers of another kind than the question asks for.

    Why it matters
        Nobody can say how often with "agree"; people guess what was meant, each in their own way.

    Instead of
        How often do you bake bread at home? [Strongly agree | Agree | Disagree | Strongly disagree]

    Write
        How often do you bake bread at home? [Every week | Every month | Less often | Never]
    """
    scale = label_scale(item)
    text = wording(item.text)
    if scale is None or item.type == "multiple" or text.words.count("?") != 1 or text.words[-1] != "?":
        return
    only = "yes or no" if scale.family == "yes or no" and _is_bare_yes_or_no(scale.texts) else scale.family
    if (scale.family == "yes or no" and only != "yes or no") or (
        scale.family == "yes or no" and len(scale.texts) > 2
    ):
        return
    asked, span = _asked(text)
    if asked and _is_wrong(text, asked, only):
        yield Notice(
            f"the answers are about {_about(only)}, not about {_about(asked)}",
            span,
            "give answers that complete the question’s own words",
            severity=Severity.WARNING if asked == "yes or no" and not _asks_you(text) else None,
        )


def _is_bare_yes_or_no(texts: tuple[str, ...]) -> bool:
    return {text.lower().strip(" .!") for text in texts} == {"yes", "no"}


def _asked(text: Wording) -> tuple[str, tuple[int, int] | None]:
    """What kind of answer the question calls for, and the words that call for it."""
    for kind, stem in _STEMS.items():
        match = stem.search(text.folded) if text.has(_TRIGGERS[kind]) else None
        if match is not None:
            return kind, text.span_of(match, 1)
    if text.has(_CHOOSES) and not text.has(_OR_NOT) and _CHOICE.search(text.folded):
        return "one of two", None
    return ("yes or no", None) if _CLOSED.search(text.folded) else ("", None)


def _is_wrong(text: Wording, asked: str, offered: str) -> bool:
    if asked == "a rating":
        return offered in _WRONG_ANYWHERE and not text.has(_AGREEMENT)
    if asked == "one of two":
        return offered == "yes or no"
    if asked == "yes or no":
        return offered == "agreement" and not _FEELS.search(text.folded)
    if asked in {"what is asked", "what was asked"}:
        counted = offered in _NEVER_COUNTED and bool(_COUNTED.search(text.folded))
        return (offered in _WRONG_ANYWHERE or counted) and not _FEELS.search(text.folded)
    if asked == "agreement":
        return offered not in _ANSWERED_BY[asked]
    return offered not in _ANSWERED_BY[asked] and not _FEELS.search(text.folded)


def _about(family: str) -> str:
    return {
        "what was asked": "what is asked",
        "difficulty": "ease",
        "rate": "frequency",
        "truth": "what is true",
        "resemblance": "likeness",
    }.get(family, family)


def _asks_you(text: Wording) -> bool:
    return text.words[1:2] in (("you",), ("your",))
