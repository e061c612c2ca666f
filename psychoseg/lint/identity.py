"""Whether an item asks for something that tells who the respondent is."""

from __future__ import annotations

from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item
from psychoseg.values import dataclass

TELLING = frozenset(["name", "email", "phone", "address", "birth_date", "ip", "id"])
"""The kinds of personal data that lead to one person; ``other`` may not."""

_REQUEST = Pattern(
    r"^(?:and )?(?:(?:what is|what's|what was|please (?:enter|give|provide|write|type|tell us|leave|state|fill in)|enter|provide|leave|state|type|give us|write) )?"
    r"(?:us )?(?:(?:your|the respondent's|respondent) )?(?:current |personal |own )?"
)
_CALLED = Pattern(
    r"^(?:what are you called|where exactly do you live|when exactly were you born|what is your exact date of birth)\b"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for (empty where no single word says it), where in the text, and what would do instead."""

    term: str
    span: tuple[int, int] | None
    instead: str


def request(item: Item) -> Request | None:
    """The request for an identifier in an item's English wording, or None."""
    if item.type not in {"open", "numeric", "date"}:
        return None
    text = wording(item.text)
    called = _CALLED.search(text.folded)
    if called is not None:
        return Request("", text.span_of(called), "an age band or a region")
    begun = _REQUEST.match(text.folded)
    skipped = text.folded[: begun.end()].count(" ") if begun else 0
    asked = bool(skipped) or len(text.words) <= 3
    for term, first, end in lexicon("personal_data").find("identifiers", text):
        last = text.words[end : end + 1] in ((), ("?",), (".",), (":",), (",",), ("and",))
        if asked and first == skipped and last:
            return Request(
                term, text.span_of_words(first, end), lexicon("personal_data")["identifiers"][term]
            )
    return None
