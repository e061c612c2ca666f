"""QR305: two answers that are true at once."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.escapes import opens_the_list, substance
from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import readings
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item, Option

_CONDITION = Pattern(
    r"^(?P<answer>yes|no(?!,? but)|maybe|agree|support)[ ,:;–—-]{1,3}(?:and )?(?:if|but only|but (?!not)|unless|provided|only if|only when|as long as|when|because|depending|under certain)\b"
)
_BARE = (("yes",), ("no",), ("maybe",), ("agree",), ("support",))
_CONDITIONS = frozenset(["if", "but", "unless", "provided", "when", "as", "because", "depending", "under"])
_EITHER = Pattern(
    r"\bdo you (?:usually |normally |regularly |ever |currently )?(?:buy|drink|eat|use|read|watch|listen to|play|wear|visit|speak|grow|cook|shop at|have|own|keep)"
    r"(?P<first>(?: [\w'-]+){1,4}) or(?P<second>(?: [\w'-]+){1,4}) \?"
)
_CHOOSES_ONE = frozenset(
    ["most", "mostly", "mainly", "main", "prefer", "rather", "best", "more", "rent", "lease"]
)
_SEVERAL = Pattern(
    r"\b(?:(?:select|tick|check|choose|mark) (?:all|any|as many)|all that apply|as many as apply)\b"
)


@rule(
    "QR305",
    languages=("en",),
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def non_exclusive_options(item: Item) -> Iterator[Notice]:
    """A single choice in which more than one answer can be true of the same person.

    Why it matters
        People to whom two answers apply choose by chance or by order, and neither share can be read.

    Instead of
        Would you take the night train? [Yes | Yes, if it were cheaper | No]

    Write
        Would you take the night train? [Yes | No | Don’t know]
    """
    if item.type != "single":
        return
    text = wording(item.text)
    conditional = _conditional(item)
    if conditional:
        plain, other = conditional
        yield Notice(
            f"“{visible(plain.label)}” and “{visible(other.label)}” are both true of some people",
            None,
            "ask for the bare answer here, and for the condition or the reason in a question of its own",
        )
    elif _SEVERAL.search(text.folded) if text.has(frozenset(["all", "any", "many"])) else False:
        yield Notice(
            "the question asks for all that apply, but only one answer can be given",
            None,
            "write type: multiple",
        )
    elif _either(item):
        yield Notice(
            "some people would say both and some neither",
            None,
            "add “Both” and “Neither”, or write type: multiple",
        )
    else:
        yield from _nested(item)


def _conditional(item: Item) -> tuple[Option, Option] | None:
    """A bare "Yes" beside "Yes, if …"."""
    bare = {option.label.lower().strip(" .!"): option for option in item.options}
    for option in item.options:
        words = wording(option.label).words
        if words[:1] not in _BARE or _CONDITIONS.isdisjoint(words):
            continue
        match = _CONDITION.match(option.label.lower())
        if match is not None and match["answer"] in bare:
            return bare[match["answer"]], option
    return None


def _either(item: Item) -> bool:
    """Whether the question offers two things that go together, and the answers are just these two."""
    text = wording(item.text)
    if (
        not text.has(frozenset(["or"]))
        or text.has(_CHOOSES_ONE)
        or opens_the_list(item)
        or len(item.options) != 2
    ):
        return False
    match = _EITHER.search(text.folded)
    if match is None:
        return False
    offered = [" ".join(option.label.lower().strip(" .").split()) for option in item.options]
    return all(label in match.group() for label in offered) and "yes" not in offered


def _nested(item: Item) -> Iterator[Notice]:
    """One thing beside a kind of it: "Tea" and "Herbal tea"."""
    options = [option for option in substance(item) if not readings(option.label, item.language)]
    single = {option.label.lower(): option for option in options if option.label.isalpha()}
    degrees = lexicon("scale_labels")
    for narrow in options:
        kind, _, thing = narrow.label.lower().partition(" ")
        if (
            thing in single
            and kind.isalpha()
            and kind not in degrees["modifiers"].keys() | degrees["negations"].keys()
        ):
            wide = visible(single[thing].label)
            yield Notice(
                f"“{visible(narrow.label)}” is also “{wide}”",
                None,
                f"say what is left for the wider one, such as “Any other {wide.lower()}”",
                severity=Severity.INFO,
            )
            return
