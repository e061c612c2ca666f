"""What a report says where no font has its letters: signs are left out, quotes give way, the rest is refused by name."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

from psychoseg.documents.plain import from_plain, to_plain
from psychoseg.report.data import ReportData
from psychoseg.report.glyphs import MissingGlyphError, script_of

_JOINERS = "\u200d\ufe0e\ufe0f"


def legible(data: ReportData, missing: Set[str]) -> ReportData:
    """The report's data with nothing in it that cannot be printed, and a caveat that says so.

    Parameters
    ----------
    data : ReportData
    missing : set of str
        Characters no font has.

    Returns
    -------
    ReportData
        Signs such as emoji are left out wherever they stand; quotes with letters that cannot be
        printed are left out whole. Labels and questions are never changed: a report without them would
        not say what was asked.

    Raises
    ------
    MissingGlyphError
        Where labels or questions hold such letters.
    """
    letters = frozenset(char for char in missing if script_of(char) != "SIGN")
    kept = tuple(
        replace(persona, quotes=tuple(quote for quote in persona.quotes if not letters & set(quote.text)))
        for persona in data.personas
    )
    dropped = sum(len(old.quotes) - len(new.quotes) for old, new in zip(data.personas, kept, strict=True))
    plain = to_plain(replace(data, personas=kept))
    if left := letters & set("".join(_texts(plain))):
        raise MissingGlyphError(left)
    gone = missing - letters
    cleaned = (
        from_plain(ReportData, _without(plain, gone), "report_data.json")
        if gone
        else replace(data, personas=kept)
    )
    told = []
    if dropped:
        scripts = ", ".join(sorted({script_of(char).capitalize() for char in letters}))
        told.append(
            f"{dropped} {'quote is' if dropped == 1 else 'quotes are'} not printed: no font on the machine that made this report has letters of {scripts}."
        )
    if gone:
        told.append(
            f"{len(gone)} {'sign, such as an emoji, is' if len(gone) == 1 else 'signs, such as emoji, are'} left out of texts: no font on the machine that made this report has them."
        )
    return replace(cleaned, caveats=(*cleaned.caveats, *told))


def _texts(plain: Any) -> list[str]:
    if isinstance(plain, str):
        return [plain]
    entries = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    return [text for entry in entries for text in _texts(entry)]


def _without(plain: Any, gone: Set[str]) -> Any:
    """The same data without some characters, nor the joiners that stood between them."""
    if isinstance(plain, str):
        if not gone & set(plain):
            return plain
        return " ".join("".join(char for char in plain if char not in gone and char not in _JOINERS).split())
    if isinstance(plain, dict):
        return {key: _without(entry, gone) for key, entry in plain.items()}
    return [_without(entry, gone) for entry in plain] if isinstance(plain, list) else plain
