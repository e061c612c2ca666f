"""QC210: what people think they would do."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(["would", "will", "if", "imagine", "suppose", "should"])
_BUYS = Pattern(
    BEGIN
    + r"((?:would|will) you (?:ever )?(?:use|pay (?:more |extra )?for|pay|buy|purchase|switch to|subscribe to|download|install|sign up for|order|rent|join|try)) (?:a|an|the|this|these|our|more|extra|such|it|\d+|[$€£] ?\d+)\b(?! (?:second|again)\b)",
    "use pay buy purchase switch subscribe download install sign order rent join try",
)
_USEFUL = Pattern(
    BEGIN
    + r"(would (?:this|the|our|such a|a|an|these) (?:[\w-]+ ){0,2}?(?:feature|features|product|service|app|tool|design|option|function|idea|discount|update) be (?:useful|helpful|valuable|of use|good|nice|interesting|attractive))\b",
    "would",
)
_PRICE = Pattern(
    BEGIN + r"(how much (?:more )?would you (?:be (?:willing|prepared) to )?pay)\b(?!.*\bif any)", "pay"
)
_WANTED = Pattern(
    BEGIN
    + r"((?:what|which) (?:new )?(?:features?|functions?|products?) (?:would you (?:want|love|use)|should we (?:build|add|develop|make)))\b",
    "would should",
)
_WILL = Pattern(BEGIN + r"(how (?:often|much|many [\w-]+) will you)\b", "will")
_SUPPOSED = Pattern(
    BEGIN + r"((?:if you (?:were|could|had|noticed|saw|won)|imagine|suppose)\b)", "if imagine suppose"
)
_SCALED = ("likely", "definitely", "probably", "certain")


@rule(
    "QC210",
    languages=("en",),
    source="Fowler (1995), Improving Survey Questions; Sheeran (2002), Intention-Behavior Relations: A Conceptual and Empirical Review",
)
def hypothetical(item: Item) -> Iterator[Notice]:
    """A question about what people would do or buy.

    Why it matters
        Saying yes costs nothing, and people foresee their own conduct badly; far fewer buy than say so.

    Instead of
        Would you use an app that plans your meals? [Yes | No]

    Write
        In the last 30 days, how often did you plan meals with an app? [Never | 1 to 3 times | 4 times or more]
    """
    text = wording(item.text)
    if is_statement(item) or not text.has(_TRIGGERS) or item.role in {"price", "offer", "message"}:
        return
    match = text.search(_BUYS)
    scaled = any(word in answer for word in _SCALED for answer in answers(item))
    if match is not None and not scaled and " or " not in text.question:
        yield _notice(text.span_of(match, 1), None)
        return
    for frame in (_WILL, _USEFUL, _PRICE, _WANTED):
        match = text.search(frame)
        if match is not None:
            yield _notice(text.span_of(match, 1), None)
            return
    match = text.search(_SUPPOSED)
    if match is not None:
        yield _notice(text.span_of(match, 1), Severity.INFO)


def _notice(span: tuple[int, int] | None, severity: Severity | None) -> Notice:
    return Notice(
        "this asks what people would do, not what they do",
        span,
        "ask what they did in a stated period, or for a likelihood with a time frame",
        severity=severity,
    )
