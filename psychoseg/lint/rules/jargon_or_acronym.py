"""QC207: words of the trade."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_ACRONYM = Pattern(r"(?<![\w.&/-])[A-Z]{2,5}s?(?![\w&/-])")
_KNOWN = frozenset(
    ["AM", "BBC", "CD", "CO", "COVID", "CV", "DVD", "EU", "FAQ", "GP", "HIV", "AIDS", "ID", "IT", "MP", "MPs", "MRI", "NASA", "NATO", "NHS", "OK", "PC", "PCs", "PDF", "PIN", "PM", "QR", "SMS", "TV", "TVs", "UK", "UN", "US", "USA", "USB", "VAT", "WC", "WHO", "NOT", "AND", "OR", "ALL", "ANY", "ONE", "MOST", "LEAST", "ONLY", "NEVER", "BEST", "WORST", "NEXT", "LAST", "YES", "NO", "BOTH", "EACH", "MUST", "ARE", "IS", "DO", "DK", "NA", "NB", "A", "I"]
)  # fmt: skip


@rule(
    "QC207",
    languages=("en",),
    source="Graesser, Cai, Louwerse & Daniel (2006), Question Understanding Aid (QUAID); Fowler (1995), Improving Survey Questions",
)
def jargon_or_acronym(item: Item) -> Iterator[Notice]:
    """A word that only people in the trade know.

    Why it matters
        People seldom say that they do not know a word; they guess, and each guesses something else.

    Instead of
        How often do you utilize the ticket machine?

    Write
        How often do you use the ticket machine?
    """
    text, terms = wording(item.text), lexicon("jargon")["terms"]
    for term, first, end in lexicon("jargon").find("terms", text):
        span = text.span_of_words(first, end)
        written = item.text[span[0] : span[1]]
        if not _explained(item.text, span[1]):
            yield Notice(
                f"“{written}” is not everybody’s word", span, f"write “{terms[term]}”, or explain it"
            )
    for match in _ACRONYM.finditer(item.text):
        if (
            match.group() not in _KNOWN
            and match.group().lower() not in terms
            and not _explained(item.text, match.end())
            and item.text.upper() != item.text
        ):
            yield Notice(
                f"“{match.group()}” is not spelt out",
                (match.start(), match.end()),
                "spell it out where it stands first",
                severity=Severity.INFO,
            )


def _explained(text: str, end: int) -> bool:
    """Whether brackets, or a comma with "that is", follow at once."""
    follows = text[end : end + 12].lstrip()
    return follows.startswith(("(", ", that is", ", i.e", "–", "—"))
