"""QE507: asking for a good mark."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, wording
from psychoseg.questionnaire import Consent, Item, Questionnaire, Section

_TRIGGERS = frozenset(
    ["stars", "star", "rating", "ratings", "score", "scores", "feedback", "review", "reviews", "10", "ten", "5", "five",
     "9", "nine", "points", "5-star", "five-star", "bonus", "rated"]
)  # fmt: skip
_BEGS = Pattern(
    r"\b(?:(?:5|five|10|ten|9|nine)[ -](?:stars?|points?|star (?:ratings?|reviews?)) (?:really |greatly |would )?(?:helps?|means?|supports?|makes?|keeps?)"
    r"|(?:5|five)-star (?:ratings?|reviews?|scores?) (?:really |greatly |would )?(?:helps?|means?|supports?|makes?|keeps?)"
    r"|(?:good|great|high|top|positive|excellent|perfect) (?:ratings?|scores?|reviews?|feedback|marks?) (?:really |greatly |would |will )?(?:helps?|means?|supports?|earns?)"
    r"|(?:anything|any score|everything) (?:less|lower|other|below) than (?:a |an )?(?:5|five|9|nine|10|ten)"
    r"|(?:bonus|pay|job|salary) depends? on (?:your|this|the) (?:ratings?|scores?|feedback|answers?|review)"
    r"|(?:please|kindly) (?:give|rate|score) us (?:a |an )?(?:5|five|9|nine|10|ten|good|high|top)"
    r"|(?:in return|in exchange|as thanks) for (?:a |your )?(?:good|great|positive|5|five)[ -](?:\w{1,10} )?(?:ratings?|reviews?|scores?|feedback|stars?)"
    r"|hope (?:you (?:will |can |'ll )?)(?:give|rate|score) us (?:a |an |with )?(?:5|five|9|nine|10|ten|good|high|top))"
)


@rule(
    "QE507",
    severity=Severity.INFO,
    languages=("en",),
    source="ICC/ESOMAR International Code; Reichheld (2021), Winning on Purpose, on begging for scores",
)
def incentive_leading(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A remark beside a rating that says which one is wanted.

    Why it matters
        People help the person in front of them rather than tell what they think, and the figure
        measures how well one begs.

    Instead of
        sections:
          - id: rating
            intro: Ten points mean a lot to the crew.
            repeat: 1

    Write
        sections:
          - id: rating
            intro: The next questions are about your visit.
            repeat: 1
    """
    for text, part in _said(questionnaire):
        begs = _BEGS.search(text.folded) if text.has(_TRIGGERS) else None
        if begs is not None:
            inside = isinstance(part, Item) and text.text == part.text
            yield Notice(
                f"“{begs.group()}” says which answer is wanted",
                text.span_of(begs) if inside else None,
                "leave the remark out",
                at=part,
            )


def _said(questionnaire: Questionnaire) -> Iterator[tuple[Wording, Item | Section | Consent | None]]:
    if questionnaire.consent is not None:
        yield wording(questionnaire.consent.text), questionnaire.consent
    yield wording(questionnaire.incentive), None
    for section in questionnaire.sections:
        yield wording(section.intro), section
        for item in section.items:
            yield wording(item.text), item
            yield wording(item.help), item
