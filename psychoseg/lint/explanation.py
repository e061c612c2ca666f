"""A rule's page and the list of all rules: for a terminal, an editor, a document or a program."""

from __future__ import annotations

from psychoseg.lint.groups import group
from psychoseg.lint.measured import measured

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.lint.rules._rule import Rule

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}


def page(rule: Rule) -> str:
    """Everything there is to say about a rule, in plain text."""
    found = measured(rule.code)
    blocks = [
        f"{rule.code} {rule.name} ({rule.severity.label})\n{rule.summary}",
        _block("Why it matters", rule.why),
        _block("Instead of", rule.instead_of),
        _block("Write", rule.write),
        _block("Source", rule.source),
        _block("Languages", languages(rule)),
        _block("Safe fix", _fix(rule)),
        _block("How often it is right", str(found) if found else "not measured"),
        _block(
            "To silence it for an item", f"{allow_snippet(rule)}\n\nin the item, or at the top for all items"
        ),
    ]
    return "\n\n".join(blocks)


def markdown(rule: Rule) -> str:
    """The page in Markdown, for an editor."""

    def fenced(text: str) -> str:
        return f"```\n{text}\n```"

    found = measured(rule.code)
    return "\n\n".join(
        [
            f"**{rule.code} {rule.name}** ({rule.severity.label})",
            rule.summary,
            rule.why,
            f"**Instead of**\n\n{fenced(rule.instead_of)}",
            f"**Write**\n\n{fenced(rule.write)}",
            f"*Source:* {rule.source}",
            f"*How often it is right:* {found or 'not measured'}",
        ]
    )


def as_plain(rule: Rule) -> dict[str, object]:
    """The page as plain values, for JSON; ``measured`` is None where nothing was measured."""
    found = measured(rule.code)
    return {
        "code": rule.code,
        "name": rule.name,
        "group": group(rule.code),
        "severity": rule.severity.label,
        "summary": rule.summary,
        "why": rule.why,
        "instead_of": rule.instead_of,
        "write": rule.write,
        "source": rule.source,
        "languages": list(rule.spoken),
        "fix": rule.fixes,
        "allow": allow_snippet(rule),
        "measured": found and {name: getattr(found, name) for name in found.__match_args__},
    }


def allow_snippet(rule: Rule, reason: str = "why it is right here") -> str:
    """What to write in an item to silence a rule.

    Examples
    --------
    >>> from psychoseg.lint.engine import catalogue
    >>> allow_snippet(catalogue()[0])
    'allow: {leading-negative-question: why it is right here}'
    """
    return f"allow: {{{rule.name}: {reason}}}"


def text_list(rules: Iterable[Rule]) -> str:
    """One line a rule under the name of its group."""
    listed = list(rules)
    widest = max((len(rule.name) for rule in listed), default=0)
    blocks = []
    for name, members in _grouped(listed):
        lines = [
            f"{rule.code}  {rule.name:<{widest}}  {rule.severity.label:<7}  {rule.summary}"
            for rule in members
        ]
        blocks.append("\n".join([name, *lines]))
    return "\n\n".join(blocks)


def markdown_list(rules: Iterable[Rule]) -> str:
    """A table a group."""
    blocks = []
    for name, members in _grouped(rules):
        rows = [
            f"| {rule.code} | {rule.name} | {rule.severity.label} | {_cell(rule.summary)} | {_cell(rule.source)} |"
            for rule in members
        ]
        blocks.append("\n".join([f"## {name}", "", "| Code | Name | Severity | What it finds | Source |",
                                 "|---|---|---|---|---|", *rows]))  # fmt: skip
    return "\n\n".join(blocks)


def languages(rule: Rule) -> str:
    """The languages whose wording a rule can judge, in words."""
    if not rule.languages:
        return "any: it looks at no words"
    return ", ".join(_LANGUAGES.get(code, code) for code in rule.spoken)


def _fix(rule: Rule) -> str:
    return "yes, psychoseg lint --fix makes it" if rule.fixes else "none: only a person can put it right"


def _grouped(rules: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(group(rule.code), []).append(rule)
    return list(found.items())


def _block(title: str, text: str) -> str:
    return f"{title}\n" + "\n".join(f"  {line}" if line else "" for line in text.splitlines())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
