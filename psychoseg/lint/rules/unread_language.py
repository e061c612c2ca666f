"""QY907: a questionnaire in a language whose words no rule knows yet."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.lint.finding import Severity
from psychoseg.lint.pack import LANGUAGES
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

KNOWN = ("en", *LANGUAGES)


@rule(
    "QY907",
    severity=Severity.INFO,
    source="psychoseg's own: silence about wording is no approval where nothing was read",
)
def unread_language(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A questionnaire whose wording was not checked.

    Why it matters
        Only answers in numbers, structure and promises were looked at; the wording still needs a
        reader who speaks the language.

    Instead of
        language: fi

    Write
        language: en-GB
    """
    if questionnaire.language.replace("_", "-").split("-")[0].lower() not in KNOWN:
        yield Notice(
            f"wording in {shorten(questionnaire.language)} was not checked, only ranges, structure and promises",
            suggestion="have the wording read by someone who knows the language and the subject",
        )
