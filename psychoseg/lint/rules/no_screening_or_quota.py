"""QS412: a target nobody is held to."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire


@rule(
    "QS412", source="Groves et al. (2009), Survey Methodology; ISO 20252, Market, opinion and social research"
)
def no_screening_or_quota(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A target without a screening question or a quota.

    Why it matters
        Whoever follows the link answers, and the results are reported as those of the target.

    Instead of
        target: adults who keep a cat

    Write
        target: adults who keep a cat
        sections:
          - id: first
            items: [{text: "Which animals do you keep?", type: multiple, options: {cat: A cat, dog: A dog, none: {label: None of these, exclusive: true}}, role: screener}]
    """
    screens = any(item.role == "screener" or item.screen_out for item in questionnaire.items)
    if questionnaire.target and not screens and not questionnaire.quotas:
        yield Notice(
            f"nothing makes sure that respondents are {shorten(questionnaire.target, 60)}",
            suggestion="add quotas:, or a question with screen_out: that ends the interview for others",
        )
