"""How one value is written: without quotes where that is safe."""

from __future__ import annotations

import re

WIDEST = 120

_SIGNS = "-?:,[]{}#&*!|>'\"%@`"
_FLOW_SIGNS = ",[]{}?"
"""Signs that end a value in braces; readers differ on the question mark."""
_READ_OTHERWISE = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|[-+]?[.0-9][0-9_.,:eExXoO+-]{0,40}|[-+]?\.(?:inf|nan))\Z",
    re.IGNORECASE,
)
"""What a YAML reader may take for a number, a date, a truth value or nothing."""


def key(text: str) -> str:
    """A key: plain where it can be."""
    return text if _is_safe(text, in_flow=True) else _quoted(text)


def value(text: str, style: str, *, in_flow: bool) -> str:
    """A value on one line; quotes stay where without them it would be read as something else.

    Examples
    --------
    >>> value("4", '"', in_flow=False), value("Agree", '"', in_flow=False), value("4", "", in_flow=False)
    ('"4"', 'Agree', '4')
    """
    folded = " ".join(text.split())
    if not folded:
        return '""' if style else "null" if in_flow else ""
    if not style:
        return folded if _is_safe(folded, in_flow=in_flow) else _quoted(folded)
    if _READ_OTHERWISE.match(folded) or not _is_safe(folded, in_flow=in_flow):
        return _quoted(folded)
    return folded


def lines(text: str, indent: int) -> list[str]:
    """A long text cut into lines that fit, every word kept whole."""
    found: list[str] = []
    for word in text.split():
        if found and indent + len(found[-1]) + 1 + len(word) <= WIDEST:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return [" " * indent + line for line in found]


def _is_safe(text: str, *, in_flow: bool) -> bool:
    return (
        bool(text)
        and text == text.strip()
        and text[0] not in _SIGNS
        and text.isprintable()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not text.startswith("...")
        and not (in_flow and any(sign in text for sign in _FLOW_SIGNS))
    )


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
