"""QE501: people are asked before they are told."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, primary, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Questionnaire

_FREE = frozenset(
    ["voluntary", "voluntarily", "stop", "refuse", "decline", "skip", "withdraw", "choose", "optional", "leave", "free"]
)  # fmt: skip


@rule(
    "QE501",
    severity=Severity.ERROR,
    source="General Data Protection Regulation, article 13; ICC/ESOMAR International Code",
)
def missing_consent(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Nothing tells people who asks, what for, and that they may refuse.

    Why it matters
        Answers given without that knowledge may not be used, in law or in good faith.

    Instead of
        consent:

    Write
        consent:
          text: We ask how people shop, to plan a market. Taking part is voluntary and you may stop at any time.
          contact: survey@example.org
          retention: Answers are deleted after twelve months.
    """
    consent = questionnaire.consent
    if consent is None or not consent.text:
        yield Notice("there is no consent text", suggestion="write consent: with text, contact and retention")
        return
    free = consent.voluntary or primary(questionnaire.language) != "en" or wording(consent.text).has(_FREE)
    for key, value, says in (
        ("voluntary", free, "that nobody has to take part"),
        ("contact", consent.contact, "whom to ask"),
        ("retention", consent.retention, "how long answers are kept"),
    ):
        if not value:
            yield Notice(
                f"the consent does not say {says}",
                suggestion=f"add {key}: to consent",
                severity=Severity.WARNING,
            )
