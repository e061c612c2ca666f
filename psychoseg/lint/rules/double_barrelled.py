"""QC201: two questions with one place for the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, is_statement, wording
from psychoseg.questionnaire import Item

_NOUN = r"(?P<first>(?:[\w'-]+ ){1,6}?)and (?P<second>(?:[\w'-]+ ?){1,6})"
_OBJECTS = (
    Pattern(
        r"\b(?:satisfied|dissatisfied|happy|unhappy|pleased|content|impressed|disappointed)(?: or [\w-]+)? (?:(?:are|were) you )?with "
        + _NOUN
    ),
    Pattern(
        SENTENCE
        + r"(?:please )?(?:(?:how (?:do|did|would) you )?(?:rate|evaluate|assess|judge|like)) "
        + _NOUN
    ),
    Pattern(
        BEGIN
        + r"(?:do|did|would) you (?:like|enjoy|love|recommend|trust|value|approve of|support|favour|favor) "
        + _NOUN
    ),
    Pattern(r"\bhow much (?:do|did) you (?:like|enjoy|love|trust|value) " + _NOUN),
    Pattern(r"\bhow (?:was|were|is|are) your (?:experience|experiences|visit|time) (?:with|at|in) " + _NOUN),
    Pattern(r"\bdoing a (?:good|bad|poor) job (?:with|of|on|in) " + _NOUN),
    Pattern(r"\b(?:are|is|was|were) you satisfied by " + _NOUN),
)
_COPULA = Pattern(
    r"(?:^|(?<= ))(?:is|are|was|were|find|found|be|how) (?:[\w'-]+ ){0,8}?"
    r"(?:(?:very|quite|really|so) )?(?P<first>[\w'-]+) and (?:(?:very|quite|really|so) )?(?P<second>[\w'-]+)(?= |$)"
)
_TWO_QUESTIONS = Pattern(
    SENTENCE + r"(?:how|why|what|which|when|where|who) " + r"(?:[\w'-]+ ){0,14}?"
    r"(?P<second>and (?:why|how|what|which|where|who)(?: (?:[\w'-]+ )?(?:do|does|did|is|are|was|were|would|will|should|can|have|has)\b| \?))"
)
_WITH_REASON = Pattern(
    r"(?:\b(?:do|would|don't) you (?:agree|support|favour|favor|believe|think|oppose)|"
    + SENTENCE
    + r"should) "
    r"(?:[\w'-]+ ){1,14}?(?P<second>because) [\w'-]+"
)
_MEASURES = Pattern(
    r"\b(?:what (?:is|are|was)|what's|enter|give|state) your (?P<first>[\w-]+(?: [\w-]+)?) and (?:your )?(?P<second>[\w-]+(?: [\w-]+)?)"
)
_AFTER_SHOULD = Pattern(
    r"(?<![\w'-])[\w'-]+ (?P<first>[\w'-]+) (?:[\w'-]+ ){1,7}?and (?P<second>[\w-]+) [\w'-]+"
)
_SHOULD = Pattern(SENTENCE + r"(?:should|must) " + _AFTER_SHOULD.source)
_TWO_GERUNDS = Pattern(
    r"\b(?:support|oppose|favour|favor|enjoy|like|dislike|recommend) (?P<first>[\w-]+ing) (?:[\w'-]+ ){0,6}?and (?P<second>[\w-]+ing)\b"
)
_TWO_CLAIMS = Pattern(
    r"^i (?:(?:usually|often|always|rarely|never|really|generally|carefully|regularly|sometimes) )?(?P<first>[\w']+) "
    r"(?P<between>(?:[\w'-]+ ){0,7}?)and (?:i )?(?:(?:usually|often|always|really|also) )?(?P<second>[\w']+)\b(?P<rest>.{0,80})"
)
_ABSTAIN_BEFORE = Pattern(
    r"\b(?:such as|like|including|e \. g|between|for example|whether|with|if|to|balance|relationship|relations|difference)\b"
)
_REFERS_BACK = Pattern(r"\b(?:it|them|this|that|there|so|then)\b")
_NAMES_A_THING = Pattern(
    r" (?!(?:to|for|with|at|in|on|of|when|than|enough|is|are|was|were|do|does|did|about|by|or|as|and|so|but)\b)\w"
)
"""After "clean and safe": a noun they describe, so that they are no verdict."""
_ONE_NAME = Pattern(r"[A-Z][\w'’-]* (?:and|&) [A-Z]")
_HOLLOW = frozenset(
    ["i", "you", "we", "they", "he", "she", "it", "then", "so", "not", "if", "when", "how", "why", "what"]
)


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
    if " and " not in text.folded and " because " not in text.folded:
        return
    frames = _STATEMENT_FRAMES if is_statement(item) and "?" not in text.words else _QUESTION_FRAMES
    for frame in frames:
        match = frame(text)
        if match is not None and not _one_thing(text, match):
            yield Notice(
                "two questions share one answer",
                text.span(
                    match.start("first") if "first" in match.re.groupindex else match.start("second"),
                    match.end("second"),
                ),
                "make two items of it, or keep the half that matters",
            )
            return


def _one_thing(text: Wording, match: re.Match[str]) -> bool:
    """Whether the two halves are one: a fixed pair, a name, or examples in a list."""
    around = text.folded[max(0, match.start("second") - 40) : match.end("second")]
    pairs = lexicon("fixed_pairs")["pairs"]
    tokens = around.split()
    if any(" ".join(tokens[place : place + 3]) in pairs for place in range(len(tokens))):
        return True
    span = text.span(max(0, match.start("second") - 20), match.end("second"))
    return bool(span and _ONE_NAME.search(text.text[span[0] : span[1]]))


def _objects(text: Wording) -> re.Match[str] | None:
    for pattern in _OBJECTS:
        for match in pattern.finditer(text.folded):
            first, second = match["first"].split(), match["second"].split()
            hollow = second[0] in _HOLLOW or "or" in first or _ABSTAIN_BEFORE.search(match["first"])
            if not hollow and not (_describes(first[-1]) and _describes(second[0])):
                return match
    return None


def _describes(word: str) -> bool:
    praise = lexicon("loaded")
    return (
        word in lexicon("evaluation")["adjectives"]
        or word in praise["praise"]
        or word in praise["praise_anywhere"]
    )


def _adjectives(text: Wording) -> re.Match[str] | None:
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
            return match
    return None


def _policies(text: Wording) -> re.Match[str] | None:
    """Two things a public body should do: "should the town widen roads and close car parks"."""
    verbs = lexicon("verbs")["policy"]
    match = _SHOULD.search(text.folded)
    while match is not None:
        if match["first"] in verbs:
            return match if match["second"] in verbs else None
        match = _AFTER_SHOULD.match(text.folded, match.start("first"))
    return None


def _facts(text: Wording) -> re.Match[str] | None:
    facts = lexicon("evaluation")["facts"]
    match = _MEASURES.search(text.folded)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    return match if first in facts and (second in facts or second.split()[0] in facts) else None


def _plain(pattern: Pattern) -> Callable[[Wording], re.Match[str] | None]:
    return lambda text: pattern.search(text.folded)


def _gerunds(text: Wording) -> re.Match[str] | None:
    return _TWO_GERUNDS.search(text.folded)


def _claims(text: Wording) -> re.Match[str] | None:
    match = _TWO_CLAIMS.search(text.folded)
    if match is None or _REFERS_BACK.search(match["rest"]) or _ABSTAIN_BEFORE.search(match["between"]):
        return None
    verbs = lexicon("verbs")["finite"]
    begins = match["first"] in verbs or match["first"].endswith("n't")
    return match if begins and match["second"] in verbs and match["first"] != match["second"] else None


def _statement_adjectives(text: Wording) -> re.Match[str] | None:
    """Two attributes of a thing under judgement; those of the respondent are one trait too often."""
    match = None if text.words[:1] in (("i",), ("i'm",), ("is",), ("am",)) else _adjectives(text)
    return match if match and text.words[0] not in {"are", "be"} else None


_QUESTION_FRAMES = (
    _facts,
    _objects,
    _adjectives,
    _gerunds,
    _policies,
    _plain(_TWO_QUESTIONS),
    _plain(_WITH_REASON),
)
_STATEMENT_FRAMES = (_claims, _statement_adjectives)
