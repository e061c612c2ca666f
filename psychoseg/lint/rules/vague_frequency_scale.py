"""QC206: never, sometimes, often."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_HOW_OFTEN = Pattern(
    BEGIN + r"(how (?:often|frequently) (?:do|does|did|have|has) (?:you|your [\w-]+) (?P<verb>[\w-]+))"
)
_VAGUE = frozenset(
    [
        "rarely",
        "seldom",
        "sometimes",
        "occasionally",
        "often",
        "frequently",
        "very often",
        "regularly",
        "usually",
        "hardly ever",
    ]
)
_FEWEST = 2


@rule(
    "QC206",
    languages=("en",),
    source="Schaeffer (1991), Hardly Ever or Constantly? Group Comparisons Using Vague Quantifiers",
)
def vague_frequency_scale(item: Item) -> Iterator[Notice]:
    """Conduct that could be counted, answered with "sometimes" and "often".

    Why it matters
        People set "often" by what is usual around them, so groups that do a thing equally often give
        different answers.

    Instead of
        How often do you bake bread? [Rarely | Sometimes | Often]

    Write
        How often do you bake bread? [Every week | Every month | Less often | Never]
    """
    text = wording(item.text)
    if is_statement(item) or item.instrument:
        return
    match = _HOW_OFTEN.search(text.folded)
    vague = sum(answer.strip(" .") in _VAGUE for answer in answers(item))
    if match is not None and vague >= _FEWEST and match["verb"] in lexicon("verbs")["deeds"]:
        yield Notice(
            "“often” and “sometimes” are set by what is usual around a person",
            text.span_of(match, 1),
            "offer days a week or times a month",
        )
