"""QY908: a language that is only half there."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

MOST_NAMED = 3


@rule(
    "QY908",
    source="Harkness et al. (2010), Survey Methods in Multinational, Multiregional, and Multicultural Contexts",
)
def untranslated_text(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Texts that have no wording in one of the questionnaire's languages.

    Why it matters
        Respondents meet them in another language, and their answers are put beside those of people
        who could read the question.

    Instead of
        title: {en: Tea, de: Tee}
        sections:
          - id: habits
            items: [{text: {en: "Why tea?", de: "Warum Tee?"}, type: open}, {text: "Why coffee?", type: open}]

    Write
        title: {en: Tea, de: Tee}
        consent: {text: {en: You may stop., de: Sie können aufhören.}, contact: {en: a@example.org, de: a@example.org}, retention: {en: one year, de: ein Jahr}}
        scales: {}
        sections:
          - id: habits
            items: [{text: {en: "Why tea?", de: "Warum Tee?"}, type: open}, {text: {en: "Why coffee?", de: "Warum Kaffee?"}, type: open}]
    """
    for language in questionnaire.languages[1:]:
        places = questionnaire.untranslated(language)
        if places:
            named = ", ".join(map(visible, places[:MOST_NAMED]))
            more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
            yield Notice(
                f"no wording in {visible(language)} for {named}{more}",
                suggestion=f"add {visible(language)}: to each, or leave the language out",
            )
