"""Two questions outright: "do you read, and why?", "do you agree, because …?"."""

from __future__ import annotations

from psychoseg.lint.barrels.frame import searching
from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.pattern import Pattern

_TWO_QUESTIONS = Pattern(
    SENTENCE
    + r"(?:how|why|what|which|when|where|who|do|does|did|is|are|was|were|have|has) (?:[\w'-]+ ){0,16}?"
    r"(?:, )?(?P<second>and (?:why|how|what|which|where|who|when|with whom|in what way)(?: (?:[\w'-]+ ){0,3}?(?:do|does|did|is|are|was|were|would|will|should|can|have|has|much|many|often)\b| \?))"
)
_SECOND_ASKED = Pattern(
    SENTENCE
    + r"(?:[\w'-]+ ){3,20}?(?:, )?(?P<second>and (?:do|does|did|is|are|was|were|have|has|would|will|should|can|could) (?:you|it|they|he|she|the|your|our|this|these|that|there|everything|everyone|everybody|anyone|anything|something|staff|people)\b)"
)
_ASK_TWICE = Pattern(
    SENTENCE
    + r"(?:how|when|where|why) (?P<first>[\w]+)?(?: )?and (?P<second>how|why|when|where)(?: (?:often|much|many|long|well))? (?:do|does|did|is|are|was|were|have|has|would|will)\b"
)
_AFTER_COMMA = Pattern(
    SENTENCE
    + r"(?:(?:please )?tell (?:us|me) )?(?:how|why|what|which|when|where|who) (?:[\w'-]+ ){1,12}?, (?P<second>and (?:why|how|what|which|where|who|when)) (?!if\b|of\b)[\w'-]+"
)
_IF_SO = Pattern(r"\b(?P<second>and (?:, )?if (?:so|not|yes|no))\b")
_WHAT_AND_HOW = Pattern(
    BEGIN
    + r"(?:does|did|do|is|was|has|have) (?:[\w'-]+ ){1,8}?(?P<first>what|where|why|when) (?:[\w'-]+ ){1,5}?and (?P<second>(?:how|why|where|when) (?:to )?[\w-]+)"
)
_AND_THINK = Pattern(
    r"^i (?:have |'ve )?(?:read|seen|heard|visited|used|tried|know|understand) (?:[\w'-]+ ){1,6}?(?P<second>and (?:i )?(?:think|believe|feel|agree|find|support|like))\b"
)
_REASON_GIVEN = Pattern(
    r"\b(?:should|must|ought to) (?:not )?(?:[\w'-]+ ){2,12}?(?:, )?(?P<second>because|, as (?:it|they|this|that|he|she)|so that|, since (?:it|they|this))\b"
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
after_comma = searching(_AFTER_COMMA)
if_so = searching(_IF_SO)
what_and_how = searching(_WHAT_AND_HOW)
and_think = searching(_AND_THINK)
reason_given = searching(_REASON_GIVEN)
