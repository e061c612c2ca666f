"""QW109: words that say the matter is settled."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(
    ["obviously", "clearly", "surely", "course", "undoubtedly", "doubt", "naturally", "say", "know", "plainly", "evidently", "undeniably", "certainly", "denying", "secret", "unquestionably"]
)  # fmt: skip
_SETTLED = Pattern(
    BEGIN
    + r"(?:and |but |so )?(obviously|clearly|surely|of course|undoubtedly|undeniably|unquestionably|evidently|plainly|naturally|certainly|without (?:a )?doubt|no doubt|needless to say|as we all know"
    r"|there is no (?:doubt|denying|question)|there's no (?:doubt|denying|question)|it is (?:obvious|clear|no secret)|it's (?:obvious|clear|no secret))\b(?! (?:true|false|yes|no|agree|not)\b)"
)
_INSIDE = Pattern(
    r"\b(?:is|are|was|were|has|have|do|does|will|would|should) (?:[\w'-]+ ){0,3}?(obviously|surely|undoubtedly|undeniably|unquestionably|of course)\b"
)

_BALANCED = Pattern(r"\b(?:some people|other people|others|some say)\b")


@rule("QW109", languages=("en",), source="Payne (1951), The Art of Asking Questions")
def certainty_adverb(item: Item) -> Iterator[Notice]:
    """A word that says the answer is known already.

    Why it matters
        It makes every other answer look foolish, so people give the one that is taken for certain.

    Instead of
        Obviously the soup was cold. How warm was the bread?

    Write
        How warm was the bread?
    """
    text = wording(item.text)
    if is_statement(item) or not text.has(_TRIGGERS):
        return
    match = _SETTLED.search(text.folded) or _INSIDE.search(text.folded)
    if match is not None and not _BALANCED.search(text.folded):
        yield Notice(
            f"“{match[1]}” says the answer is settled", text.span_of(match, 1), f"leave out “{match[1]}”"
        )
