"""The few pieces of English that several rules build their patterns from.

All are for :attr:`~psychoseg.lint.wording.Wording.folded` text. Every repetition is bounded, so that
a pattern takes linear time on any text.
"""

from __future__ import annotations

BEGIN = r"(?:^|(?<=[,;:.?!—–-] ))"
"""Where a clause begins."""

SENTENCE = r"(?:^|(?<=[.?!] ))"
"""Where a sentence begins."""

AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|must|am)"

NEGATIVE_AUXILIARY = (
    r"(?:don't|doesn't|didn't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|won't|wouldn't|can't|couldn't"
    r"|shouldn't|mustn't|ain't|dont|doesnt|didnt|isnt|arent|wasnt|wouldnt|shouldnt)"
)

PRONOUN = r"(?:you|we|it|they|he|she|i|there|this|that)"

BALANCED = r"\b(?:or|oppose|opposed|against|disagree|disapprove|unlikely|dissatisfied)\b"
"""What sets something against the side that is offered."""
