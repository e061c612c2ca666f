"""Two things under one verdict: "how satisfied are you with the rooms and the food?"."""

from __future__ import annotations

from psychoseg.lint.barrels.frame import describes, pair_of
from psychoseg.lint.coordination import Pair, list_after
from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import Wording

_FEELINGS = r"(?:satisfied|dissatisfied|happy|unhappy|pleased|content|impressed|disappointed|comfortable|familiar|frustrated)"
_LIKES = r"(?:like|enjoy|love|prefer|dislike|hate|recommend|trust|value|approve of|disapprove of|support|oppose|favour|favor|believe in|care about|appreciate|understand)"
_OBJECTS = (
    Pattern(rf"\b{_FEELINGS}(?: or [\w-]+)? (?:(?:are|were|do you feel|overall) (?:you )?)?(?:with|by|about) (?:both )?"),
    Pattern(SENTENCE + r"(?:please )?(?:(?:how|overall , how) (?:do|did|would|will) you )?(?:rate|evaluate|assess|judge|score|rank|describe|characteri[sz]e|review) (?:both )?"),
    Pattern(r"\bhow (?:do|did|would) you (?:[\w-]+ )?(?:rate|evaluate|assess|judge|like|describe|find|feel about|value|score) (?:both )?"),
    Pattern(BEGIN + rf"(?:do|did|would|don't|will|could) (?:you|your \w+) (?:[\w-]+ly )?{_LIKES} (?:both )?"),
    Pattern(rf"\bhow (?:much|strongly|well|often) (?:(?:do|did|would) )?you (?:[\w-]+ly )?{_LIKES} (?:both )?"),
    Pattern(r"\bhow (?:was|were|is|are) (?:your (?:experience|experiences|visit|time|stay) (?:with|at|in|of) )?(?:both )?(?=(?:our|the|your|this|these)\b)"),
    Pattern(r"\bhow (?:was|were|is|are) your (?:experience|experiences|visit|time|stay) (?:with|at|in|of) "),
    Pattern(r"\bdoing (?:a |an )?(?:good|bad|poor|great|excellent|enough|adequate) (?:job )?(?:with|of|on|in|about|for) "),
    Pattern(r"\bwhat (?:do|did|would) you (?:think|make) (?:of|about) (?:both )?"),
    Pattern(r"\b(?:what (?:is|are|was) your|your|give your) (?:overall |general )?(?:opinion|opinions|view|views|assessment|impression|impressions|evaluation|perception|rating|feedback|thoughts) (?:of|on|about) (?:both )?"),
    Pattern(r"\bhow (?:important|useful|helpful|clear|easy|good|effective|relevant|valuable|attractive|reliable|appealing|informative|interesting|reasonable|fair|affordable|accurate|comfortable|convenient|likely)(?: to you)? (?:is|are|was|were|do you find|did you find) (?:both )?"),
    Pattern(r"\bhow (?:confident|interested|concerned|worried|involved|engaged) (?:are|were|do|did) you (?:feel )?(?:with|by|about|in) (?:both )?"),
    Pattern(r"\b(?:trust|confidence|faith) (?:do|did) you have in (?:both )?"),
    Pattern(BEGIN + r"(?:are|were) you (?:aware of|interested in|concerned about|worried about|in favou?r of|against) (?:both )?"),
    Pattern(BEGIN + r"(?:(?:to what extent|how well|how effectively|how fully) )?(?:did|does|do|has|have|will) (?:the|our|this|your) (?:[\w'-]+ ){1,3}?(?:improve|improved|increase|increased|meet|met|help|helped|exceed|match|reduce|affect|affected|address|answer|explain|understand|consider|cover) (?:both )?"),
    Pattern(r"\bwhen (?:did|do) you (?:last |usually )?(?:replace|buy|visit|see|change|update|clean|check|review) (?:both )?"),
    Pattern(r"\bhow likely are you to (?:recommend|use|buy|purchase|visit|choose|attend) (?:both )?"),
    Pattern(r"\bin terms of (?:both )?"),
    Pattern(BEGIN + r"do you (?:usually |often |ever |regularly )?(?:eat|drink|read|watch|play|buy|wear|listen to|grow|collect) (?:both )?"),
    Pattern(r"\b(?:how|would|do|did) .{1,60}\bbased on (?=our |the |your )"),
    Pattern(r"\bspend (?=time and money\b)"),
    Pattern(BEGIN + r"do you (?:think|believe|feel|find) (?:that )?(?:[\w'-]+ ){1,4}?(?:offers?|provides?|has|have|delivers?|serves?|gives?) "),
    Pattern(r"\bwhen was the last time you (?:bought|saw|ate|read|went to|[\w]{3,}ed) (?:both )?"),
    Pattern(r"\b(?:to )?handl(?:e|es|ing|ed) "),
    Pattern(r"\bhow (?:likely|important) (?:are|is) (?:you|it) (?:to go out for|that (?:[\w'-]+ ){1,3}?shares?) "),
    Pattern(BEGIN + r"did you vote in (?=the [\w-]+ and [\w-]+ elections\b)"),
)  # fmt: skip
_THEY_HAVE = Pattern(
    r"^(?:my|our|the|i|we) (?:[\w-]+ ){0,2}?(?:has|receive|receives|gets?|offers?|provides?) (?:the |timely |regular |enough |good |clear )(?=[\w-]+(?: [\w-]+)? and )"
)
_THEIR_CARE = Pattern(
    r"^(?:the|our|my|this) (?:[\w-]+ ){1,3}?(?:cares about|respects|values|protects|rewards|understands|listens to|looks after) "
)
_REQUIRES = Pattern(
    BEGIN
    + r"(?:do|does|did) (?:your|the|this|our) (?:[\w'-]+ ){1,3}?(?:require|involve|need|reward|value) (?:both )?(?!you\b)"
)
_MEASURES = Pattern(
    r"\b(?:what (?:is|are|was)|what's|enter|give|state|provide|indicate) your (?P<first>[\w-]+(?: [\w-]+)?) and (?:your )?(?P<second>[\w-]+(?: [\w-]+)?)"
)


def objects(text: Wording) -> Pair | None:
    """Two things after the words that ask for a verdict."""
    for frame in _OBJECTS:
        for match in frame.finditer(text.folded):
            pair = list_after(text, match.end())
            if pair is not None and not _both_describe(text, pair):
                return pair
    return None


def requires(text: Wording) -> Pair | None:
    """Two things one thing needs: "does your work require patience and strength?"."""
    match = _REQUIRES.search(text.folded)
    return None if match is None else list_after(text, match.end())


def _both_describe(text: Wording, pair: Pair) -> bool:
    """Whether "and" joins two adjectives before one noun: "your quick and friendly team"."""
    first = text.folded[pair.start : pair.second].split()
    second = text.folded[pair.second : pair.end].split()
    before = next((word for word in reversed(first) if word not in {"and", ","}), "")
    return describes(before) and bool(second) and describes(second[0])


def facts(text: Wording) -> Pair | None:
    """Two facts about the respondent: "what is your age and income?"."""
    facts = lexicon("evaluation")["facts"]
    match = _MEASURES.search(text.folded)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    both = first in facts and (second in facts or second.split()[0] in facts)
    return pair_of(match) if both else None


def cared_for(text: Wording) -> Pair | None:
    """Two things somebody looks after: "my employer values safety and training"."""
    match = _THEIR_CARE.match(text.folded)
    return None if match is None else list_after(text, match.end())


def they_have(text: Wording) -> Pair | None:
    """Two things somebody has or gives: "the shop offers good prices and advice"."""
    match = _THEY_HAVE.match(text.folded)
    return None if match is None else list_after(text, match.end())
