"""QR312: answers that do not answer the question."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, wording
from psychoseg.questionnaire import Item

_ROOTS = {"agreement": "agree", "satisfaction": "satisf", "likelihood": "likely", "importance": "important"}
_STEMS = {
    "frequency": Pattern(BEGIN + r"(how (?:often|frequently))\b"),
    "satisfaction": Pattern(BEGIN + r"(how (?:satisfied|dissatisfied))\b"),
    "likelihood": Pattern(BEGIN + r"(how (?:likely|unlikely))\b"),
    "importance": Pattern(BEGIN + r"(how (?:important|unimportant))\b"),
    "another": Pattern(
        BEGIN
        + r"(how (?:much|many|long|easy|difficult|well|old|far|old|confident|concerned)|which|when|where|who|what)\b"
    ),
}
_CLOSED = Pattern(r"^(?:do|does|did|have|has|are|is|was|were) (?:you|your)\b")
_FEELS = Pattern(
    r"\b(?:agree|disagree|think|believe|feel|find|opinion|extent|statement|statements|describes?|say|following)\b"
)


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
    text = wording(item.text)
    offered = _family(answers(item))
    if not offered or text.words.count("?") != 1 or text.words[-1] != "?" or item.type == "multiple":
        return
    asked = next((kind for kind, stem in _STEMS.items() if stem.search(text.folded)), "")
    wrong = bool(asked) and asked != offered and not _FEELS.search(text.folded)
    if asked == "another":
        wrong = wrong and offered in {"agreement", "yes or no"}
    elif not asked and _CLOSED.search(text.folded):
        asked, wrong = "yes or no", offered == "agreement" and not _FEELS.search(text.folded)
    if wrong:
        wanted = "what is asked" if asked == "another" else asked
        stem = _STEMS[asked].search(text.folded) if asked in _STEMS else None
        yield Notice(
            f"the answers are about {offered}, not about {wanted}",
            text.span_of(stem, 1) if stem else None,
            "give answers that complete the question’s own words",
        )


def _family(labels: tuple[str, ...]) -> str:
    """What the answers are about, where at least two in three say the same; empty where unclear."""
    if labels and {label.rstrip(".!") for label in labels} == {"yes", "no"}:
        return "yes or no"
    frequency = lexicon("answers")["frequency"]
    counts = {family: sum(root in label for label in labels) for family, root in _ROOTS.items()}
    counts["frequency"] = sum(label in frequency for label in labels)
    family, count = max(counts.items(), key=lambda entry: entry[1])
    return family if count >= 2 and 2 * count > len(labels) else ""
