"""QR320: "None of these" that can be chosen together with one of these."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.escapes import LANGUAGES, escape_kind
from psychoseg.lint.fix import Edit, Fix
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item

_RULES_OUT = frozenset(["none", "unknown", "refusal", "inapplicable"])


@rule(
    "QR320",
    languages=LANGUAGES,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
    fixes=True,
)
def exclusive_option_in_multi(item: Item) -> Iterator[Notice]:
    """A multiple choice whose "none" or "don't know" is not marked as exclusive.

    Why it matters
        Chosen together with a real answer it contradicts it, and nobody can tell which one was meant.

    Instead of
        text: Which of these did you drink yesterday?
        type: multiple
        options: {tea: Tea, coffee: Coffee, nothing: None of these}

    Write
        text: Which of these did you drink yesterday?
        type: multiple
        options: {tea: Tea, coffee: Coffee, nothing: {label: None of these, exclusive: true}}
    """
    if item.type != "multiple":
        return
    for option in item.options:
        kind = escape_kind(option.label, item.language)
        if not option.exclusive and (
            kind in _RULES_OUT or option.label.lower().startswith("all of the above")
        ):
            yield Notice(
                f"“{visible(option.label)}” can be chosen together with others",
                None,
                f"mark it: {visible(option.code)}: {{label: {visible(option.label)}, exclusive: true}}",
                fix=Fix(
                    f"mark “{visible(option.label)}” as exclusive",
                    (Edit(item.id, option.code, "exclusive", "true"),),
                ),
            )
