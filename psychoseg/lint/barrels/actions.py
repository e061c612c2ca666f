"""Two doings in one item: "do you cook and bake?", "I cook and I bake"."""

from __future__ import annotations

from psychoseg.lint.barrels.frame import pair_of, searching, stem
from psychoseg.lint.coordination import Pair
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import Wording

_TWO_WAYS = Pattern(
    BEGIN
    + r"(?:did|does|do|was|were|is|are|has|have) (?:[\w'-]+ ){2,8}?(?P<first>on time|in time|in full|[\w]{3,}ly) and (?P<second>in good \w+|in full|on time|at the right \w+|without \w+|with \w+|politely|[\w]{3,}ly|as \w+)\b"
)
_BOTH_VERBS = Pattern(
    r"\b(?:how (?:well|much|often|strongly) )?(?:do|did) you (?P<first>know|like|trust|use|love|enjoy|understand|value|respect|recommend|buy|need|want) and (?P<second>dislike|don't like|do not like|trust|use|love|enjoy|understand|value|respect|recommend|buy|need|want|like|hate)\b"
)
_ENCOURAGED = Pattern(
    BEGIN
    + r"(?:to what (?:degree|extent) )?(?:have|has) (?:[\w'-]+ ){1,4}?(?P<first>[\w]{3,}ed) (?:[\w'-]+ ){0,6}?and (?P<second>[\w]{3,}ed) (?:[\w'-]+)"
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
_DONE_TO = r"told|given|shown|offered|asked|informed|treated|taught|paid|helped|contacted|invited|encouraged|consulted|listened|thanked|supported|valued|respected"
_TOLD_AND_GIVEN = Pattern(
    BEGIN
    + rf"(?:do you (?:feel|think) (?:that )?you )?(?:were|are|have|has|do|did|i) (?:you |i )?(?:been |feel |felt |was |am )?(?P<first>{_DONE_TO}) (?:[\w'-]+ ){{1,8}}?and (?P<second>{_DONE_TO}) [\w'-]+"
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
    + r"(?:how (?:often|frequently|well) )?(?:do|does|did) (?:you|your [\w-]+|the [\w-]+|our [\w-]+|they|he|she) (?:(?:usually|often|always|ever|regularly|also|generally) )?(?P<first>[\w']+) "
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
_SELDOM_NOUNS = frozenset(
    [
        "start",
        "begin",
        "offer",
        "serve",
        "add",
        "run",
        "keep",
        "give",
        "teach",
        "learn",
        "wear",
        "have",
        "receive",
        "accept",
        "admit",
        "install",
        "join",
        "leave",
        "provide",
        "play",
    ]
)
"""Doings besides the policies that somebody may be asked to judge together."""

_REFERS_BACK = Pattern(r"\b(?:it|them|this|that|there|so|then)\b")
_PARTICLES = frozenset(["up", "out", "down", "off", "back", "away", "over", "there", "home"])
"""Between two doings that are one: "get up and leave", "go home and rest"."""

_PERFECT = frozenset(["have", "has"])
_JOINT = frozenset(["when", "if", "because", "to", "that", "who", "while", "then", "both"])


def policies(text: Wording) -> Pair | None:
    """Two things a public body should do: "should the town widen roads and close car parks"."""
    verbs = lexicon("verbs")["policy"]
    match = _IT_SHOULD.search(text.folded)
    if match is not None and {match["first"], match["second"]} <= (verbs | lexicon("verbs")["deeds"]).keys():
        return pair_of(match)
    match = _SHOULD.search(text.folded)
    while match is not None:
        if match["first"] in verbs or match["first"] in _SELDOM_NOUNS:
            known = match["second"] in verbs or match["second"] in _SELDOM_NOUNS
            return pair_of(match) if known and match["first"] != match["second"] else None
        match = _AFTER_SHOULD.match(text.folded, match.start("first"))
    return None


def infinitives(text: Wording) -> Pair | None:
    """Two doings after one verdict: "is it easy to find and join?"."""
    verbs = lexicon("verbs")
    match = _TWO_INFINITIVES.search(text.folded)
    if match is None:
        return None
    known = verbs["finite"] | verbs["policy"] | verbs["deeds"]
    return pair_of(match) if match["first"] in known and match["second"] in known else None


def deeds(text: Wording) -> Pair | None:
    """Two doings asked of one person: "do you walk to work and cycle at weekends?"."""
    match = _TWO_DEEDS.search(text.folded)
    if match is None or _REFERS_BACK.search(match["rest"]) or _ABSTAIN_BETWEEN.search(match["between"]):
        return None
    if match["between"].strip() in _PARTICLES:
        return None
    verbs = lexicon("verbs")
    known = verbs["finite"] | verbs["deeds"]
    both = match["first"] in known and match["second"] in known and match["first"] != match["second"]
    return pair_of(match) if both and match["first"] not in {"have", "feel"} else None


def claims(text: Wording) -> Pair | None:
    """Two doings claimed by the respondent: "I read labels and avoid sugar"."""
    match = _TWO_CLAIMS.search(text.folded)
    if match is None or _REFERS_BACK.search(match["rest"]) or _ABSTAIN_BEFORE.search(match["between"]):
        return None
    verbs = lexicon("verbs")["finite"]
    begins = match["first"] in verbs or match["first"].endswith("n't")
    both = begins and match["second"] in verbs and match["first"] != match["second"]
    return pair_of(match) if both else None


def encouraged(text: Wording) -> Pair | None:
    """Two things somebody has done: "has the course helped you and changed your view?"."""
    match = _ENCOURAGED.search(text.folded) if text.has(_PERFECT) else None
    return None if match is None or match["first"] == match["second"] else pair_of(match)


def plans(text: Wording) -> Pair | None:
    """Two measures in one plan: "do you support the plan to widen roads and close parks?"."""
    verbs = lexicon("verbs")["policy"]
    match = _PLANS.search(text.folded)
    return pair_of(match) if match and match["first"] in verbs and match["second"] in verbs else None


def they_do(text: Wording) -> Pair | None:
    """Two claims about somebody else: "managers listen openly and act on what they hear"."""
    if text.has(_JOINT):
        return None
    verbs = lexicon("verbs")
    known = verbs["finite"] | verbs["deeds"] | verbs["policy"]
    for frame in _THEY_DO:
        match = frame.search(text.folded)
        if match is None or _REFERS_BACK.search(text.folded[match.end() :]):
            continue
        both = stem(match["first"]) in known and stem(match["second"]) in known
        if both and match["first"] != match["second"]:
            return pair_of(match)
    return None


two_gerunds = searching(_TWO_GERUNDS)
both_verbs = searching(_BOTH_VERBS)
two_ways = searching(_TWO_WAYS)
told_and_given = searching(_TOLD_AND_GIVEN)
