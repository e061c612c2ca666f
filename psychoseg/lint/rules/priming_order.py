"""QS406: a question that colours the next one."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.awareness import asks_unaided
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item, Questionnaire

_NEGATIVE = frozenset(
    [
        "annoying", "annoyed", "annoy", "annoys", "problem", "problems", "complaint", "complaints", "complain", "complained",
        "disappointing", "disappointed", "disappointment", "frustrating", "frustrated", "worst", "failure", "failures",
        "failed", "fault", "faults", "mistake", "mistakes", "unpleasant", "bother", "bothered", "bothers", "dislike",
        "disliked", "irritating", "trouble", "overpriced", "expensive",
    ]
)  # fmt: skip
_JUDGES = frozenset(["satisfied", "dissatisfied", "rate", "recommend", "good", "like", "trust", "opinion", "impression", "favourable", "favorable"])  # fmt: skip
_COMMON = frozenset(
    [
        "your", "you", "with", "have", "been", "were", "what", "which", "this", "that", "these", "those", "from", "there",
        "when", "last", "most", "much", "many", "about", "would", "overall", "very", "time", "times", "week", "month",
        "year", "years", "days", "dissatisfied", "satisfied", "anything", "something", "likely", "unlikely", "rather",
    ]
)  # fmt: skip


@rule(
    "QS406",
    languages=("en",),
    source="Schwarz (1999), Self-Reports: How the Questions Shape the Answers",
)
def priming_order(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A rating straight after a question about what was bad, or the sponsor named before people name anybody.

    Why it matters
        What has just been called to mind is what the next answer rests on; asked the other way round,
        the same people rate the same thing higher.

    Instead of
        sections:
          - id: visit
            items: [{text: "How annoying, if at all, was the music in the shop?", construct: ""}, {text: "How satisfied or dissatisfied are you with the shop?", construct: ""}]

    Write
        sections:
          - id: visit
            items: [{text: "How satisfied or dissatisfied are you with the shop?", construct: ""}, {text: "How annoying, if at all, was the music in the shop?", construct: ""}]
    """
    yield from _after_the_bad(questionnaire)
    yield from _after_the_name(questionnaire)


def _after_the_bad(questionnaire: Questionnaire) -> Iterator[Notice]:
    for section in questionnaire.sections:
        if section.random_order:
            continue
        for before, item in zip(section.items, section.items[1:], strict=False):
            if before.battery and before.battery == item.battery:
                continue
            first, second = wording(before.text), wording(item.text)
            if not first.has(_NEGATIVE) or second.has(_NEGATIVE) or not _rates(item):
                continue
            shared = _content(before) & _content(item)
            if shared and not is_statement(before):
                bad = min(first.vocabulary & _NEGATIVE)
                yield Notice(
                    f"rated straight after {visible(before.id)}, which asks what was “{bad}”",
                    suggestion=f"ask {visible(before.id)} after it",
                    at=item,
                )


def _rates(item: Item) -> bool:
    text = wording(item.text)
    return item.type in {"likert", "single", "nps"} and text.asks and text.has(_JUDGES)


def _content(item: Item) -> frozenset[str]:
    """The words an item is about."""
    words = wording(item.text).vocabulary
    return frozenset(word for word in words if len(word) > 3) - _COMMON - _NEGATIVE - _JUDGES


def _after_the_name(questionnaire: Questionnaire) -> Iterator[Notice]:
    names = [name.lower() for name in (questionnaire.sponsor, *questionnaire.brands) if len(name) > 2]
    if not names:
        return
    consent = questionnaire.consent.text if questionnaire.consent else ""
    found = _first_name(names, questionnaire.title, consent)
    for section in questionnaire.sections:
        found = found or _first_name(names, section.title, section.intro)
        for item in section.items:
            if found and asks_unaided(item):
                yield Notice(
                    f"“{visible(found)}” has been named before people are asked to name any",
                    suggestion="ask it first, and name the sponsor after it",
                    at=item,
                )
            found = found or _first_name(names, item.text, item.help, item.show)


def _first_name(names: list[str], *texts: str) -> str:
    """The first name that stands in one of the texts; empty where none does."""
    folded = [f" {wording(text).folded} " for text in texts if text]
    return next((name for name in names if any(f" {name} " in text for text in folded)), "")
