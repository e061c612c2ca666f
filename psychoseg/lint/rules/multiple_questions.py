"""QC214: two question marks and one place for the answer."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_RESTATES = Pattern(
    r"(?:would you|do you|was it|is it|are they|were they|are you|is that|that is|if so|if yes|if no|if not|please|or|for example|in other words|by that|meaning|what about|how about|did you|and|very|not)\b"
)
_REASON = Pattern(r"(?:and )?(?:why|how come|for what reason)\b")
_CHECKS = Pattern(r"(?:can|could|may|will) (?:you|we|i)\b")
_BOTH = 2


@rule(
    "QC214",
    languages=("en",),
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def multiple_questions(item: Item) -> Iterator[Notice]:
    """Two questions in one item.

    Why it matters
        Some answer the first, some the last, and the answers do not say which.

    Instead of
        Where did you go on your last holiday? How did you get there?

    Write
        Where did you go on your last holiday?
    """
    text = wording(item.text)
    if is_statement(item) or text.words.count("?") < _BOTH:
        return
    asked = [one for one in text.sentences if text.words[one[1] - 1] == "?"]
    for start, end in asked[1:]:
        again = " ".join(text.words[start:end])
        if not _RESTATES.match(again) and not _CHECKS.match(" ".join(text.words[asked[0][0] : asked[0][1]])):
            yield Notice(
                "a second question follows the first",
                text.span_of_words(start, end),
                "make two items of it; ask the second only of those it is meant for",
                severity=None if _REASON.match(again) else Severity.INFO,
            )
            return
