"""QE508: words that hurt the people they name."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item


@rule(
    "QE508",
    languages=("en",),
    source="American Psychological Association (2021), Inclusive Language Guidelines; Granello & Gibbs (2016), The Power of Language and Labels",
)
def stigmatizing_terms(item: Item) -> Iterator[Notice]:
    """A term that reduces people to what they have, or that they do not use of themselves.

    Why it matters
        Those it names feel judged and leave, and the others answer less kindly about them.

    Instead of
        How easy or difficult is it for handicapped guests to enter the building?

    Write
        How easy or difficult is it for guests with a disability to enter the building?
    """
    text = wording(item.text)
    terms = lexicon("stigmatizing")
    for term, first, end in terms.find("terms", text):
        yield Notice(
            f"“{term}” may hurt the people it names",
            text.span_of_words(first, end),
            f"write {terms['terms'][term]}",
        )
    for option in item.options:
        for term, _, _ in terms.find("terms", wording(option.label)):
            yield Notice(
                f"“{term}” in the answer “{visible(option.label)}” may hurt the people it names",
                suggestion=f"write {terms['terms'][term]}",
            )
