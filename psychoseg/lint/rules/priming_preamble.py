"""QW106: facts and feelings placed before the question."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(
    [
        "given", "considering", "knowing", "light", "view", "mind", "now", "since", "as", "with", "seeing", "because", "despite", "thanks", "due", "reminded", "remembering", "if", "our", "always", "never",
        "best", "worst", "aware", "bearing", "keeping", "after", "though", "spite",
    ]
)  # fmt: skip
_ASKS = r"(?:do|does|did|would|will|should|could|can|is|are|was|were|have|has|how|what|which|why|who|when|where|don't|shouldn't|wouldn't|isn't|aren't)"
_HARMLESS = (
    r"(?!everything|all things|all\b|both|either|the (?:following|nature|choice|option|opportunity|scale|information (?:below|above))|these\b|your (?:own|current|present|experience|last|most|answers?|situation|health|age|overall)"
    r"|a choice|a scale|how|what|where|when|only|just|whether)"
)
_CLAUSES = (
    Pattern(BEGIN + r"(with (?:the|our|this) (?:[\w'-]+ ){1,5}?(?:the way it is|as it is|being what it is|in its present state)) , " + _ASKS + r"\b", "way as being state"),
    Pattern(BEGIN + r"(since (?:our|we|the new|the latest|the recent) (?:[\w'-]+ ){1,6}?[\w-]{2,}ed\b[^?.]{0,120}?), " + _ASKS + r"\b", "since"),
    Pattern(BEGIN + r"((?:given|considering|bearing in mind|keeping in mind|in light of|in view of|in the face of|knowing|remembering|thanks to|due to|despite) " + _HARMLESS + r"[^?.]{3,160}?), (?:(?:for|on|during|at|in) (?:your|the|this|our) (?:[\w'-]+ ){1,4}?(?:, )?)?" + _ASKS + r"\b", "given considering bearing keeping light view face knowing remembering thanks due despite"),
    Pattern(BEGIN + r"(because (?!you\b|your\b|i\b|of\b)[^?.,]{5,120}), (?:should|must|do you (?:think|support|agree|favou?r|oppose)|would you (?:support|agree|favou?r|oppose))\b", "because"),
    Pattern(BEGIN + r"(with (?:record|soaring|spiralling|rising|falling) (?:[\w'-]+ ){1,6}?), " + _ASKS + r"\b", "record soaring spiralling rising falling"),
    Pattern(BEGIN + r"(after (?:[\w'-]+ ){1,4}?(?:embarrassing|disastrous|shocking|shameful|humiliating|successful|record|triumphant|painful) [^?.,]{2,60}), " + _ASKS + r"\b", "embarrassing disastrous shocking shameful humiliating successful record triumphant painful"),
    Pattern(BEGIN + r"((?:given|considering|knowing|seeing|keeping in mind|bearing in mind|in view of the fact|in light of the fact|remembering) (?:that|how) [^?.]{3,160}?), " + _ASKS + r"\b", "given considering knowing seeing keeping bearing view light remembering"),
    Pattern(BEGIN + r"(now that [^?.]{3,120}?), " + _ASKS + r"\b", "now"),
    Pattern(BEGIN + r"((?:since|because|as|seeing as) (?:our|the|so many|most|many|everyone|we|it|they|people|there|this|prices|crime|taxes) (?:[\w'-]+ ){0,6}?(?:is|are|has|have|was|were|can|will|do|does|need|needs|costs?|causes?|saves?|helps?|kills?|harms?)\b(?! you\b)[^?.]{0,120}?), " + _ASKS + r"\b", "since because as"),
    Pattern(BEGIN + r"(as (?:you|we all|we|everyone|everybody) (?:may |might |will |probably |all |surely )?(?:know|knows|are aware|have heard|can see|agree|remember)\b)", "know knows aware heard see agree remember"),
    Pattern(BEGIN + r"(with (?:[\w'-]+ ){1,8}?(?:rising|soaring|increasing|growing|falling|on the rise|at risk|at stake|under threat|in crisis|out of control|so high|so low|so many)\b[^?.]{0,60}?), " + _ASKS + r"\b", "rising soaring increasing growing falling rise risk stake threat crisis control high low many"),
    Pattern(BEGIN + r"do you (?:think|believe|support|agree|favou?r|oppose|want|feel) [^?]{5,120}? (?P<late>(?:even though|despite the fact|in spite of the fact|knowing that|given that|considering that) [^?]{3,160})", "though despite spite knowing given considering"),
    Pattern(BEGIN + r"((?:are|were) you aware (?:that|of the fact)|did you know that)\b", "aware know"),
)  # fmt: skip
_NEUTRAL = Pattern(
    r"\b(?:some|others|next|following|question|questions|please|thank|survey|card|scale|like to know|like to ask|ask you|interested in your|tell us|want to know|thinking|imagine|include|includes|including"
    r"|means|refers|called|defined|a lot of (?:talk|discussion)|people have different|people differ|there are|represents?|stands for|numbered|possible|for example|below|list of)\b"
)
_CLAIM = Pattern(
    r"\b(?:always|never|on top|first class|world class|top class|cutting edge|cut by|cancer|died|killed|deaths?|injured|bankrupt|than any other|recently (?:upgraded|improved|redesigned)|awesome|amazing|legendary|devastating|fixed|best|worst|better|first-class|world-class|success|successful|important|essential|vital|crucial|dangerous|harmful|deadly|kills?|dies?|poisons?|poisoned|suffers?|destroys?|destroying|ruins?"
    r"|crisis|proud|leading|leader|unique|save lives|saves lives|protects?|hard-working|hardworking|worry|worried|threat|threatens)\b"
)
_APPEAL = Pattern(
    r"(?:before you answer , )?(?:please )?(?:remember that|remember ,|don't forget|bear in mind|keep in mind|picture yourself|picture your|you would not want|you wouldn't want|no one wants|nobody wants|we know|we've worked|we have worked|you probably know)\b"
    r"(?!.{0,60}\b(?:right or wrong|your answers?|anonymous|confidential|survey|voluntary|time is|differ|differs|different|vary|everyone is)\b)"
)
_HARM = Pattern(
    r"\b(?:(?:badly|seriously) (?:hurt|maimed)|burning out|burnt out|burned out|millions (?:every|each|a) |turn away|turned away|has doubled|have doubled|has tripled|have tripled|earn less than|worked hard|hard-pressed|overworked|underpaid|really helps|or close \w+)\b"
)
_STARTS_ASKING = Pattern(r"(?:" + _ASKS + r"|rate|please|select|choose|tell|on a scale)\b")


@rule(
    "QW106",
    languages=("en",),
    source="Schwarz (1999), Self-reports: How the Questions Shape the Answers; Tourangeau, Rips & Rasinski (2000), The Psychology of Survey Response",
)
def priming_preamble(item: Item) -> Iterator[Notice]:
    """A question that begins with a fact or a feeling.

    Why it matters
        What people have just read is what they judge by; the answer measures the preamble.

    Instead of
        Given the long queues last winter, should the museum open earlier?

    Write
        Should the museum open earlier, open later, or keep its present hours?
    """
    text = wording(item.text)
    if is_statement(item) or "?" not in text.words:
        return
    span = _clause(text) if text.has(_TRIGGERS) else None
    span = span or _sentence(text)
    if span is not None:
        yield Notice(
            "what stands before the question sets the standard for the answer",
            span,
            "leave it out; put what people need to know in a neutral help text",
        )


def _clause(text: Wording) -> tuple[int, int] | None:
    for pattern in _CLAUSES:
        match = text.search(pattern)
        if match is not None:
            return text.span_of(match, 1)
    return None


def _sentence(text: Wording) -> tuple[int, int] | None:
    """A claim that values something, in a sentence of its own before the one that asks."""
    for start, end in text.sentences:
        if text.words[end - 1] == "?":
            return None
        said = " ".join(text.words[start:end])
        if _STARTS_ASKING.match(said) or (_NEUTRAL.search(said) and not _APPEAL.match(said)):
            continue
        praised = any(start <= first < end for _, first, _ in lexicon("loaded").find("praise_anywhere", text))
        charged = any(start <= first < end for _, first, _ in lexicon("loaded").find("charged", text))
        if praised or charged or _CLAIM.search(said) or _APPEAL.match(said) or _HARM.search(said):
            return text.span_of_words(start, end)
    return None
