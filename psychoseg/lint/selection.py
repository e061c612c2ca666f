"""Which rules run, and which one a person means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from psychoseg.errors import UsageError, did_you_mean, shorten
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Rule


def find(rules: Iterable[Rule], wanted: str) -> Rule:
    """The rule of that code or name, in capitals or not.

    Raises
    ------
    UsageError
        Where there is none; the nearest one is named.
    """
    known = {word.casefold(): rule for rule in rules for word in (rule.code, rule.name)}
    if wanted.casefold() not in known:
        raise UsageError(
            _no_rule(wanted, [word for rule in known.values() for word in (rule.code, rule.name)])
        )
    return known[wanted.casefold()]


def choose(rules: Sequence[Rule], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules selected and not ignored, in code order.

    Parameters
    ----------
    rules : sequence of Rule
        All there are.
    select, ignore : iterable of str
        Codes, names or the beginning of codes (``QW``), also several in one text separated by
        commas. With nothing selected all rules run that are not off; a rule that is off and
        selected by its whole code or name runs as info.
    """
    wanted = [part for text in select for part in _parts(text)]
    unwanted = {rule.code for text in ignore for part in _parts(text) for rule in _matching(rules, part)}
    if not wanted:
        return tuple(rule for rule in rules if rule.code not in unwanted)
    chosen = {rule.code for part in wanted for rule in _matching(rules, part)} - unwanted
    named = {part.casefold() for part in wanted}
    return tuple(
        replace(rule, severity=Severity.INFO)
        if rule.severity is Severity.OFF and {rule.code.casefold(), rule.name} & named
        else rule
        for rule in rules
        if rule.code in chosen
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _matching(rules: Sequence[Rule], part: str) -> list[Rule]:
    group = [rule for rule in rules if rule.code.casefold().startswith(part.casefold())]
    return group or [find(rules, part)]


def _no_rule(wanted: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(wanted, choices) or "psychoseg explain lists them"
    return f"There is no rule {shorten(wanted)}; {hint}"
