"""QR314: numbers to choose from that stand for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.number_lists import is_bare, number_list
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import LANGUAGES
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_RATES = Pattern(
    r"\b(?:rate|rating|scale|score|stars|how (?:satisfied|dissatisfied|likely|important|easy|difficult|happy|good|well|clear|useful|helpful|confident|interested|friendly)"
    r"|bewerten|bewerte|skala|wie (?:zufrieden|wahrscheinlich|wichtig|gut|einfach|schwierig)|note|notez|noter|échelle|évaluez|satisfait|satisfaite"
    r"|escala|valore|valora|puntúe|puntúa|califique|qué tan)\b"
)
_EXPLAINED = Pattern(
    r"\b\d{1,3}\b ?(?:=|\(|:|means|being|is\b|as\b|stands|indicates|equals|for\b|heißt|bedeutet|steht|signifie|étant|significa|siendo|representa|„|“|\")"
)
_EXPLAINS_FIRST = Pattern(r"[a-zäöüéèñ)] ?(?:\(|=) ?\d{1,3}\b")
_KNOWN_BY_ALL = tuple(range(11))
"""From 0 to 10 most people take the higher number for more."""

_COUNTS = Pattern(r"\b(?:how many|how old|wie viele|combien|cuántos|cuántas|number of)\b")


@rule(
    "QR314",
    languages=LANGUAGES,
    source="Krosnick & Berent (1993), Comparisons of Party Identification and Policy Preferences",
)
def unlabelled_endpoints(item: Item) -> Iterator[Notice]:
    """A numbered rating scale whose ends are given no words.

    Why it matters
        Some take 1 for the best and some for the worst, and nobody can tell afterwards who did.

    Instead of
        How would you rate the bread? [1 | 2 | 3 | 4 | 5]

    Write
        How would you rate the bread? [1 – very poor | 2 | 3 | 4 | 5 – very good]
    """
    points = number_list(item)
    if not points or item.type != "single":
        return
    ends = [
        option.label
        for option in item.options
        if str(points[0]) in option.label or str(points[-1]) in option.label
    ]
    text = wording(item.text)
    if (
        not all(is_bare(label) for label in ends)
        or not _RATES.search(text.folded)
        or _COUNTS.search(text.folded)
    ):
        return
    written = item.text.lower()
    if not _EXPLAINED.search(written) and not _EXPLAINS_FIRST.search(written):
        yield Notice(
            f"nothing says what {points[0]} and {points[-1]} stand for",
            None,
            f"give the ends words, as in “{points[0]} – very poor” and “{points[-1]} – very good”",
            severity=Severity.INFO if points == _KNOWN_BY_ALL else None,
        )
