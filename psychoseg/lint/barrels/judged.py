"""Two things said of whom or what the questionnaire judges: "my manager is fair and keeps promises"."""

from __future__ import annotations

from psychoseg.lint.barrels.frame import pair_of
from psychoseg.lint.coordination import Pair, list_after, one_thing
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import Wording

_DETERMINERS = frozenset(["the", "my", "our", "this", "your", "these", "its", "their"])
_FARTHEST = 4
"""Words into the statement at which its subject must have been named."""

_LINKS = frozenset(["and", "&", "plus", "but"])
_ABSTAIN = frozenset(
    ["between", "such", "including", "if", "whether", "when", "or", "both", "who", "how", "balance"]
)  # fmt: skip
_HOLLOW = frozenset(["so", "then", "therefore", "only", "not", "thus", "vice", "other", "others", "more"])
_I_VALUE = Pattern(
    r"^(?:overall , )?i (?:(?:really|fully|generally|always|also) )?(?:trust|respect|like|value|appreciate|understand|recommend|would recommend|enjoyed|liked|"
    r"(?:am|was|feel|felt) (?:very )?(?:satisfied|happy|pleased|comfortable|familiar|content|proud|impressed|supported|respected|valued|treated)(?: well)? (?:with|of|by)|have (?:full )?(?:confidence|trust|faith) in) "
    r"(?=(?:my|our|the|this) )"
)
_STANCE_AND_PLAN = Pattern(
    r"^i (?:(?:am|feel|like|enjoy|enjoyed|find|found|understand|trust|believe|was) )(?:[\w'-]+ ){1,9}?(?P<second>(?:and|but) (?:i )?(?:would|will|plan to|intend to) (?!be able)[\w-]+)"
)
_YOU_AND_YOURS = Pattern(
    BEGIN
    + r"(?:how often )?(?:do|are|did|would|have) (?P<first>you) and (?P<second>your [\w-]+) (?:go|attend|visit|exercise|shop|enjoy|like|think|feel|agree that|believe|prefer|want|plan|support|use|buy|eat|satisfied|happy|interested|concerned)\b"
)
_THEY_AND_THEY = Pattern(
    BEGIN
    + r"(?:do|are|did|should) (?:the |our |your |most )?(?P<first>[\w-]{3,}s) and (?:the |our |your )?(?P<second>[\w-]{3,}s) (?:support|want|like|agree|oppose|enjoy|think|believe|listen|respect|treat|understand|care|satisfied|happy|helpful|friendly|earn)\b"
)
_BY_EACH = Pattern(
    BEGIN
    + r"(?:do you (?:like|enjoy|prefer|feel)|are you (?:satisfied|happy|comfortable)|how (?:satisfied|happy|comfortable|safe)) (?:[\w'-]+ ){1,7}?(?P<first>(?P<how>by|in|at|on|for|with) [\w'-]+) and (?P<second>(?P=how) [\w'-]+)"
)
_WOULD_BOTH = Pattern(
    BEGIN
    + r"(?:would|will|could|can) you (?P<first>recommend|use|buy|visit|try|join|choose|support|attend|pay|switch|subscribe|download|share|volunteer|return|come) (?:[\w'-]+ ){1,6}?and (?P<second>(?:also )?(?:recommend|use|buy|visit|try|join|choose|support|attend|pay|switch|subscribe|download|share|tell|donate|return|invite|bring))\b"
)
_PROVIDED_WITH = Pattern(
    BEGIN
    + r"do you (?:currently )?(?:have|get|receive) (?:the |enough |sufficient |adequate |access to |all the )?(?=(?:tools|resources|training|equipment|information|support|time|feedback|guidance|help|knowledge|skills|materials|advice|recognition|pay) and )"
)
_FEELING = Pattern(
    r"\b(?:rate|extent|how (?:often|much)|have you)(?: [\w'-]+){0,6}? (?:been )?(?:feel|felt|feeling) (?P<first>anxious|stressed|tense|nervous|worried|tired|sad|lonely|depressed|angry|happy|confident|motivated|bored|overwhelmed|frustrated|valued|respected|supported|safe|included) and (?P<second>anxious|stressed|tense|nervous|worried|tired|sad|lonely|depressed|angry|happy|confident|motivated|bored|overwhelmed|frustrated|valued|respected|supported|safe|included)\b"
)
_AND_OR = Pattern(
    BEGIN + r"do you (?:[\w'-]+ ){1,12}?(?P<first>[\w-]+) (?:and/or|and / or) (?P<second>[\w-]+)"
)
_SHOULD_HAVE = Pattern(
    r"\bshould (?:[\w'-]+ ){0,4}?(?:have|offer|provide|include|get|be given|introduce|add|fund|serve|sell|build) (?=(?:more|less|better|longer|shorter|a|an|fewer|free|new|the) )"
)
_MORE_OF_EACH = Pattern(
    r"\bshould (?:[\w'-]+ ){0,4}?(?:have|offer|provide|include|get|be given|introduce|add|fund|serve|sell|build) (?:a |an )?(?P<first>(?:more|less|better|longer|shorter|fewer|free|new) (?:[\w'-]+ ){1,4}?)and (?P<second>(?:a |an )?(?:more|less|better|longer|shorter|fewer|free|new) [\w-]+)"
)


def statement(text: Wording) -> Pair | None:
    """Two things said of one who is judged, whatever they are."""
    words = text.folded.split(" ")
    nouns = lexicon("judged")["nouns"]
    if words[0] not in _DETERMINERS and not any(word.endswith("s") and word in nouns for word in words[:2]):
        return None
    named = next((place for place, word in enumerate(words[: _FARTHEST + 1]) if word in nouns), None)
    if named is None:
        return None
    for link, word in enumerate(words[:-1]):
        if link <= named or word not in _LINKS:
            continue
        if not _ABSTAIN.isdisjoint(words[:link]):
            return None
        pair = _around(words, link)
        if words[link + 1] not in _HOLLOW and words[link + 1][:1].isalpha() and not one_thing(text, pair):
            return pair
    return None


def _around(words: list[str], link: int) -> Pair:
    """The words on both sides of a link."""
    second = sum(len(word) + 1 for word in words[: link + 1])
    return Pair(second - len(words[link - 1]) - len(words[link]) - 2, second, second + len(words[link + 1]))


def i_value(text: Wording) -> Pair | None:
    """Two things the respondent values: "I trust my manager and my colleagues"."""
    match = _I_VALUE.match(text.folded)
    return None if match is None else list_after(text, match.end())


def stance_and_plan(text: Wording) -> Pair | None:
    """What the respondent feels and what they would do: "I like the shop and would come again"."""
    return pair_of(_STANCE_AND_PLAN.match(text.folded))


def you_and_yours(text: Wording) -> Pair | None:
    """Two people with one answer: "do you and your partner like cooking?"."""
    return pair_of(_YOU_AND_YOURS.search(text.folded))


def would_both(text: Wording) -> Pair | None:
    """Two plans: "would you recommend the shop and come again?"."""
    return pair_of(_WOULD_BOTH.search(text.folded))


def provided_with(text: Wording) -> Pair | None:
    """Two means: "do you have the tools and training you need?"."""
    match = _PROVIDED_WITH.search(text.folded)
    return None if match is None else list_after(text, match.end())


def feeling(text: Wording) -> Pair | None:
    """Two feelings: "how often have you felt sad and angry?"."""
    return pair_of(_FEELING.search(text.folded))


def and_or(text: Wording) -> Pair | None:
    """Two things with "and/or" between them."""
    return pair_of(_AND_OR.search(text.folded))


def they_and_they(text: Wording) -> Pair | None:
    """Two groups with one answer: "do teachers and parents support the plan?"."""
    return pair_of(_THEY_AND_THEY.search(text.folded))


def by_each(text: Wording) -> Pair | None:
    """One verdict on two ways: "do you like to travel by train and by bus?"."""
    return pair_of(_BY_EACH.search(text.folded))


def should_have(text: Wording) -> Pair | None:
    """Two things somebody should offer: "should schools have longer breaks and better food?"."""
    each = pair_of(_MORE_OF_EACH.search(text.folded))
    if each is not None:
        return each
    match = _SHOULD_HAVE.search(text.folded)
    return None if match is None else list_after(text, match.end())
