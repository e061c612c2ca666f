"""Two questions outright: "do you read, and why?", "do you agree, because …?"."""

from __future__ import annotations

from psychoseg.lint.barrels.frame import searching
from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.pattern import Pattern

_TWO_QUESTIONS = Pattern(
    SENTENCE
    + r"(?:how|why|what|which|when|where|who|do|does|did|is|are|was|were|have|has) (?:[\w'-]+ ){0,16}?"
    r"(?:, )?(?P<second>and (?:why|how|what|which|where|who|when|with whom|in what way)(?: (?:[\w'-]+ )?(?:do|does|did|is|are|was|were|would|will|should|can|have|has|much|many|often)\b| \?))"
)
_SECOND_ASKED = Pattern(
    SENTENCE
    + r"(?:[\w'-]+ ){3,20}?(?:, )?(?P<second>and (?:do|does|did|is|are|was|were|have|has|would|will|should|can|could) (?:you|it|they|he|she|the|your|our|this|these|that|there|everything|everyone|everybody|anyone|anything|something|staff|people)\b)"
)
_ASK_TWICE = Pattern(
    SENTENCE
    + r"(?:how|when|where|why) (?P<first>[\w]+)?(?: )?and (?P<second>how|why|when|where)(?: (?:often|much|many|long|well))? (?:do|does|did|is|are|was|were|have|has|would|will)\b"
)
_AND_FIND = Pattern(
    BEGIN
    + r"(?:do|did) you (?:[\w'-]+ ){1,6}?(?P<second>and (?:also )?(?:find|think|consider|found) (?:it|them|that)) [\w-]+"
)
_WITH_REASON = Pattern(
    r"(?:\b(?:do|would|don't) you (?:agree|support|favour|favor|believe|think|oppose)|"
    + SENTENCE
    + r"should) "
    r"(?:[\w'-]+ ){1,14}?(?P<second>because) [\w'-]+"
)


two_questions = searching(_TWO_QUESTIONS)
ask_twice = searching(_ASK_TWICE)
second_asked = searching(_SECOND_ASKED)
and_find = searching(_AND_FIND)
with_reason = searching(_WITH_REASON)
