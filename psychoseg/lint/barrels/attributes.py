"""Two verdicts on one thing: "is the staff quick and friendly?"."""

from __future__ import annotations

from psychoseg.lint.barrels.frame import describes, pair_of, searching, stem
from psychoseg.lint.coordination import Pair
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import Wording

_SUBJECTS = Pattern(
    BEGIN
    + r"(?:are|were|is|was) (?P<first>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,2}?) and (?P<second>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,1}?) (?:always |usually |generally |both |very |too |sufficiently )?(?P<word>[\w-]+)(?= (?:enough|to|for|in|with|at|on|\?)|$)"
)
_THEIR_SUBJECTS = Pattern(
    r"^(?:the|our|my|your|this|its|their) (?P<first>[\w'-]+(?: [\w'-]+){0,2}?) and (?P<second>(?:the |our |my |your |its |their )?[\w'-]+(?: [\w'-]+){0,2}?) (?:is|are|was|were|seem|seems|feel|feels|look|looks) (?:always |usually |generally |both |very |too )?(?P<word>[\w-]+)"
)
_THINK = Pattern(
    BEGIN
    + r"(?:do|would|don't) you (?:think|believe|feel|agree|find|say) (?:that )?(?P<first>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,2}?) and (?P<second>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,4}?) (?:is|are|was|were|should|have|need|deserve)\b"
)
_COPULA = Pattern(
    r"(?:^|(?<= ))(?:is|are|was|were|find|found|finds|be|been|how|feel|seem|seems|look|looks|consider|both|as) (?:(?:[\w'-]+|,) ){0,8}?"
    r"(?:(?:very|quite|really|so|both|too|more) )?(?P<first>[\w'-]+) (?:, )?(?:and|but|as well as) (?:also )?(?:(?:very|quite|really|so|too|more|well|(?!only)[\w]+ly) )?(?P<second>[\w'-]+)(?= |$)"
)
_A_KIND = Pattern(
    BEGIN
    + r"(?:do you (?:think|find|believe|consider|feel) (?:that )?|would you say (?:that )?|is |was )(?:[\w'-]+ ){1,5}?(?:is |are |to be |was )?(?:a|an) (?P<first>[\w-]+) and (?P<second>[\w-]+) [\w-]+"
)
_SUPERLATIVES = Pattern(
    r"\bthe (?P<first>\w+est|most \w+) and (?:the )?(?P<second>most \w+|(?!most\b)\w+est)(?= \w)"
)
_WAS_AND_DID = Pattern(
    r"^(?:the|our|my|this|your|[\w-]+) (?:[\w-]+ ){0,2}?(?P<first>(?:is|was|are|were) (?:[\w-]+ ){1,3}?)and (?P<second>(?:the |our |my )?(?:[\w-]+ ){0,3}?(?:treated|made|gave|kept|did|explained|helped|answered|treats|makes|gives|keeps|explains|helps|answers|listened|listens|responded|responds|showed|shows|offered|offers|provided|provides|arrived|arrives|worked|works))\b"
)
_TWO_VERDICTS = Pattern(
    r"^(?P<first>(?:the|our|my|this) (?:[\w'-]+ ){1,3}?(?:is|was|are|were) (?:very |too |always )?[\w-]+) (?:, )?and (?P<second>(?:the|our|my|its|their) (?:[\w'-]+ ){1,3}?(?:is|was|are|were) [\w-]+)"
)
_I_FEEL = Pattern(
    r"^i (?:feel|am|felt) (?P<first>[\w-]+) and (?P<second>[\w-]+) (?:working|using|with|about|at|in|by|as|to be|when) (?:for |at |with |in )?(?:this|our)\b"
)
_HOW_BOTH = Pattern(
    BEGIN
    + r"how (?P<first>[\w-]+) and (?P<second>[\w-]+)(?= (?:is|was|were|are|do|did|does|have|has|could|can|would|will)\b)"
)
_I_FIND = Pattern(
    r"^i (?:find|found|consider) (?:[\w'-]+ ){1,5}?(?P<first>[\w-]+) (?:and|but) (?P<second>[\w-]+)(?= [.?]|$)"
)
_BEEN_AND_DONE = Pattern(
    BEGIN
    + r"(?:has|have) (?:the |our |your |my |this )?(?:[\w'-]+ ){1,3}?been (?P<first>[\w-]+) and (?P<second>[\w]{3,}(?:ed|ade|ept|ave|elt)) [\w'-]+"
)
_NO_DEGREE = frozenset(
    ["often", "much", "many", "when", "why", "where", "how", "long", "far", "what", "who", "if"]
)
_MORE_AND_MORE = Pattern(
    r"\b(?:more|less|fewer) (?P<first>(?!and\b)[\w-]+ (?:[\w'-]+ ){0,5}?)and (?P<second>(?:more|less|fewer) (?:on )?[\w-]+)"
)
_HAVE_ENOUGH = Pattern(
    BEGIN
    + r"do you have (?P<first>(?:enough|sufficient|adequate|the right|good) (?:[\w-]+ ){1,3})and (?P<second>(?:enough|sufficient|adequate|the right|good) [\w-]+)"
)
_FOUND_EACH = Pattern(
    r"\b(?:find|found|were|was|are|is) (?P<first>(?:the|our|your) (?:[\w'-]+ ){1,4}?[\w-]+) and (?P<second>(?:the|our|your) (?:[\w'-]+ ){1,4}?(?P<word>[\w-]+)) \?"
)
_THINK_EACH = Pattern(
    BEGIN
    + r"(?:do you (?:think|believe|agree|feel) (?:that )?)(?P<first>(?!you\b|i\b)(?:[\w'-]+ ){1,4}?(?:is|are|was|were) (?:[\w'-]+ ){1,3}?)and (?P<second>(?:that )?(?:[\w'-]+ ){1,4}?(?:is|are|was|were|needs?|should|must|deserves?|ought) [\w-]+)"
)
_IS_AND_DOES = Pattern(
    r"^(?:the|our|my|this|your|[\w-]+) (?:[\w-]+ ){0,2}?(?:is|was|are|were) (?:very |always |really )?(?P<first>[\w-]+) and (?:always |usually )?(?P<second>[\w]+)(?= [\w'-]+)"
)
_EASY_AND = Pattern(
    r"\b(?P<first>(?:easy|simple|hard|difficult|quick) to [\w-]+) and (?:very |[\w]+ly )?(?P<second>[\w-]+)(?= [?.]|$)"
)
_VALUED = r"valued|respected|supported|appreciated|heard|informed|recogni[sz]ed|included|empowered|engaged|motivated|trusted|welcome|safe"
_FEEL_BOTH = Pattern(
    BEGIN
    + r"do you (?:usually |generally )?feel (?P<first>(?:"
    + _VALUED
    + r")) and (?:[\w]+ly |well )?(?P<second>[\w]{3,}ed|"
    + _VALUED
    + r")\b"
)
_NAMES_A_THING = Pattern(
    r" (?!(?:to|for|with|at|in|on|of|when|than|enough|is|are|was|were|do|does|did|about|by|or|as|and|so|but|overall|compared)\b)\w"
)
"""After "clean and safe": a noun they describe, so that they are no verdict."""


def adjectives(text: Wording) -> Pair | None:
    """Two adjectives for one thing: "is the room warm and quiet?"."""
    known = lexicon("evaluation")
    endings = tuple(known["adjective_endings"])
    for match in _COPULA.finditer(text.folded):
        if _NAMES_A_THING.match(text.folded, match.end()):
            continue
        pair = (match["first"], match["second"])
        listed = [word in known["adjectives"] for word in pair]
        if all(listed) or (
            any(listed) and all(word.endswith(endings) or hit for word, hit in zip(pair, listed, strict=True))
        ):
            return pair_of(match)
        if listed[0] and (
            pair[1].endswith(("ed", "paid", "run", "made", "grown"))
            or text.folded.startswith("up to date", match.start("second"))
        ):
            return pair_of(match)
    return None


def subjects(text: Wording) -> Pair | None:
    """Two things judged by one adjective: "Are the rooms and the halls clean?"."""
    known = lexicon("evaluation")
    for pattern in (_SUBJECTS, _THEIR_SUBJECTS):
        match = pattern.search(text.folded)
        if match is not None and (
            match["word"] in known["adjectives"] or match["word"].endswith(tuple(known["adjective_endings"]))
        ):
            return pair_of(match)
    match = _THINK.search(text.folded)
    if match is not None and not {"i", "you", "we", "your", "people"} & {
        *match["second"].split(),
        *match["first"].split()[:1],
    }:
        return pair_of(match)
    return None


def how_both(text: Wording) -> Pair | None:
    """Two degrees asked at once: "how quickly and politely were you served?"."""
    match = _HOW_BOTH.search(text.folded)
    if match is None or not _NO_DEGREE.isdisjoint((match["first"], match["second"])):
        return None
    return pair_of(match)


def _judged(word: str) -> bool:
    known = lexicon("evaluation")
    return describes(word) or word.endswith((*known["adjective_endings"], "ed"))


def i_find(text: Wording) -> Pair | None:
    """Two verdicts of the respondent: "I find cooking dull but useful"."""
    match = _I_FIND.match(text.folded)
    return (
        pair_of(match) if match is not None and _judged(match["first"]) and _judged(match["second"]) else None
    )


def each_judged(text: Wording) -> Pair | None:
    """Two things, each with a word of its own: "were the rooms warm and the beds soft?"."""
    match = _FOUND_EACH.search(text.folded)
    if match is None or not _judged(match["word"]) or not _judged(match["first"].rpartition(" ")[2]):
        return None
    return pair_of(match)


def is_and_does(text: Wording) -> Pair | None:
    """What a thing is and what it does: "the shop is tidy and opens early"."""
    match = _IS_AND_DOES.search(text.folded)
    verbs = lexicon("verbs")
    if match is None or not describes(match["first"]) or not match["second"].endswith("s"):
        return None
    return pair_of(match) if stem(match["second"]) in verbs["finite"] | verbs["deeds"] else None


def easy_and(text: Wording) -> Pair | None:
    """An ease and a verdict: "is it easy to use and fast?"."""
    match = _EASY_AND.search(text.folded)
    return pair_of(match) if match is not None and describes(match["second"]) else None


def kind(text: Wording) -> Pair | None:
    """One thing called two: "is it a quick and fair service?"."""
    match = _A_KIND.search(text.folded)
    return pair_of(match) if match and describes(match["first"]) and describes(match["second"]) else None


def statement_adjectives(text: Wording) -> Pair | None:
    """Two attributes of a thing under judgement; those of the respondent are one trait too often."""
    if text.words[:1] in (
        ("i",),
        ("i'm",),
        ("is",),
        ("am",),
        ("are",),
        ("be",),
        ("have",),
        ("has",),
    ):
        return None
    return adjectives(text)


more_and_more = searching(_MORE_AND_MORE)
have_enough = searching(_HAVE_ENOUGH)
think_each = searching(_THINK_EACH)
superlatives = searching(_SUPERLATIVES)
was_and_did = searching(_WAS_AND_DID)
i_feel = searching(_I_FEEL)
two_verdicts = searching(_TWO_VERDICTS)
been_and_done = searching(_BEEN_AND_DONE)
feel_both = searching(_FEEL_BOTH)
