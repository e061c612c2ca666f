"""QE502: names and addresses nobody needs."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_REQUEST = Pattern(
    r"^(?:and )?(?:(?:what is|what's|what was|please (?:enter|give|provide|write|type|tell us|leave|state|fill in)|enter|provide|leave|state|type|give us|write) )?"
    r"(?:us )?(?:(?:your|the respondent's|respondent) )?(?:current |personal |own )?"
)
_CALLED = Pattern(
    r"^(?:what are you called|where exactly do you live|when exactly were you born|what is your exact date of birth)\b"
)


@rule("QE502", languages=("en",), source="General Data Protection Regulation, article 5(1)(c)")
def personal_data_without_need(item: Item) -> Iterator[Notice]:
    """A request for something that tells who the respondent is.

    Why it matters
        Segments are about groups. A name or an address makes every other answer personal data, to be
        guarded, explained and deleted on request.

    Instead of
        What is your date of birth?

    Write
        In what year were you born?
    """
    if item.type not in {"open", "numeric"}:
        return
    text = wording(item.text)
    called = _CALLED.search(text.folded)
    if called is not None:
        yield Notice(
            "this tells who the respondent is", text.span_of(called), "ask for an age band or a region"
        )
        return
    request = _REQUEST.match(text.folded)
    skipped = text.folded[: request.end()].count(" ") if request else 0
    asked = bool(skipped) or len(text.words) <= 3
    for term, first, end in lexicon("personal_data").find("identifiers", text):
        last = text.words[end : end + 1] in ((), ("?",), (".",), (":",), (",",), ("and",))
        if asked and first == skipped and last:
            yield Notice(
                f"“{term}” tells who the respondent is",
                text.span_of_words(first, end),
                f"ask for {lexicon('personal_data')['identifiers'][term]}",
            )
            return
