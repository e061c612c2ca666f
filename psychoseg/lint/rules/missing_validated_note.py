"""QS423: a published instrument that is not named where the rules would know it."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Questionnaire


@rule(
    "QS423",
    severity=Severity.OFF,
    source="American Educational Research Association et al. (2014), Standards for Educational and Psychological Testing",
)
def missing_validated_note(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A published instrument in a title, a construct or the source, and no `instrument`.

    Why it matters
        Its wording and licence are not ours to change, its norms hold for the original only, and the
        wording rules should leave it alone.

    Instead of
        source: Satisfaction With Life Scale and our own questions

    Write
        source: Satisfaction With Life Scale and our own questions
        instrument: Satisfaction With Life Scale
    """
    if questionnaire.instrument or any(item.instrument for item in questionnaire.items):
        return
    places = [questionnaire.title, questionnaire.credit]
    places += [section.title for section in questionnaire.sections]
    places += [construct.name for construct in questionnaire.constructs]
    for text in places:
        name = next((term for term, _, _ in lexicon("instruments").find("names", wording(text))), "")
        if name:
            yield Notice(
                f"the {name} is named, but no item is marked as its own",
                suggestion=f"write instrument: {name} in the section that holds it",
            )
            return
