"""Letters that no font has: which they are, and where to find them."""

from __future__ import annotations

import unicodedata

from psychoseg.errors import Fault, ReportError

_FONTS = {
    "CJK": "Noto Sans CJK",
    "HANGUL": "Noto Sans CJK",
    "HIRAGANA": "Noto Sans CJK",
    "KATAKANA": "Noto Sans CJK",
}
_LETTERS = "LMN"


class MissingGlyphError(ReportError):
    """No font on this machine has some characters of the page.

    Parameters
    ----------
    characters : frozenset of str
    """

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        scripts: dict[str, list[str]] = {}
        for char in sorted(characters):
            scripts.setdefault(script_of(char), []).append(char)
        super().__init__(
            "No font on this machine has some letters of the report; install one that has them, or leave those texts out.",
            [
                Fault(
                    f"{script.capitalize()} letters",
                    ", ".join(f"{char} (U+{ord(char):04X})" for char in chars[:3])
                    + (f" and {len(chars) - 3} more" if len(chars) > 3 else ""),
                    f"such as {_FONTS.get(script, f'Noto Sans {script.capitalize()}')}",
                )
                for script, chars in scripts.items()
            ],
        )


def script_of(char: str) -> str:
    """The script of a letter, as its Unicode name begins; SIGN for all that is no letter or number.

    Examples
    --------
    >>> script_of("것"), script_of("ش"), script_of("💚")
    ('HANGUL', 'ARABIC', 'SIGN')
    """
    if unicodedata.category(char)[0] not in _LETTERS:
        return "SIGN"
    return unicodedata.name(char, "UNKNOWN").split(maxsplit=1)[0].split("-")[0]
