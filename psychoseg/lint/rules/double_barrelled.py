"""QC201: two questions with one place for the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from psychoseg.lint.coordination import Pair, list_after, one_thing
from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(["and", "&", "because", "plus", "as", "but"])
_LINKS = frozenset([" and ", " & ", " because ", " as well as ", " plus ", " but "])
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
    Pattern(BEGIN + r"(?:did|does|do|has|have|will) (?:the|our|this|your) (?:[\w'-]+ ){1,3}?(?:improve|improved|increase|increased|meet|met|help|helped|exceed|match|reduce|affect|affected) (?:both )?"),
    Pattern(r"\bwhen (?:did|do) you (?:last |usually )?(?:replace|buy|visit|see|change|update|clean|check|review) (?:both )?"),
    Pattern(r"\bhow likely are you to (?:recommend|use|buy|purchase|visit|choose|attend) (?:both )?"),
    Pattern(r"\bin terms of (?:both )?"),
    Pattern(r"\bspend (?=time and money\b)"),
    Pattern(BEGIN + r"do you (?:think|believe|feel|find) (?:that )?(?:[\w'-]+ ){1,4}?(?:offers?|provides?|has|have|delivers?|serves?|gives?) "),
    Pattern(r"\bwhen was the last time you (?:replaced|bought|visited|saw|changed|updated|upgraded|cleaned|checked|used|ate|reviewed) (?:both )?"),
    Pattern(r"\b(?:to )?handl(?:e|es|ing|ed) "),
    Pattern(r"\bhow (?:likely|important) (?:are|is) (?:you|it) (?:to go out for|that (?:[\w'-]+ ){1,3}?shares?) "),
    Pattern(BEGIN + r"did you vote in (?=the [\w-]+ and [\w-]+ elections\b)"),
)  # fmt: skip
_SUBJECTS = Pattern(
    BEGIN
    + r"(?:are|were|is|was) (?P<first>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,2}?) and (?P<second>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,1}?) (?:always |usually |generally |both |very |too |sufficiently )?(?P<word>[\w-]+)(?= (?:enough|to|for|in|with|at|on|\?)|$)"
)
_THEIR_SUBJECTS = Pattern(
    r"^(?:the|our|my|your|this|its|their) (?P<first>[\w'-]+(?: [\w'-]+){0,2}?) and (?P<second>(?:the |our |my |your |its |their )?[\w'-]+(?: [\w'-]+){0,2}?) (?:is|are|was|were|seem|seems|feel|feels|look|looks) (?:always |usually |generally |both |very |too )?(?P<word>[\w-]+)"
)
_THINK = Pattern(
    BEGIN
    + r"(?:do|would|don't) you (?:think|believe|feel|agree|find|say) (?:that )?(?P<first>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,2}?) and (?P<second>(?:the |our |your |this )?[\w'-]+(?: [\w'-]+){0,2}?) (?:is|are|was|were|should|have|need|deserve)\b"
)
_COPULA = Pattern(
    r"(?:^|(?<= ))(?:is|are|was|were|find|found|finds|be|been|how|feel|seem|seems|look|looks|consider|both|as) (?:(?:[\w'-]+|,) ){0,8}?"
    r"(?:(?:very|quite|really|so|both|too|more) )?(?P<first>[\w'-]+) (?:, )?(?:and|but|as well as) (?:also )?(?:(?:very|quite|really|so|too|more|well|(?!only)[\w]+ly) )?(?P<second>[\w'-]+)(?= |$)"
)
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
_TWO_WAYS = Pattern(
    BEGIN
    + r"(?:did|does|do|was|were|is|are|has|have) (?:[\w'-]+ ){2,8}?(?P<first>on time|in time|in full|[\w]{3,}ly) and (?P<second>in good \w+|in full|on time|at the right \w+|without \w+|with \w+|politely|[\w]{3,}ly|as \w+)\b"
)
_BOTH_VERBS = Pattern(
    r"\b(?:how (?:well|much|often|strongly) )?(?:do|did) you (?P<first>know|like|trust|use|love|enjoy|understand|value|respect|recommend|buy|need|want) and (?P<second>dislike|don't like|do not like|trust|use|love|enjoy|understand|value|respect|recommend|buy|need|want|like|hate)\b"
)
_ENCOURAGED = Pattern(
    BEGIN
    + r"(?:have|has) (?:[\w'-]+ ){1,4}?(?P<first>[\w]{3,}ed) (?:[\w'-]+ ){0,6}?and (?P<second>[\w]{3,}ed) (?:[\w'-]+)"
)
_A_KIND = Pattern(
    BEGIN
    + r"(?:do you (?:think|find|believe|consider|feel) (?:that )?|would you say (?:that )?|is |was )(?:[\w'-]+ ){1,5}?(?:is |are |to be |was )?(?:a|an) (?P<first>[\w-]+) and (?P<second>[\w-]+) [\w-]+"
)
_PLANS = Pattern(
    r"\b(?:plan|plans|proposal|proposals|idea|decision|support|oppose|favou?r|agree|want us|want the \w+) (?:[\w]+ )?to (?P<first>[\w-]+) (?:[\w'-]+ ){1,7}?and (?:to )?(?P<second>[\w-]+) [\w'-]+"
)
_THEY_DO = tuple(
    Pattern(
        r"^(?!i\b|we\b|it\b|you\b|they\b|people\b)(?:[\w'-]+ ){"
        + subject
        + r"}(?P<first>[\w']+) (?:[\w'-]+ ){0,5}?and (?:also |always )?(?P<second>[\w']+)(?= [\w'-]+)"
    )
    for subject in "1234"
)
"""One for each length of the subject, as the shortest that fits may end before the verb."""
_SUPERLATIVES = Pattern(
    r"\bthe (?P<first>\w+est|most \w+) and (?:the )?(?P<second>most \w+|(?!most\b)\w+est)(?= \w)"
)
_THEY_HAVE = Pattern(
    r"^(?:my|our|the|i|we) (?:[\w-]+ ){0,2}?(?:has|receive|receives|gets?|offers?|provides?) (?:the |timely |regular |enough |good |clear )(?=[\w-]+(?: [\w-]+)? and )"
)
_WAS_AND_DID = Pattern(
    r"^(?:the|our|my|this|your|[\w-]+) (?:[\w-]+ ){0,2}?(?P<first>(?:is|was|are|were) (?:[\w-]+ ){1,3}?)and (?P<second>(?:the |our |my )?(?:[\w-]+ ){0,3}?(?:treated|made|gave|kept|did|explained|helped|answered|treats|makes|gives|keeps|explains|helps|answers|listened|listens|responded|responds|showed|shows|offered|offers|provided|provides|arrived|arrives|worked|works))\b"
)
_AND_FIND = Pattern(
    BEGIN
    + r"(?:do|did) you (?:[\w'-]+ ){1,6}?(?P<second>and (?:also )?(?:find|think|consider|found) (?:it|them|that)) [\w-]+"
)
_TWO_VERDICTS = Pattern(
    r"^(?P<first>(?:the|our|my|this) (?:[\w'-]+ ){1,3}?(?:is|was|are|were) (?:very |too |always )?[\w-]+) (?:, )?and (?P<second>(?:the|our|my|its|their) (?:[\w'-]+ ){1,3}?(?:is|was|are|were) [\w-]+)"
)
_I_FEEL = Pattern(
    r"^i (?:feel|am|felt) (?P<first>[\w-]+) and (?P<second>[\w-]+) (?:working|using|with|about|at|in|by|as|to be|when) (?:for |at |with |in )?(?:this|our)\b"
)
_DONE_TO = r"told|given|shown|offered|asked|informed|treated|taught|paid|helped|contacted|invited|encouraged|consulted|listened|thanked|supported|valued|respected"
_TOLD_AND_GIVEN = Pattern(
    BEGIN
    + rf"(?:were|are|have|has|do|did|i) (?:you |i )?(?:been |feel |felt |was |am )?(?P<first>{_DONE_TO}) (?:[\w'-]+ ){{1,8}}?and (?P<second>{_DONE_TO}) [\w'-]+"
)
_HOW_BOTH = Pattern(
    BEGIN
    + r"how (?P<first>[\w-]+) and (?P<second>[\w-]+)(?= (?:is|was|were|are|do|did|does|have|has|could|can|would|will)\b)"
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
    r"\b(?P<first>(?:easy|simple|hard|difficult|quick) to [\w-]+) and (?:very )?(?P<second>[\w-]+)(?= [?.]|$)"
)
_THEIR_CARE = Pattern(
    r"^(?:the|our|my|this) (?:[\w-]+ ){1,3}?(?:cares about|respects|values|protects|rewards|understands|listens to|looks after) "
)
_WITH_REASON = Pattern(
    r"(?:\b(?:do|would|don't) you (?:agree|support|favour|favor|believe|think|oppose)|"
    + SENTENCE
    + r"should) "
    r"(?:[\w'-]+ ){1,14}?(?P<second>because) [\w'-]+"
)
_MEASURES = Pattern(
    r"\b(?:what (?:is|are|was)|what's|enter|give|state|provide|indicate) your (?P<first>[\w-]+(?: [\w-]+)?) and (?:your )?(?P<second>[\w-]+(?: [\w-]+)?)"
)
_AFTER_SHOULD = Pattern(
    r"(?<![\w'-])[\w'-]+ (?P<first>[\w'-]+) (?:[\w'-]+ ){1,7}?(?:and|but) (?:to )?(?P<second>[\w-]+) [\w'-]+"
)
_SHOULD = Pattern(r"(?:^|(?<= ))(?:should|must|ought to) " + _AFTER_SHOULD.source)
_IT_SHOULD = Pattern(
    r"\b(?:should|must|ought to) (?:also )?(?P<first>[\w-]+) (?:[\w'-]+ ){1,8}?(?:and|but) (?:also |to )?(?P<second>[\w-]+) [\w'-]+"
)
_TWO_GERUNDS = Pattern(
    r"\b(?:support|oppose|favour|favor|enjoy|like|dislike|recommend|love) (?P<first>[\w-]{3,}ing) (?:[\w'-]+ ){0,6}?and (?P<second>[\w-]{3,}ing)\b"
)
_TWO_INFINITIVES = Pattern(
    r"\b(?:easy|difficult|hard|simple|able|helpful|important|willing|likely|useful|like|want|fun|safe)(?: or \w+)? (?:is|was|were|are|do|did|would|has|have)? ?(?:it|you|they|the \w+)? ?(?:to use|to learn|for you )?(?:been )?to (?P<first>[\w-]+) (?:[\w'-]+ ){0,3}?and (?:to )?(?P<second>[\w-]+)\b"
)
_TWO_DEEDS = Pattern(
    BEGIN
    + r"(?:how often |how frequently )?(?:do|does|did) (?:you|your [\w-]+|the [\w-]+|our [\w-]+|they|he|she) (?:(?:usually|often|always|ever|regularly|also|generally) )?(?P<first>[\w']+) "
    r"(?P<between>(?:[\w'-]+ ){0,7}?)and (?:(?:also|then|usually|often|always|regularly) )?(?P<second>[\w']+)\b(?P<rest>.{0,80})"
)
_TWO_CLAIMS = Pattern(
    r"^i (?:(?:usually|often|always|rarely|never|really|generally|carefully|regularly|sometimes) )?(?P<first>[\w']+) "
    r"(?P<between>(?:[\w'-]+ ){0,7}?)and (?:i )?(?:(?:usually|often|always|really|also) )?(?P<second>[\w']+)\b(?P<rest>.{0,80})"
)
_ABSTAIN_BETWEEN = Pattern(
    r"\b(?:such as|like|including|e \. g|between|for example|whether|with|if|to (?!you\b|your\b|the\b|us\b|me\b|them\b|our\b)|balance|difference)\b"
)
_ABSTAIN_BEFORE = Pattern(
    r"\b(?:such as|like|including|e \. g|between|for example|whether|with|if|to|balance|relationship|relations|difference)\b"
)
_REFERS_BACK = Pattern(r"\b(?:it|them|this|that|there|so|then)\b")
_NAMES_A_THING = Pattern(
    r" (?!(?:to|for|with|at|in|on|of|when|than|enough|is|are|was|were|do|does|did|about|by|or|as|and|so|but|overall|compared)\b)\w"
)
"""After "clean and safe": a noun they describe, so that they are no verdict."""


_PERFECT = frozenset(["have", "has"])
_JOINT = frozenset(["when", "if", "because", "to", "that", "who", "while", "then", "both"])


@rule(
    "QC201",
    languages=("en",),
    source="Converse & Presser (1986), Survey Questions; Willis & Lessler (1999), Question Appraisal System QAS-99",
)
def double_barrelled(item: Item) -> Iterator[Notice]:
    """One item holding two questions.

    Why it matters
        People who feel differently about the two halves cannot say so, and nobody can tell afterwards
        which half an answer was about.

    Instead of
        How satisfied are you with the changing rooms and the opening hours?
        I cook fresh meals and avoid sugar.

    Write
        How satisfied or dissatisfied are you with the changing rooms?
        I cook fresh meals.
    """
    text = wording(item.text)
    if not text.has(_TRIGGERS) or not any(link in text.folded for link in _LINKS):
        return
    frames = _STATEMENT_FRAMES if is_statement(item) and "?" not in text.words else _QUESTION_FRAMES
    for frame in frames:
        pair = frame(text)
        if pair is not None and not one_thing(text, pair):
            yield Notice(
                "two questions share one answer",
                text.span(pair.start, pair.end),
                "make two items of it, or keep the half that matters",
            )
            return


def _pair(match: re.Match[str] | None) -> Pair | None:
    if match is None:
        return None
    named = match.re.groupindex
    has_first = "first" in named and match["first"] is not None
    return Pair(
        match.start("first") if has_first else match.start("second"),
        match.start("second"),
        match.end("second"),
    )


def _objects(text: Wording) -> Pair | None:
    for frame in _OBJECTS:
        for match in frame.finditer(text.folded):
            pair = list_after(text, match.end())
            if pair is not None and not _both_describe(text, pair):
                return pair
    return None


def _both_describe(text: Wording, pair: Pair) -> bool:
    """Whether "and" joins two adjectives before one noun: "your quick and friendly team"."""
    first = text.folded[pair.start : pair.second].split()
    second = text.folded[pair.second : pair.end].split()
    before = next((word for word in reversed(first) if word not in {"and", ","}), "")
    return _describes(before) and bool(second) and _describes(second[0])


def _describes(word: str) -> bool:
    praise = lexicon("loaded")
    return (
        word in lexicon("evaluation")["adjectives"]
        or word in praise["praise"]
        or word in praise["own_praise"]
        or word in praise["praise_anywhere"]
    )


def _adjectives(text: Wording) -> Pair | None:
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
            return _pair(match)
        if listed[0] and (
            pair[1].endswith(("ed", "paid", "run", "made", "grown"))
            or text.folded.startswith("up to date", match.start("second"))
        ):
            return _pair(match)
    return None


def _subjects(text: Wording) -> Pair | None:
    """Two things judged by one adjective: "Are the rooms and the halls clean?"."""
    known = lexicon("evaluation")
    for pattern in (_SUBJECTS, _THEIR_SUBJECTS):
        match = pattern.search(text.folded)
        if match is not None and (
            match["word"] in known["adjectives"] or match["word"].endswith(tuple(known["adjective_endings"]))
        ):
            return _pair(match)
    match = _THINK.search(text.folded)
    if match is not None and not {"i", "you", "we", "your", "people"} & {
        *match["second"].split(),
        *match["first"].split()[:1],
    }:
        return _pair(match)
    return None


def _policies(text: Wording) -> Pair | None:
    """Two things a public body should do: "should the town widen roads and close car parks"."""
    verbs = lexicon("verbs")["policy"]
    match = _IT_SHOULD.search(text.folded)
    if match is not None and {match["first"], match["second"]} <= (verbs | lexicon("verbs")["deeds"]).keys():
        return _pair(match)
    match = _SHOULD.search(text.folded)
    while match is not None:
        if match["first"] in verbs:
            return _pair(match) if match["second"] in verbs else None
        match = _AFTER_SHOULD.match(text.folded, match.start("first"))
    return None


def _facts(text: Wording) -> Pair | None:
    facts = lexicon("evaluation")["facts"]
    match = _MEASURES.search(text.folded)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    both = first in facts and (second in facts or second.split()[0] in facts)
    return _pair(match) if both else None


def _plain(pattern: Pattern) -> Callable[[Wording], Pair | None]:
    return lambda text: _pair(pattern.search(text.folded))


def _infinitives(text: Wording) -> Pair | None:
    verbs = lexicon("verbs")
    match = _TWO_INFINITIVES.search(text.folded)
    if match is None:
        return None
    known = verbs["finite"] | verbs["policy"] | verbs["deeds"]
    return _pair(match) if match["first"] in known and match["second"] in known else None


def _deeds(text: Wording) -> Pair | None:
    match = _TWO_DEEDS.search(text.folded)
    if match is None or _REFERS_BACK.search(match["rest"]) or _ABSTAIN_BETWEEN.search(match["between"]):
        return None
    verbs = lexicon("verbs")
    known = verbs["finite"] | verbs["deeds"]
    both = match["first"] in known and match["second"] in known and match["first"] != match["second"]
    return _pair(match) if both and match["first"] != "have" else None


def _claims(text: Wording) -> Pair | None:
    match = _TWO_CLAIMS.search(text.folded)
    if match is None or _REFERS_BACK.search(match["rest"]) or _ABSTAIN_BEFORE.search(match["between"]):
        return None
    verbs = lexicon("verbs")["finite"]
    begins = match["first"] in verbs or match["first"].endswith("n't")
    both = begins and match["second"] in verbs and match["first"] != match["second"]
    return _pair(match) if both else None


def _how_both(text: Wording) -> Pair | None:
    """Two degrees asked at once: "how quickly and politely were you served?"."""
    match = _HOW_BOTH.search(text.folded)
    if match is None or not _NO_DEGREE.isdisjoint((match["first"], match["second"])):
        return None
    return _pair(match)


def _judged(word: str) -> bool:
    known = lexicon("evaluation")
    return _describes(word) or word.endswith((*known["adjective_endings"], "ed"))


def _each_judged(text: Wording) -> Pair | None:
    """Two things, each with a word of its own: "were the rooms warm and the beds soft?"."""
    match = _FOUND_EACH.search(text.folded)
    if match is None or not _judged(match["word"]) or not _judged(match["first"].rpartition(" ")[2]):
        return None
    return _pair(match)


def _is_and_does(text: Wording) -> Pair | None:
    """What a thing is and what it does: "the shop is tidy and opens early"."""
    match = _IS_AND_DOES.search(text.folded)
    verbs = lexicon("verbs")
    if match is None or not _describes(match["first"]) or not match["second"].endswith("s"):
        return None
    return _pair(match) if _stem(match["second"]) in verbs["finite"] | verbs["deeds"] else None


def _easy_and(text: Wording) -> Pair | None:
    match = _EASY_AND.search(text.folded)
    return _pair(match) if match is not None and _describes(match["second"]) else None


def _cared_for(text: Wording) -> Pair | None:
    match = _THEIR_CARE.match(text.folded)
    return None if match is None else list_after(text, match.end())


def _they_have(text: Wording) -> Pair | None:
    match = _THEY_HAVE.match(text.folded)
    return None if match is None else list_after(text, match.end())


def _encouraged(text: Wording) -> Pair | None:
    match = _ENCOURAGED.search(text.folded) if text.has(_PERFECT) else None
    return None if match is None or match["first"] == match["second"] else _pair(match)


def _kind(text: Wording) -> Pair | None:
    """One thing called two: "is it a quick and fair service?"."""
    match = _A_KIND.search(text.folded)
    return _pair(match) if match and _describes(match["first"]) and _describes(match["second"]) else None


def _plans(text: Wording) -> Pair | None:
    verbs = lexicon("verbs")["policy"]
    match = _PLANS.search(text.folded)
    return _pair(match) if match and match["first"] in verbs and match["second"] in verbs else None


def _they_do(text: Wording) -> Pair | None:
    """Two claims about somebody else: "managers listen openly and act on what they hear"."""
    if text.has(_JOINT):
        return None
    verbs = lexicon("verbs")
    known = verbs["finite"] | verbs["deeds"]
    for frame in _THEY_DO:
        match = frame.search(text.folded)
        if match is None or _REFERS_BACK.search(text.folded[match.end() :]):
            continue
        both = _stem(match["first"]) in known and _stem(match["second"]) in known
        if both and match["first"] != match["second"]:
            return _pair(match)
    return None


def _stem(verb: str) -> str:
    """A verb without the s of "she listens"."""
    return verb.removesuffix("s") if not verb.endswith("ss") else verb


def _statement_adjectives(text: Wording) -> Pair | None:
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
    return _adjectives(text)


_QUESTION_FRAMES = (
    _facts,
    _objects,
    _adjectives,
    _subjects,
    _plain(_TWO_GERUNDS),
    _policies,
    _infinitives,
    _deeds,
    _plain(_TWO_QUESTIONS),
    _plain(_ASK_TWICE),
    _plain(_SECOND_ASKED),
    _plain(_AND_FIND),
    _plain(_BOTH_VERBS),
    _plain(_TWO_WAYS),
    _encouraged,
    _kind,
    _plans,
    _plain(_WITH_REASON),
    _plain(_TOLD_AND_GIVEN),
    _how_both,
    _plain(_MORE_AND_MORE),
    _plain(_HAVE_ENOUGH),
    _each_judged,
    _plain(_THINK_EACH),
    _easy_and,
    _plain(_SUPERLATIVES),
)
_STATEMENT_FRAMES = (
    _policies,
    _claims,
    _plain(_WAS_AND_DID),
    _they_do,
    _plain(_I_FEEL),
    _plain(_TWO_VERDICTS),
    _statement_adjectives,
    _subjects,
    _plain(_TOLD_AND_GIVEN),
    _plain(_MORE_AND_MORE),
    _is_and_does,
    _easy_and,
    _cared_for,
    _they_have,
)
