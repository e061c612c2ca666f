"""QC204: always and never in a question with only yes and no."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(["always", "never", "every"])
_EVERY = Pattern(
    BEGIN
    + r"(?:do|does|are|is) you (?!ever\b)(?:[\w'-]+ ){1,9}?(every (?:single )?(?:day|time|morning|evening|night|week|month|meal|\w+ \w+)) \?"
)
_ABSOLUTE = Pattern(
    BEGIN + r"(?:do|does|did|are|have|is|will) (?:you|they|your [\w-]+(?: [\w-]+)?) (always|never)\b"
)


@rule("QC204", languages=("en",), source="Fowler (1995), Improving Survey Questions")
def absolute_term(item: Item) -> Iterator[Notice]:
    """A question of "always" or "never" that is answered by yes or no.

    Why it matters
        One exception in a lifetime makes the honest answer a no, so people who almost always do it
        are counted with those who never do.

    Instead of
        Do you always switch off the light when you leave? [Yes | No]

    Write
        In the last 7 days, how often did you switch off the light when you left? [Every time | Sometimes | Never]
    """
    offered = [answer.rstrip(".!") for answer in answers(item)]
    text = wording(item.text)
    if is_statement(item) or not text.has(_TRIGGERS) or "or" in text.vocabulary:
        return
    if offered and ("yes" not in offered or "no" not in offered):
        return
    match = _ABSOLUTE.search(text.folded) or (_EVERY.search(text.folded) if offered else None)
    if match is not None:
        yield Notice(
            f"few can say yes to “{match[1]}”",
            text.span_of(match, 1),
            "ask how often, with a period: “In the last 7 days, how often…”",
        )
