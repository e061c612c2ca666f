"""QW107: one side offered, the other left out."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(
    ["support", "favor", "favour", "oppose", "approve", "back", "endorse", "against", "favour", "believe", "stand", "object", "disapprove", "opposed", "supportive", "should", "strongly", "say", "tell", "indicate"]
)  # fmt: skip
_SIDES = (
    Pattern(SENTENCE + r"(?:in your (?:opinion|view) , |overall , )?(should) (?!you\b|i\b|we not\b|it not\b|concerned\b|the following\b)(?:[\w'-]+ ){2}", "should"),
    Pattern(
        BEGIN
        + r"((?:do|would|will|did|don't) you (?:strongly |personally |generally |fully |also )?(?:support|favor|favour|oppose|approve of|back|endorse|stand (?:with|by|behind)|object to|disapprove of))\b"
    ),
    Pattern(
        BEGIN
        + r"(how strongly do you (?:oppose|support|favou?r|(?:feel|believe|agree) (?:that\b|the\b|our\b)))\b",
        "strongly",
    ),
    Pattern(
        BEGIN
        + r"((?:please )?(?:say|tell us|indicate) how (?:pleased|happy|delighted|glad|much you (?:love|like|enjoy|enjoyed|liked|loved)))\b",
        "pleased happy delighted glad love like enjoy enjoyed liked loved",
    ),
    Pattern(
        BEGIN
        + r"(are you (?:strongly |generally |personally )?(?:in favor of|in favour of|against|opposed to|supportive of))\b"
    ),
    Pattern(
        BEGIN
        + r"(do you (?:really |honestly |personally |truly )?believe that) (?!you\b|your\b|i\b|my\b|in\b)"
    ),
)  # fmt: skip
_BOTH = Pattern(r"\b(?:or|neither|versus|vs|whether)\b")
_POLES = ("oppose", "against", "disapprove", "disagree", "in favor", "in favour", "support", "approve")


@rule(
    "QW107",
    languages=("en",),
    source="Schuman & Presser (1981), Questions and Answers in Attitude Surveys; Shaeffer, Krosnick, Langer & Merkle (2005), Comparing the Quality of Data Obtained by Minimally Balanced and Fully Balanced Attitude Questions",
)
def one_sided_question(item: Item) -> Iterator[Notice]:
    """A question that names one side of an opinion.

    Why it matters
        The side that is named comes to mind first and saying yes is easy, so its share grows.

    Instead of
        Do you support the new parking permits? [Yes | No]

    Write
        Do you support or oppose the new parking permits? [Support | Oppose]
    """
    text = wording(item.text)
    if is_statement(item) or not text.has(_TRIGGERS):
        return
    for side in _SIDES:
        match = text.search(side)
        if match is not None:
            begins = text.folded.rfind(" . ", 0, match.start(1)) + 1
            sentence = text.folded[begins:].partition(" ?")[0]
            named = sum(any(pole in answer for pole in _POLES) for answer in answers(item))
            if not _BOTH.search(sentence) and named < 2:
                yield Notice(
                    "only one side is named",
                    text.span_of(match, 1),
                    "name the other side too: “support or oppose”, “…, or not?”",
                    severity=Severity.INFO if match[1] == "should" and not answers(item) else None,
                )
            return
