"""QW113: a verdict put to the respondent as a yes-or-no question."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, answers, is_statement, wording
from psychoseg.questionnaire import Item

_CLAIM = Pattern(
    BEGIN
    + r"(?:do|did|would|don't|can|could) you (?:really |honestly |also |personally |not )?(?:think|believe|feel|find|consider|agree|say|admit|accept) (?:that )?(?P<claim>(?!it is\b|it's\b|you\b|your (?:health|life|pain|own)\b|i\b|my\b)[^?]+)",
    "think believe feel find consider agree say admit accept",
)
_OURS_BEST = Pattern(
    BEGIN
    + r"((?:is|are|was|were|do|does|have|has) (?:our|we|us) (?:[\w'-]+ ){0,8}?(?:better|best|superior|faster|cheaper|greatest|finest|great|excellent|amazing))\b",
    "our we us",
)
_JOB = Pattern(
    r"\b(?:do|does|did|is|are|was|were|has|have|think|believe|feel) (?:[\w'-]+ ){1,7}?(?P<span>(?:do|doing|done) (?:a |an )(?:good|bad|poor|terrible|awful|lousy|horrible|great|excellent|amazing|fantastic|outstanding|wonderful) job)\b",
    "job",
)
_BEST_EVER = Pattern(
    BEGIN
    + r"((?:is|was|are|were) (?:this|it|that|our [\w-]+|the [\w-]+) (?:one of )?the (?:best|worst|greatest|most [\w-]+|finest|easiest|fastest) [^?]{0,60}?(?:you|you've|you have) (?:have )?ever)\b",
    "best worst greatest most finest easiest fastest",
)
_DO_ALL = Pattern(
    BEGIN
    + r"(should (?:we|congress|parliament|the government|the council|the city|[\w-]+) (?:do (?:everything|all|whatever|more) |continue |keep |fight |stand up )[^?]{0,60}?(?:to |for |from )?(?:stop|stopping|protect|protecting|defend|defending|save|saving|prevent|preventing|fight|fighting))\b",
    "everything all whatever more continue keep fight stand",
)
_IMPORTANT_THAT = Pattern(
    BEGIN + r"(how important is it (?:to you )?that (?!you\b|your\b)[^?]{3,80}? be [\w]+(?:ed|en|n|t|de))\b",
    "important",
)
_NOTICED = Pattern(
    BEGIN
    + r"(have you (?:noticed|seen|experienced) (?:an? |the |how )?(?:big |great |marked |recent )?(?:improvements?|decline|deterioration|drop|improved) in (?:our|the|your))\b",
    "noticed seen experienced",
)
_BEYOND = Pattern(r"\b((?:went|go|goes|going) above and beyond)\b", "above")
_BAD_AT = Pattern(
    BEGIN
    + r"((?:is|was|are|were) (?:your|our|the|this) (?:[\w'-]+ ){1,4}?(?:bad|poor|terrible|awful|useless|great|brilliant) at)\b",
    "bad poor terrible awful useless great brilliant",
)
_EXTREME = Pattern(
    BEGIN + r"(?:is|was|are|were) (?:the|our|your|this|that|it|their) (?:[\w'-]+ ){0,5}?(?P<word>[\w-]+) \?"
)
_ASIDE = Pattern(
    r", ((?:a|an|the|who|which) (?:[\w'-]+ ){0,3}?(?:who|which|that|whose|known|has|have) (?:has|have|is|are|was|were|had|never|always|been|for|to)\b[^?,]{3,120})(?=[?,] ?|$)",
    "who which that whose known has have",
)
_TOO = Pattern(
    BEGIN
    + r"(?:do you (?:think|believe|feel|find) |did you (?:think|feel|find) )?(?:that )?(?:is|are|was|were|has|have|did|does|do|the|our|your|this|it|mainstream) (?!anyone\b|you\b)(?:(?!because\b|if\b|when\b|so\b)[\w'-]+ ){0,9}?(?P<too>(?:much |far |way )?too (?:much|many|little|few|[\w-]+))(?! (?:or|to)\b)"
)
_MOST = Pattern(r"\bthe most [\w-]+(?: \w+){0,3}", "most")
_PROTECT = Pattern(
    BEGIN
    + r"((?:do you want|would you like|do you wish|shouldn't we|should we|should we not|must we) (?:us )?(?:to )?(?:protect|save|defend|rescue|stop) (?:our|the|innocent|your children|children|american|british)\b)",
    "protect save defend rescue stop",
)
_WORRIED = Pattern(
    BEGIN
    + r"(are you (?:not )?(?:fed up|sick of|sick and tired|tired of|outraged|appalled|disgusted|alarmed|angry|shocked))\b",
    "fed sick tired outraged appalled disgusted alarmed angry shocked",
)
_TROUBLE = Pattern(
    BEGIN
    + r"(do you have (?:a |any )?(?:problem|problems|concerns|issues|complaints|trouble) (?:about|with) (?:your )?(?:boss|line manager|manager|supervisor|teacher|teachers|colleagues|coworkers|co-workers|landlord|neighbours|neighbors|employer|doctor|our [\w-]+))\b",
    "problem problems concerns issues complaints trouble",
)
_ALARMED = Pattern(
    BEGIN + r"(how (?:alarmed|outraged|appalled|disgusted|shocked|horrified|fed up) (?:are|were) you)\b",
    "alarmed outraged appalled disgusted shocked horrified fed",
)
_WORRIED_ABOUT = Pattern(
    BEGIN
    + r"((?:are you|how) (?:very |deeply )?(?:worried|concerned|alarmed)(?: are you)? about (?:the |our )?(?:[\w-]+ )?(?:poor|terrible|dire|deplorable|unfair|extreme|rise in|growing|rising tide|decline in|spread of|threat of|flood of|breakdown of))\b",
    "worried concerned alarmed",
)
_DOOM = Pattern(
    BEGIN
    + r"(how (?:worried|concerned|scared|afraid|frightened) are you (?:about|of) [^?]{3,60}? (?:because of|due to|caused by|given) [^?]{3,60})",
    "worried concerned scared afraid frightened",
)
_OVERDO = Pattern(
    BEGIN
    + r"(do you (?:eat|drink|watch|spend|smoke|play|use|buy) (?:[\w-]+ ){0,3}?too (?:much|many|little|few|often))\b",
    "too",
)
_IS_IT_IMPORTANT = Pattern(BEGIN + r"(is it important (?:to you |for you )?(?:that|to))\b", "important")
_WOULD_SAY = Pattern(
    BEGIN
    + r"(would you say (?:that )?(?:you are|you were|our|the|it is|it was|your) (?:[\w'-]+ ){0,5}?(?:satisfied|happy|pleased|fast|good|excellent|helpful|friendly|great|easy|clear|useful|reliable|fair|professional|knowledgeable|competent|approachable|attentive|courteous|polite|responsive|efficient|effective|comfortable|valuable|interesting|affordable|delicious|clean|safe))\b",
    "say",
)
_IDEA = Pattern(
    BEGIN
    + r"do you (?:think|believe|feel|agree) (?:that )?(?:[\w'-]+ ){1,9}?(?P<span>(?:a|an) (?:good|great|bad|terrible|wonderful|excellent|poor) (?:idea|thing|plan|move|decision))\b",
    "idea thing plan move decision",
)
_COMPARED = Pattern(
    BEGIN
    + r"do you (?:think|believe|feel|agree|find) (?:that )?(?!you\b|your\b|things\b|life\b)(?:[\w'-]+ ){1,8}?(?P<span>(?:stands? out |looks? |works? |tastes? |is |are |feels? )(?:much |far )?(?:better|worse|nicer|easier|safer|superior|healthier|cleaner|faster))\b(?! off\b| than (?:it|you|they|in|last|before|five|ten|a)\b)",
    "better worse nicer easier safer superior healthier cleaner faster",
)
_WORTH = Pattern(
    BEGIN
    + r"(how important is it (?:to you )?that (?:we|our|the government|congress|parliament) (?:stop|stops|end|ends|protect|protects|defend|defends|fight|fights))\b",
    "important",
)
_FAIR_TO_SAY = Pattern(
    BEGIN
    + r"(would it be (?:fair|true|accurate) to say|is it fair to say|i take it|can we (?:safely )?assume|are we right (?:in thinking|to think|that))\b",
    "say take assume right",
)
_BLAMED = Pattern(
    BEGIN
    + r"(?:is|are|was|were) (?!your\b|you\b)(?:[\w'-]+ ){1,5}?((?:to blame|out of control|a disgrace|a scandal))\b",
    "blame control disgrace scandal",
)
_FORCED = Pattern(BEGIN + r"should (?:[\w'-]+ ){1,5}?(be forced to)\b", "forced")
_WRONG = Pattern(
    BEGIN
    + r"(do you (?:think|believe|feel) (?:that )?it(?: is|'s) (?:wrong|unfair|immoral|right|fair|unacceptable) (?:to|that|for))\b",
    "wrong unfair immoral right fair unacceptable",
)
_EXCEEDED = Pattern(
    r"\b((?:exceed|exceeded|surpass|surpassed) your (?:expectations|hopes))\b(?!.{0,80}\b(?:short|below|fail|failed|disappoint|less)\b)",
    "expectations hopes",
)
_FITS = Pattern(BEGIN + r"(are you the (?:sort|kind|type) of person who)\b", "sort kind type")
_BOTH = Pattern(r"\b(?:or|neither|versus|whether)\b")


@rule(
    "QW113",
    languages=("en",),
    source="Payne (1951), The Art of Asking Questions; Converse & Presser (1986), Survey Questions",
)
def slanted_claim(item: Item) -> Iterator[Notice]:
    """A verdict, or an accusation, that people are asked to confirm.

    Why it matters
        Saying yes is easier than arguing, so a verdict is confirmed more often than people would have
        given it themselves.

    Instead of
        Do you think that our soups are the best in town?
        Was the tour too long?

    Write
        How do you rate our soups compared with others in town?
        Was the tour too long, too short, or about right?
    """
    text = wording(item.text)
    if is_statement(item):
        return
    span = _verdict(text) or _said_for_them(text, item)
    if span is not None:
        yield Notice(
            "a verdict is put to people to confirm",
            span,
            "ask for their own judgement, with both ends: “good or bad”, “too long, too short or about right”",
        )


def _verdict(text: Wording) -> tuple[int, int] | None:
    for plain in (
        _PROTECT,
        _WORRIED,
        _ALARMED,
        _WORRIED_ABOUT,
        _DOOM,
        _OVERDO,
        _IS_IT_IMPORTANT,
        _TROUBLE,
        _WORTH,
        _FITS,
        _FAIR_TO_SAY,
        _WRONG,
        _EXCEEDED,
        _BLAMED,
        _FORCED,
        _DO_ALL,
        _NOTICED,
        _BEYOND,
        _IMPORTANT_THAT,
        _BEST_EVER,
    ):
        match = text.search(plain)
        if match is not None and not _BOTH.search(text.folded[match.end() :]):
            return text.span_of(match, 1)
    question = text.question
    at = text.question_start
    if not {"or", "neither", "versus", "whether"}.isdisjoint(question.split(" ")):
        return None
    for plain in (_OURS_BEST, _BAD_AT):
        match = plain.search(question) if text.has(plain.needs) else None
        if match is not None:
            return text.span(at + match.start(1), at + match.end(1))
    for spanned in (_IDEA, _COMPARED):
        match = spanned.search(question) if text.has(spanned.needs) else None
        if match is not None:
            return text.span(at + match.start("span"), at + match.end("span"))
    match = _JOB.search(question) if text.has(_JOB.needs) else None
    if match is not None:
        return text.span(at + match.start("span"), at + match.end("span"))
    extreme = lexicon("slant")["extreme"] | lexicon("slant")["faults"]
    match = None if text.vocabulary.isdisjoint(extreme) else _EXTREME.search(question)
    if match is not None and match["word"] in extreme:
        return text.span(at + match.start("word"), at + match.end("word"))
    match = _ASIDE.search(question) if text.has(_ASIDE.needs) and "," in text.words else None
    if match is not None and question.startswith(("would ", "do ", "will ", "should ", "could ")):
        return text.span(at + match.start(1), at + match.end(1))
    if "too" in text.vocabulary:
        match = _TOO.search(question)
        if match is not None and "how" not in question.split(" ", 3)[:2]:
            return text.span(at + match.start("too"), at + match.end("too"))
    claim = _CLAIM.search(question) if text.has(_CLAIM.needs) else None
    if claim is None:
        return None
    return _slant(text, at + claim.start("claim"), at + claim.end("claim"))


def _said_for_them(text: Wording, item: Item) -> tuple[int, int] | None:
    """A verdict put into the respondent's mouth, with nothing to say instead but no."""
    offered = {answer.strip(" .") for answer in answers(item)}
    if offered - {"yes", "no", "not sure", "don't know"} or ":" in text.words:
        return None
    match = text.search(_WOULD_SAY)
    if match is None or not {"or", "very", "how"}.isdisjoint(text.folded[match.start() :].split(" ")):
        return None
    return text.span_of(match, 1)


def _slant(text: Wording, start: int, end: int) -> tuple[int, int] | None:
    """The words of a claim that accuse or exaggerate."""
    terms, position = lexicon("slant"), start
    words = text.folded[start:end].split(" ")
    for at, word in enumerate(words):
        stop = position + len(word)
        before = words[at - 1] if at else ""
        if word in terms["accusing"] or (word in terms["superlatives"] and before in {"the", "our"}):
            return text.span(position, stop)
        if word in terms["faults"] and ("find" in text.vocabulary or "found" in text.vocabulary):
            return text.span(position, stop)
        if word in terms["extreme"] and before in {
            "is",
            "are",
            "was",
            "were",
            "an",
            "a",
            "so",
            "such",
            "been",
            "be",
            "really",
        }:
            return text.span(position, stop)
        if word in terms["deeds"] and at and before not in {"not", "never"}:
            return text.span(position, stop)
        position = stop + 1
    match = _MOST.search(text.folded[start:end])
    return text.span(start + match.start(), start + match.end()) if match else None
