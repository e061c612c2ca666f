"""QC205: "often" and "regularly" in a question of yes or no."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(["regularly", "often", "frequently", "lot", "recently", "usually", "normally", "occasionally", "rarely"])  # fmt: skip
_HOW_OFTEN = Pattern(
    BEGIN
    + r"(?:do|does|did|have) (?:you|your [\w-]+|they) (?:also )?(?P<word>regularly|often|frequently|occasionally|rarely) (?P<verb>[\w-]+)"
)
_AT_THE_END = Pattern(
    BEGIN
    + r"(?:do|does|did|have) (?:you|your [\w-]+|they) (?!ever\b)(?P<verb>[\w-]+) (?:[\w'-]+ ){0,8}?(?P<word>regularly|frequently|often|a lot|recently)(?= (?:\?|in|at|on)|$)"
)
_RECENTLY = Pattern(
    BEGIN
    + r"(?:(?:have|did) (?:you|your [\w-]+|they) (?:visit|visited|use|used|buy|bought|purchase|purchased|try|tried|order|ordered|see|seen|read|contact|contacted)(?: [\w'-]+){1,5} (?P<word>recently|lately) \?|(?P<first>recently|lately) , how (?:often|many|much))"
)
_CLAIMED = Pattern(r"^i (?P<verb>[\w-]+) (?:[\w'-]+ ){0,6}?(?P<word>regularly|frequently|a lot)(?= \.|$)")

_FEELS = frozenset(
    ["like", "care", "relax", "remember", "trust", "understand", "help", "call", "sleep", "ask"]
)


@rule(
    "QC205",
    languages=("en",),
    source="Schaeffer (1991), Hardly Ever or Constantly? Group Comparisons Using Vague Quantifiers; Tourangeau, Rips & Rasinski (2000)",
)
def vague_term(item: Item) -> Iterator[Notice]:
    """A yes-or-no question about doing something "often" or "regularly".

    Why it matters
        Once a week is often for one person and seldom for another, so a yes says more about the person's
        standard than about what they do.

    Instead of
        Do you regularly cook at home? [Yes | No]

    Write
        In the last 7 days, on how many days did you cook at home? [None | 1 or 2 | 3 to 5 | 6 or 7]
    """
    text = wording(item.text)
    if not text.has(_TRIGGERS):
        return
    counted = any(any(sign.isdigit() for sign in answer) for answer in answers(item))
    if is_statement(item):
        match = _CLAIMED.search(text.folded)
    else:
        match = _HOW_OFTEN.search(text.folded) or _AT_THE_END.search(text.folded)
    soon = None if is_statement(item) else _RECENTLY.search(text.folded)
    if soon is not None and match is None:
        group = "word" if soon["word"] else "first"
        yield Notice(
            f"“{soon[group]}” means something else to everybody",
            text.span_of(soon, group),
            "name a period and ask how often: “In the last 7 days, …”",
        )
        return
    deed = match is not None and (_is_deed(match["verb"]) or match["word"] == "regularly")
    if match is not None and deed and not counted:
        yield Notice(
            f"“{match['word']}” means something else to everybody",
            text.span(match.start("word"), match.end("word")),
            "ask how often in a stated period: “In the last 7 days, on how many days…”",
        )


def _is_deed(verb: str) -> bool:
    return (verb in lexicon("verbs")["deeds"] and verb not in _FEELS) or verb in _CONSUMING


_CONSUMING = frozenset(
    ["use", "used", "buy", "bought", "exercise", "cook", "read", "eat", "visit", "shop", "drive", "travel", "recycle", "watch", "drink", "attend", "go", "visit", "order", "donate", "vote"]
)  # fmt: skip
