"""QE506: "anonymous", and then the e-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.identity import TELLING, request
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, primary, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Questionnaire

_WORDS = frozenset(
    ["anonymous", "anonymously", "anonym", "anonyme", "anónima", "anónimas", "anónimo", "anonyma"]
)
_NOT = Pattern(
    r"\b(?:not|n't|isn't|aren't|nicht|pas|no) (?:be |fully |completely |wholly )?(?:anonymous|anonym|anonyme|anónim[ao]s?)\b"
)


@rule(
    "QE506",
    severity=Severity.ERROR,
    source="ICC/ESOMAR International Code, article 6; General Data Protection Regulation, recital 26",
)
def anonymity_contradiction(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A promise of anonymity, and an item that tells who somebody is.

    Why it matters
        The promise is broken with the first answer, and whoever notices believes no other promise.

    Instead of
        consent: {text: This survey is anonymous., contact: a@example.org, retention: one year}
        sections:
          - id: last
            items: [{text: "What is your e-mail address?", type: open, personal: email, reason: to send the results}]

    Write
        consent: {text: Your e-mail address is kept apart from your answers., contact: a@example.org, retention: one year}
        sections:
          - id: last
            items: [{text: "What is your e-mail address?", type: open, personal: email, reason: to send the results}]
    """
    if not (questionnaire.anonymous or _promised(questionnaire)):
        return
    english = primary(questionnaire.language) == "en"
    for item in questionnaire.items:
        if item.personal in TELLING or (english and request(item) is not None):
            yield Notice(
                "this tells who the respondent is, and the survey is said to be anonymous",
                suggestion="leave the question out, or promise confidentiality instead and say where it is kept",
                at=item,
            )
    for kind, _ in questionnaire.personal_data:
        if kind in TELLING:
            yield Notice(
                f"personal data is kept ({visible(kind)}), and the survey is said to be anonymous",
                suggestion="stop keeping it, or promise confidentiality instead",
                at=questionnaire.consent,
            )


def _promised(questionnaire: Questionnaire) -> bool:
    consent = questionnaire.consent
    said = [questionnaire.title, *(section.intro for section in questionnaire.sections)]
    if consent is not None:
        said += [consent.text, consent.purpose, consent.voluntary, consent.retention]
    return any(text.has(_WORDS) and not _NOT.search(text.folded) for text in map(wording, said))
