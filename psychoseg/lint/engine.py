"""Run the rules over a questionnaire and honour what its author allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from psychoseg.lint.allowance import Allowance
from psychoseg.lint.finding import Finding, Severity
from psychoseg.lint.rules import RULES
from psychoseg.lint.rules._rule import Notice, Rule, primary
from psychoseg.questionnaire import Item, Option, Questionnaire
from psychoseg.values import replace

LONGEST_TEXT = 2_000
"""Characters of an item's text that are looked at: no question is longer, and a hostile file may be."""

WORDING = ("QW", "QC")
"""Rules about words: silent on the items of a published instrument, which are asked as they were published."""

PRECEDENCE = (
    "QW104",
    "QW101",
    "QW105",
    "QW102",
    "QW109",
    "QW106",
    "QW110",
    "QW103",
    "QW113",
    "QW108",
    "QW107",
)
"""Rules about bias that see the same words, the more specific first."""


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule there is: the built-in ones in code order, then those of installed packages."""
    from psychoseg.plugins import merge

    return merge("psychoseg.rules", RULES, lambda rule: rule.name)


def lint(questionnaire: Questionnaire, *, rules: Iterable[Rule] | None = None) -> tuple[Finding, ...]:
    """Everything the rules find, in file order.

    Parameters
    ----------
    questionnaire : Questionnaire
    rules : iterable of Rule, optional
        The rules to run; all that are not off where left out.

    Returns
    -------
    tuple of Finding
        Without those the questionnaire or the item allows with a reason; an allowance that has no
        reason, names no rule or holds nothing back is a finding of its own.

    Examples
    --------
    >>> from psychoseg.questionnaire import parse
    >>> asked = parse('''
    ... id: tea
    ... title: Tea
    ... language: en
    ... version: 1
    ... objective: how people drink tea
    ... consent: {text: Taking part is voluntary., contact: tea@example.org, retention: one year}
    ... sections:
    ...   - id: habits
    ...     items:
    ...       - {id: milk, text: "You take milk, don't you?", type: open}
    ... ''')
    >>> [finding.name for finding in lint(asked)]
    ['tag-question']
    """
    known = catalogue()
    chosen = [rule for rule in (known if rules is None else rules) if rule.severity is not Severity.OFF]
    shortened = _shortened(questionnaire)
    spoken = (questionnaire.language, *questionnaire.languages)
    running = [rule for rule in chosen if any(rule.speaks(language) for language in spoken)]
    found = list(_look(shortened, running))
    kept, allowances = _honour(found, shortened, running, known)
    for allowance in allowances:
        for rule in running:
            for notice in rule.on_allowance(allowance):
                kept.append(_finding(rule, notice, shortened, allowance.item))
    return tuple(sorted(_most_specific(dict.fromkeys(kept)), key=lambda finding: finding.order))


def _most_specific(found: Iterable[Finding]) -> list[Finding]:
    """One finding about bias for the same words of one item: the most specific."""
    kept: list[Finding] = []
    taken: dict[str, list[Finding]] = {}
    ranked = sorted(found, key=lambda one: PRECEDENCE.index(one.code) if one.code in PRECEDENCE else -1)
    for finding in ranked:
        if finding.code in PRECEDENCE:
            rivals = taken.setdefault(finding.item, [])
            if any(one.start < finding.end and finding.start < one.end for one in rivals):
                continue
            rivals.append(finding)
        kept.append(finding)
    return kept


def _look(questionnaire: Questionnaire, rules: list[Rule]) -> Iterator[Finding]:
    over_items = [rule for rule in rules if rule.over == "Item"]
    over_wording = [rule for rule in over_items if rule.code.startswith(WORDING)]
    for item in (*questionnaire.items, *_lead_ins(questionnaire)):
        for rule in over_items:
            if not (item.instrument and rule.code.startswith(WORDING)):
                for notice in rule.on_item(item):
                    yield _finding(rule, notice, questionnaire, item)
    for rule in rules:
        for notice in rule.on_questionnaire(questionnaire):
            yield _finding(rule, notice, questionnaire, None)
    for language in questionnaire.languages:
        if primary(language) != primary(questionnaire.language):
            translated = questionnaire.in_language(language)
            yield from _look_at_wording(translated, over_wording)


def _look_at_wording(questionnaire: Questionnaire, rules: list[Rule]) -> Iterator[Finding]:
    """What is wrong with the wording of a translation; its structure is the original's."""
    language = questionnaire.language
    for item in questionnaire.items:
        if item.instrument or ("text", language) not in {(key, code) for key, code, _ in item.translations}:
            continue
        for rule in rules:
            if rule.languages and rule.speaks(language):
                for notice in rule.on_item(item):
                    found = _finding(rule, notice, questionnaire, item)
                    yield replace(found, message=f"in {questionnaire.language}: {found.message}")


def _lead_ins(questionnaire: Questionnaire) -> Iterator[Item]:
    """The text above each battery, as an item of its own for the rules about wording."""
    for battery in questionnaire.batteries:
        if battery.text:
            yield Item(
                battery.id,
                battery.text,
                "open",
                "open",
                section=battery.section,
                language=questionnaire.language,
                instrument=questionnaire.item(battery.items[0]).instrument if battery.items else "",
                line=battery.line,
                column=battery.column,
            )


def _finding(rule: Rule, notice: Notice, questionnaire: Questionnaire, item: Item | None) -> Finding:
    place = notice.at or item
    about = place if isinstance(place, Item) else None
    start, end = notice.span or (0, 0)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity if notice.severity is None or rule.overruled else notice.severity,
        message=notice.message,
        file=questionnaire.source_name,
        line=place.line if place else 1,
        column=place.column if place else 1,
        item=about.id if about else "",
        text=about.text if about else "",
        start=start,
        end=end,
        suggestion=notice.suggestion,
        fix=notice.fix,
    )


def _honour(
    found: list[Finding], questionnaire: Questionnaire, running: list[Rule], known: tuple[Rule, ...]
) -> tuple[list[Finding], list[Allowance]]:
    """The findings nobody allows, and every allowance with the number of findings it held back."""
    entries: dict[tuple[str, str], tuple[str, Item | None]] = {
        ("", key): (why, None) for key, why in questionnaire.allow
    }
    for item in questionnaire.items:
        entries.update({(item.id, key): (why, item) for key, why in item.allow})
    silenced = dict.fromkeys(entries, 0)
    kept = []
    for finding in found:
        holders = [
            (where, key)
            for where in dict.fromkeys((finding.item, ""))
            for key in (finding.name, finding.code)
            if (where, key) in entries
        ]
        if holders:
            silenced[holders[0]] += 1
        else:
            kept.append(finding)
    every = {word: rule for rule in (*known, *running) for word in (rule.name, rule.code)}
    names = tuple(every)
    ran = {word for rule in running for word in (rule.name, rule.code)}
    return kept, [
        Allowance(key[1], why, item, names, key[1] in ran, silenced[key])
        for key, (why, item) in entries.items()
    ]


def _shortened(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with every text cut to what is looked at; itself where nothing is longer."""
    if not any(_is_long(item) for item in questionnaire.items):
        return questionnaire
    sections = tuple(
        replace(section, items=tuple(_shortened_item(item) for item in section.items))
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def _is_long(item: Item) -> bool:
    return len(item.text) > LONGEST_TEXT or any(len(option.label) > LONGEST_TEXT for option in item.options)


def _shortened_item(item: Item) -> Item:
    def cut(option: Option) -> Option:
        return replace(option, label=option.label[:LONGEST_TEXT])

    return replace(item, text=item.text[:LONGEST_TEXT], options=tuple(cut(option) for option in item.options))
