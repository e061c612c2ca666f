"""Which rules run, how much each matters, and which one a person means."""

from __future__ import annotations

from psychoseg.errors import UsageError, did_you_mean, shorten
from psychoseg.lint.finding import Severity
from psychoseg.values import replace

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from psychoseg.lint.rules._rule import Rule
    from psychoseg.lint.settings import Settings

EVERY = "ALL"
"""Selects every rule, those that are off included."""


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


def choose(
    rules: Sequence[Rule],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    *,
    extend: Iterable[str] = (),
    severity: Iterable[tuple[str, str]] = (),
) -> tuple[Rule, ...]:
    """The rules selected and not ignored, in code order.

    Parameters
    ----------
    rules : sequence of Rule
        All there are.
    select, ignore, extend : iterable of str
        Codes, names or the beginning of codes (``QW``), also several in one text separated by
        commas. With nothing selected all rules run that are not off; ``extend`` adds to those. A rule
        that is off and named by its whole code or name, or by :data:`EVERY`, runs as info.
    severity : iterable of (str, str)
        Rules, named in the same ways, and the severity they get; ``off`` leaves them out.
    """
    wanted, added = _all_parts(select), _all_parts(extend)
    unwanted = {rule.code for part in _all_parts(ignore) for rule in matching(rules, part)}
    chosen = {rule.code for part in (*wanted, *added) for rule in matching(rules, part)}
    if not wanted:
        chosen |= {rule.code for rule in rules}
    named = {part.casefold() for part in (*wanted, *added)}
    stated = {rule.code: Severity[word.upper()] for part, word in severity for rule in matching(rules, part)}
    return tuple(_at_its_severity(rule, named, stated) for rule in rules if rule.code in chosen - unwanted)


def chosen_by(settings: Settings, rules: Sequence[Rule], path: str = "") -> tuple[Rule, ...]:
    """The rules that settings select for a file."""
    ignore = settings.ignore
    for pattern, codes in settings.per_file_ignores:
        if path and matches(path, (pattern,), settings.folder):
            ignore += codes
    return choose(rules, settings.select, ignore, extend=settings.extend_select, severity=settings.severity)


def matches(path: str, patterns: Iterable[str], folder: str) -> bool:
    """Whether a path, as seen from a folder, fits a pattern by itself or through a folder it lies in.

    Examples
    --------
    >>> matches("/study/old/a.yml", ["old"], "/study"), matches("/study/a.yml", ["old"], "/study")
    (True, False)
    """
    import fnmatch
    import os

    seen = os.path.relpath(path, folder or ".").replace(os.sep, "/")
    parts = seen.split("/")
    tails = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    return any(
        fnmatch.fnmatchcase(name, pattern.rstrip("/")) for pattern in patterns for name in (*tails, *parts)
    )


def matching(rules: Sequence[Rule], part: str) -> list[Rule]:
    """The rules whose codes begin so, or the one of that name."""
    if part == EVERY:
        return list(rules)
    group = [rule for rule in rules if rule.code.casefold().startswith(part.casefold())]
    return group or [find(rules, part)]


def _at_its_severity(rule: Rule, named: set[str], stated: dict[str, Severity]) -> Rule:
    if rule.code in stated:
        return replace(rule, severity=stated[rule.code], overruled=True)
    if rule.severity is Severity.OFF and {rule.code.casefold(), rule.name, EVERY.casefold()} & named:
        return replace(rule, severity=Severity.INFO)
    return rule


def _all_parts(texts: Iterable[str]) -> list[str]:
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def _no_rule(wanted: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(wanted, choices) or "psychoseg rules lists them"
    return f"There is no rule {shorten(wanted)}; {hint}"
