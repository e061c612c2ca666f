"""QE502: names and addresses nobody needs."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.identity import TELLING, request
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item


@rule("QE502", languages=("en",), source="General Data Protection Regulation, article 5(1)(c)")
def personal_data_without_need(item: Item) -> Iterator[Notice]:
    """A request for something that tells who the respondent is, with no reason given.

    Why it matters
        Segments are about groups. A name or an address makes every other answer personal data, to be
        guarded, explained and deleted on request.

    Instead of
        What is your date of birth?

    Write
        In what year were you born?
    """
    if item.reason:
        return
    found = request(item)
    if found is not None:
        yield Notice(
            f"“{found.term}” tells who the respondent is"
            if found.term
            else "this tells who the respondent is",
            found.span,
            f"ask for {found.instead}, or say under reason: what it is needed for",
        )
    elif item.personal in TELLING:
        yield Notice(
            f"this tells who the respondent is (personal: {item.personal})",
            suggestion="leave it out, or say under reason: what it is needed for",
        )
