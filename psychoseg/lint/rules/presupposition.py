"""QW103: something taken for granted that the respondent may not grant."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, answers, is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(
    ["in", "tell", "after", "explain", "describe", "say", "share", "please", "how", "what", "what's", "is", "why", "when", "where", "which", "who", "have", "do", "does", "are", "if"]
)  # fmt: skip
_OWN = r"(?:our|ours|us|the|this|these|today's|yesterday's|your (?:visit|stay|time|trip|meal|session|lesson|lessons|class|classes|experience)|[\w-]+'s|using|shopping|working with)"
_EFFECT = (
    r"(?:improve[ds]?|helped|help|helps|benefit(?:s|ed|ted)?|enhance[ds]?|simplif(?:y|ies|ied)|boost(?:s|ed)?|strengthen(?:s|ed)?"
    r"|transform(?:s|ed)?|enrich(?:es|ed)?|reduce[ds]?|increase[ds]?|save[ds]?|harm(?:s|ed)?|hurt|worsen(?:s|ed)?|damage[ds]?|make .{1,40} (?:better|easier|worse|happier)"
    r"|made .{1,40} (?:better|easier|worse|happier|harder))"
)
_FEELS = r"(?:love|loved|adore|adored|hate|hated|loathe|detest|like|liked|enjoy|enjoyed|dislike|disliked|appreciate|appreciated|value|admire|miss)"
_FRAMES = (
    Pattern(BEGIN + r"(how much (?:did|has|have|does|do|will|would) (?:(?!or )[\w'-]+ ){1,7}?(?:improve[ds]?|help(?:s|ed)?|benefit(?:s|ed)?|enhance[ds]?|simplif(?:y|ies|ied)|boost(?:s|ed)?|increase[ds]?|reduce[ds]?))\b(?! (?:or|you to|of)\b)", "improve improved improves help helps helped benefit benefits benefited enhance enhanced enhances simplify simplifies simplified boost boosts boosted increase increased increases reduce reduced reduces"),
    Pattern(BEGIN + r"(what makes (?:our|us|this|these|[\w-]+'s) (?:[\w'-]+ ){0,4}?(?:better|best|great|special|different|unique|superior|so))\b", "makes"),
    Pattern(BEGIN + r"((?:which|what)(?: one)? of our (?:[\w'-]+ ){1,4}?(?:is|are|was|were|do you) (?:your (?:absolute )?favou?rite|like (?:best|most)|love|enjoy))\b", "our"),
    Pattern(
        BEGIN
        + r"(?!(?:what|which|who)(?:'s| is| are| was| were)? your\b)(?:[\w'-]+ ){1,9}?(your (?:absolute |all-time )?favou?rite)\b",
        "favorite favourite",
    ),
    Pattern(BEGIN + r"(do you prefer (?:our|the (?:great|fresh|rich|refreshing|delicious|smooth|superior|authentic|natural) \w+ of))\b", "prefer"),
    Pattern(BEGIN + r"(how (?:useful|helpful|effective|valuable|successful|important) (?:was|were|is|are|has|have) (?:[\w'-]+ ){1,8}?in (?:helping|improving|increasing|reducing|supporting|enabling|getting|making|saving))\b", "saving helping improving increasing reducing supporting enabling getting making"),
    Pattern(BEGIN + r"(what (?:did|do) you (?:find|found) (?:most |so |particularly )?(?:confusing|difficult|frustrating|annoying|hard|boring|irritating|disappointing|enjoyable|exciting|inspiring) (?:about|in|with))\b", "find found"),
    Pattern(BEGIN + r"(in what ways? (?:has|have|did|does|do) (?!you\b)(?:[\w'-]+ ){1,6}?" + _EFFECT + r")\b", "ways way"),
    Pattern(BEGIN + r"(what benefits (?:has|have|did) (?!you\b)(?:[\w'-]+ ){1,8}?(?:brought|bring|given|give|had|have|produced|produce))\b", "benefits"),
    Pattern(BEGIN + r"(how (?:has|have|did) (?!you\b|your\b)(?:[\w'-]+ ){1,6}?changed? (?:the way (?:you|your)|how you))\b", "change changed"),
    Pattern(BEGIN + r"(what (?:most )?(?:frustrates|annoys|bothers|irritates|confuses|infuriates|delights|excites) you (?:most )?(?:about|in|with|when))\b", "frustrates annoys bothers irritates confuses infuriates delights excites"),
    Pattern(BEGIN + r"(how much (?:has|have) (?:(?!or )[\w'-]+ ){1,5}?(?:gone (?:up|down)|risen|fallen|grown|worsened|dropped))\b(?! or\b)", "gone risen fallen grown worsened dropped"),
    Pattern(BEGIN + r"(tell us (?:about )?how (?:our|the|this) (?:(?!could\b|can\b|might\b|should\b|would\b|you\b)[\w'-]+ ){1,5}?(?:went|exceeded|made|improved|helped|saved|delighted))\b", "tell"),
    Pattern(BEGIN + r"(when you (?:argue|fight|quarrel|lie|cheat|lose your temper)\b)(?=[^?]{0,60}, (?:who|why)\b)", "argue fight quarrel lie cheat lose"),
    Pattern(BEGIN + r"(why did you have (?:[\w-]+ )?(?:difficulty|difficulties|trouble|problems|problem|issues|concerns))\b", "why"),
    Pattern(BEGIN + r"(is there any reason (?:why )?(?:you|not))\b", "reason"),
    Pattern(
        BEGIN + r"(how (?:has|have|did|does|do|is|are|will|would) (?:(?!or )[\w'-]+ ){1,7}?" + _EFFECT + r")\b(?! (?:or|you to)\b)", "improve improved improves helped help helps benefit benefits benefited benefitted enhance enhanced enhances simplify simplified simplifies boost boosted boosts strengthened strengthen strengthens transform transformed transforms enrich enriched enriches reduce reduced reduces increase increased increases save saved saves harm harmed harms hurt worsen worsened worsens damage damaged damages make made"),
    Pattern(BEGIN + r"(how much (?:more |less )?(?:do|did|does|have|will|are) (?:you|your \w+) (?:really )?" + _FEELS + r" )(?:being |having )?" + _OWN + r"\b", "love loved adore adored hate hated loathe detest like liked enjoy enjoyed dislike disliked appreciate appreciated value admire miss"),
    Pattern(BEGIN + r"(how much (?:more|less|better|easier|faster|happier|safer|worse|greater|higher) )(?!time\b|often\b|or\b|money\b|than\b)", "more less better easier faster happier safer worse greater higher"),
    Pattern(BEGIN + r"(what (?:do|did|does|would) (?:you|your \w+) (?:most |really |particularly |especially )?(?:love|loved|adore|hate|loathe|detest)\b)", "love loved adore hate loathe detest"),
    Pattern(
        BEGIN
        + r"(what (?:things? |features? |aspects? )?(?:do|did) you (?:most |least |really |particularly |especially )?(?:like|enjoy|dislike|appreciate|value|admire)(?: (?:most|best|least|the most|the least))? "
        r"(?:about|in|of|with) )(?:our|ours|us|this|these|[\w-]+'s)\b", "like enjoy dislike appreciate value admire"),
    Pattern(BEGIN + r"(why (?:is|was|are|were) (?:[\w'-]+ ){1,6}?(?:so|such|better|best|superior|inferior|worse|worst|failing)\b)", "why"),
    Pattern(BEGIN + r"(why (?:do|did|does) (?:you|people|customers|users|so many \w+) (?:love|hate|adore|enjoy|admire|trust|prefer)\b)", "why"),
    Pattern(BEGIN + r"(why (?:do|did|would|should) (?:[\w'-]+ ){1,3}?(?:choose|chose|prefer|pick|buy|want) (?:us|our)\b)", "why"),
    Pattern(BEGIN + r"((?:where|when|how often|with whom|who) do you (?:like|love|enjoy|prefer) (?:to |[\w-]{2,}ing\b))", "like love enjoy prefer"),
    Pattern(BEGIN + r"(when did you (?:\([^)]{1,30}\) |last |first |finally |or will you )?(?:stop|quit|give up|lose|cheat|lie|steal|realise|realize|fall in love)\b)", "stop quit give lose cheat lie steal realise realize fall"),
    Pattern(BEGIN + r"(when (?:did|will) you (?:stop|quit|give up|start (?:saving|using|taking|caring|paying))\b)", "stop quit give start"),
    Pattern(BEGIN + r"((?:have|has|are|did) you (?:finally |already |yet )?(?:stopped|stopping|stop|quit|given up|giving up|give up) (?:your |being |over|[\w-]{3,}ing\b))", "stopped stopping stop quit given giving give"),
    Pattern(BEGIN + r"((?:do you|are you|why do you|why are you) still (?:believe|think|support|trust|waste|wasting|beat|cheat|ignore|insist|refuse|deny|supporting|paying too))\b", "still"),
    Pattern(
        BEGIN
        + r"(what (?:kinds? of |sort of |other )?(?:problems|issues|difficulties|challenges|complaints|frustrations|concerns|troubles|bugs|errors|delays) (?:do|did|have|are) you\b)(?! (?:think|believe))", "problems issues difficulties challenges complaints frustrations concerns troubles bugs errors delays"),
    Pattern(BEGIN + r"((?:what|which)(?:'s| is| was| are| were| do you think is) (?:the |your )(?:best|greatest|worst|most \w+) (?:thing|things|feature|features|part|aspect|aspects) (?:about|of|in) (?:our|this|the|your (?:manager|boss|team|company|employer|school|teacher)|[\w-]+'s))\b", "best greatest worst most"),
    Pattern(BEGIN + r"(what (?:made|makes|persuaded|convinced|inspired) you (?:to )?(?:fall in love|love|choose|prefer|adore|trust)\b)", "made makes persuaded convinced inspired"),
    Pattern(r"\b(do(?:es)? the (?:best|worst) (?:job|work))\b", "best worst"),
    Pattern(BEGIN + r"(if you (?:really )?(?:love|loved|like|enjoy|enjoyed|care about|value|appreciate) [^,?]{2,80}, )(?:would|will|do|are|should|how|can)\b", "if"),
    Pattern(BEGIN + r"(what (?:is it that you|(?:do|did) (?:you|your \w+)) (?:like|enjoy|enjoyed|value|appreciate|admire|dislike) (?:(?:the )?(?:most|best|least) )?(?:about|in|of|with))\b(?! (?:living\b|yourself\b|your (?:job|life|work|neighbou?rhood|home|area|town|community|self|body)\b))", "like enjoy enjoyed value appreciate admire dislike"),
    Pattern(BEGIN + r"(why (?:do|did|does) (?:you|your \w+) (?:always |often |usually |still |never )?(?:like|use|watch|eat|drink|smoke|support|oppose|need|decide|avoid|believe|dislike|read|shop|study|work))\b(?! (?:so|that|this way|that way)\b)", "why"),
    Pattern(BEGIN + r"((?:what|which)(?:'s| are| were| is| was)? (?:do you (?:think|see|consider) (?:are |as |to be )?)?(?:the )?(?:main |biggest |key |greatest |major |greatest )?(?:benefits?|advantages?|disadvantages?|strengths|weaknesses|drawbacks?|downsides?|upsides?) (?:of|to|with|in))\b", "benefit benefits advantage advantages disadvantage disadvantages strengths weaknesses drawback drawbacks downside downsides upside upsides"),
    Pattern(BEGIN + r"(what (?:do you think|are your thoughts|is your opinion) (?:about|of|on) the (?:benefits|advantages|disadvantages|strengths|weaknesses|drawbacks|downsides|dangers|harms))\b", "benefits advantages disadvantages strengths weaknesses drawbacks downsides dangers harms"),
    Pattern(BEGIN + r"(how long have you (?:been|felt) (?:dissatisfied|unhappy|unsatisfied|frustrated|disappointed|bored|stressed|overworked|underpaid|planning|thinking of leaving|ignoring|avoiding))\b", "long"),
    Pattern(BEGIN + r"(why (?:don't|didn't|haven't|won't|aren't) you)\b", "don't didn't haven't won't aren't"),
    Pattern(BEGIN + r"(who (?:do you|would you|should we|should people) blame for|who (?:do you think )?is (?:most )?to blame for)\b(?!.*, .* or )", "blame"),
    Pattern(BEGIN + r"(what (?:sacrifices|steps|changes) are you (?:personally )?(?:willing|prepared) to)\b", "sacrifices steps changes"),
    Pattern(BEGIN + r"(how (?:frustrating|annoying|boring|exciting|disappointing|irritating|inspiring|confusing|stressful) (?:was|is) (?:it|that))\b", "frustrating annoying boring exciting disappointing irritating inspiring confusing stressful"),
    Pattern(BEGIN + r"((?:please )?(?:tell us|explain|describe|say|share) why you (?:love|hate|like|dislike|enjoy|prefer|chose|choose|trust|support|oppose|think (?:that )?(?:our|the|this|your) (?:[\w'-]+ ){1,4}?(?:is|are) (?:the )?(?:best|worst|greatest|better|great|superior|finest)))\b", "why"),
    Pattern(BEGIN + r"((?:what|which) (?:medicines?|medications?|prescriptions?|vitamins|supplements|painkillers|instruments?) do you (?:take|use|play))\b", "what which"),
    Pattern(BEGIN + r"(how (?:confused|upset|annoyed|overwhelmed|irritated) (?:are|were|do|did) you (?:get |feel |become )?(?:when|by|in|with|about) (?:our|the|this|using))\b", "confused upset annoyed overwhelmed irritated"),
    Pattern(BEGIN + r"(which (?:one |two |three )?of (?:the following|these|the) (?:benefits|advantages|disadvantages|drawbacks|strengths|weaknesses) (?:of|to|with))\b", "benefits advantages disadvantages drawbacks strengths weaknesses"),
    Pattern(BEGIN + r"(which of our (?:[\w'-]+ ){1,3}?(?:helped|benefited|saved|impressed|delighted|did you like|did you enjoy))\b", "our"),
    Pattern(BEGIN + r"(how (?:satisfied|happy|pleased) (?:or (?:dissatisfied|unhappy) )?(?:are|were) you with (?:our|the|these) (?:recent |new |latest )?(?:improvements?|enhancements?|upgrades?))\b", "improvement improvements enhancement enhancements upgrade upgrades"),
    Pattern(BEGIN + r"(what (?:keeps|prevents|stops|is (?:keeping|preventing|stopping)) you from)\b", "keeps prevents stops keeping preventing stopping"),
    Pattern(BEGIN + r"((?:how soon|when) will you (?:be )?(?:buy|buying|switch|switching|upgrade|upgrading|join|joining|order|ordering|renew|renewing|recommend|recommending|quit|quitting|replace|replacing))\b", "will"),
    Pattern(SENTENCE + r"(after (?!you\b)[\w-]{3,}ing (?:[\w'-]+ ){1,8}?, how did (?:you|your \w+) (?!feel|rate|find|get|hear|travel|pay|manage)[\w-]+)", "after"),
    Pattern(BEGIN + r"(where do you (?:usually |normally |mostly |often )?(?:go )?(?:drink|drinking|party|partying|smoke|gamble|gambling|clubbing))\b", "where"),
    Pattern(BEGIN + r"((?:which|what) (?:(?:brand|make|kind|type|sort)s? of )?(?:beer|wine|alcohol|spirits?|cigarettes?|cigars?|car|cars|mutual funds?|funds?|stocks?|shares|gun|guns|drugs?|pets?|dog|cat|motorcycle|boat|yacht) (?:do|does|did) (?:you|your \w+) (?:own|drink|smoke|drive|have|use|take|invest in|buy|prefer))\b", "which what"),
    Pattern(BEGIN + r"(?:where|how|when|who|what|which|how often) (?:[\w'-]+ ){1,5}?(your (?:second|other|next) (?:car|home|house|job|child|holiday home|phone|pet|property|marriage|tv|boat))\b(?! most)", "second other next"),
    Pattern(BEGIN + r"(how (?:excited|thrilled|delighted|eager|proud|grateful|impressed|pleased|disappointed|angry|outraged|frustrated) (?:are|were) you )(?!or\b)(?:about|for|to|by|with|at|that|when) (?:our|the|this|these|see|use|try|by|your new|new)\b", "excited thrilled delighted eager proud grateful impressed pleased disappointed angry outraged frustrated"),
)  # fmt: skip
_NEGATIVE_ONLY = Pattern(
    BEGIN
    + r"(how (?:dissatisfied|unsatisfied|displeased|unhappy|unprofessional|unfair|poorly|high|highly) (?:are|were|is|was|do|did|would) (?:you\b|your\b|our\b|the\b))",
    "dissatisfied unsatisfied displeased unhappy unprofessional unfair poorly high highly",
)
_HAPPY_TO = Pattern(
    BEGIN + r"(how (?:happy|glad|pleased|honoured|honored|proud) (?:are|were) you (?:to|that|when))\b",
    "happy glad pleased honoured honored proud",
)
_WHY_VERDICT = Pattern(
    BEGIN + r"(?P<span>why (?:is|was|are|were) (?:[\w'-]+ ){1,6}?(?P<word>[\w-]+)) \?", "why"
)
_KNOW_HOW = Pattern(
    r"\b(?P<span>do you (?:know|realise|realize|understand) (?:about )?how (?P<word>[\w-]+)) ",
    "know realise realize understand",
)
_REALISE = Pattern(BEGIN + r"((?:do|did) you (?:realise|realize) (?:that|how))\b", "realise realize")
_EVEN_BETTER = Pattern(
    r"\b((?:already|even) (?:great|good|better|excellent|amazing|wonderful))\b", "already even"
)
_BAD = Pattern(
    BEGIN
    + r"(how bad(?:ly)? (?:is|was|are|were) (?:our|the (?:service|food|staff|customer|product|quality|wait|delay|noise|lag|queue|traffic|smell)|this (?:product|service|company|organisation|organization|website|app)))\b",
    "bad badly",
)
_VERDICT = Pattern(
    BEGIN
    + r"how (?:very |really |absolutely )?(?P<word>[\w-]+)(?P<other> or [\w-]+)? (?:is|was|are|were|did|does|do you (?:think|find|feel)|do) (?!you\b|your (?:pain|day)\b|i\b|it\b|it \b)",
    "how",
)
_DOUBTED = Pattern(
    r"\b(?:if yes|if so|as compared|compared (?:to|with)|if any|if anything|if at all|whether|or not|if you (?:do|did|have|are|were)|or worse|or less|or has it|or have they|how, if)\b|, if "
)
_VOTED = Pattern(BEGIN + r"((?:who|whom|which (?:party|candidate|[\w-]+)) did you vote for)\b", "vote")
_HOW_MANY = Pattern(
    BEGIN
    + r"(how many (?:(?!people|hours|years|days)[\w'-]+ ){1,4}?do you (?:usually |normally |typically )?(?:smoke|drink|eat|watch|read|play|take|have to drink))\b(?!.*\bwhen you\b)",
    "smoke drink eat watch read play take",
)
_FROM_ONE = Pattern(r"^(?:1|one|2|two)(?:\b(?! or (?:fewer|less)| und)|$)")
_NO_VOTE = ("did not", "didn't", "none", "not ", "prefer", "no one", "nobody", "i did")
_ZERO = ("not at all", "did not", "didn't", "not enjoy", "none", "never", "nothing", "no ", "not ")


@rule(
    "QW103",
    languages=("en",),
    source="Payne (1951), The Art of Asking Questions; Fowler (1995), Improving Survey Questions; Willis & Lessler (1999), QAS-99, step 4a",
)
def presupposition(item: Item) -> Iterator[Notice]:
    """A question that takes something for granted.

    Why it matters
        Whoever does not share the assumption has no honest answer, and many give one all the same.

    Instead of
        How has the new booking page improved your visits?

    Write
        Has the new booking page made your visits easier, harder, or made no difference?
    """
    text = wording(item.text)
    if (
        is_statement(item)
        or item.ask_if is not None
        or not text.has(_TRIGGERS)
        or _DOUBTED.search(text.folded)
    ):
        return
    span = _assumed(text) or _left_out(text, item)
    if span is not None and not _can_deny(item):
        yield Notice(
            "this takes something for granted",
            span,
            "ask first whether it is so, or offer both directions and “no difference”",
        )


def _assumed(text: Wording) -> tuple[int, int] | None:
    for frame in _FRAMES:
        match = text.search(frame)
        if match is not None:
            return text.span_of(match, 1)
    for plain in (_HAPPY_TO, _REALISE, _EVEN_BETTER, _BAD):
        match = text.search(plain)
        if match is not None:
            return text.span_of(match, 1)
    match = text.search(_NEGATIVE_ONLY)
    if match is not None and " or " not in text.question:
        return text.span_of(match, 1)
    for verdict in (_WHY_VERDICT, _KNOW_HOW):
        match = text.search(verdict)
        if match is not None and match["word"] in lexicon("slant")["verdicts"]:
            return text.span(match.start("span"), match.end("span"))
    match = text.search(_VERDICT)
    if match is not None and match["word"] in lexicon("slant")["verdicts"] and not match["other"]:
        return text.span(match.start("word"), match.end("word"))
    return None


def _left_out(text: Wording, item: Item) -> tuple[int, int] | None:
    """A deed asked of everybody, with no answer for those who did not do it."""
    offered = answers(item)
    if not offered or any(answer.startswith((*_ZERO, *_NO_VOTE, "0", "zero")) for answer in offered):
        return None
    match = text.search(_VOTED)
    if match is None and _FROM_ONE.match(offered[0]):
        match = text.search(_HOW_MANY)
    return None if match is None else text.span_of(match, 1)


def _can_deny(item: Item) -> bool:
    """Whether an answer lets people say that it is not so."""
    last = [answer for answer in answers(item) if answer.startswith(_ZERO)]
    return bool(last) and not any("extremely" in answer for answer in answers(item))
