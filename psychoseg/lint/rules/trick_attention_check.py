"""QS411: an attention check that asks for an odd fact."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_INSTRUCTS = frozenset(
    ["choose", "select", "mark", "tick", "click", "pick", "answer", "press", "tap", "check", "leave", "enter", "type", "write"]
)  # fmt: skip


@rule(
    "QS411",
    severity=Severity.INFO,
    languages=("en",),
    source="Curran & Hauser (2019), I'm Paid Biweekly, Just Not by Leprechauns",
)
def trick_attention_check(item: Item) -> Iterator[Notice]:
    """An attention check that does not say what to choose.

    Why it matters
        People who read it well find reasons to agree with an impossible claim, or take it as a joke;
        they are then counted out with the careless.

    Instead of
        text: I have walked on the moon.
        type: likert
        scale: agree
        role: attention
        expected: "1"

    Write
        text: To show that you read this line, please choose Agree.
        type: likert
        scale: agree
        role: attention
        expected: "4"
    """
    if item.role == "attention" and not wording(f"{item.text} {item.help}").has(_INSTRUCTS):
        yield Notice(
            "the check does not say which answer to choose",
            suggestion="write “Please choose Agree here.” and the code of it under expected",
        )
