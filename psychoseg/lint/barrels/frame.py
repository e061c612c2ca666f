"""What the frames share: a match as a pair of halves, and words that judge."""

from __future__ import annotations

import re
from collections.abc import Callable

from psychoseg.lint.coordination import Pair
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import Wording


def pair_of(match: re.Match[str] | None) -> Pair | None:
    """The halves a match names; a match without a first half begins at its second."""
    if match is None:
        return None
    named = match.re.groupindex
    has_first = "first" in named and match["first"] is not None
    return Pair(
        match.start("first") if has_first else match.start("second"),
        match.start("second"),
        match.end("second"),
    )


def describes(word: str) -> bool:
    """Whether a word is a verdict: praise, blame or a quality from the lists."""
    praise = lexicon("loaded")
    return (
        word in lexicon("evaluation")["adjectives"]
        or word in praise["praise"]
        or word in praise["own_praise"]
        or word in praise["praise_anywhere"]
    )


def searching(pattern: Pattern) -> Callable[[Wording], Pair | None]:
    """A frame that needs no more than its pattern."""
    return lambda text: pair_of(pattern.search(text.folded))


def stem(verb: str) -> str:
    """A verb without the s of "she listens"."""
    return verb.removesuffix("s") if not verb.endswith("ss") else verb
