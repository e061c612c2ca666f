"""How plausible a text is in the script an encoding is for.

General detectors need paragraphs; a survey has words. On fourteen short exports in as many languages
charset-normalizer 3.5 put the right encoding first five times, so characters are judged here by their
neighbours: an accented letter stands beside letters, a curly quote does not stand between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_MARKS = frozenset("“”„‚‘’‹›«»–—…€£¥§°¿¡·•™®©½¼¾²³¹ªº´×±\xa0№")
_WEST = frozenset("äöüßÄÖÜéèêëàâáãåæøœçñíìîïóòôõúùûÿÉÈÊËÀÂÁÃÅÆØŒÇÑÍÎÓÔÕÚ")
_CENTRE = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžýáéíúČĎĚŇŘŠŤŮŽÝÁÉÍÚľĺŕôäöüőűŐŰÖÜăâîşţđĐ")
_TURKISH = frozenset("ğıİşŞĞçÇöÖüÜâîû")
_BALTIC = frozenset("āčēģīķļņšūžąęėįųõäöüĀČĒŠŪŽ")
_RUSSIAN = frozenset("оеаинтсрвлкмдпу")


def _judged(score: Callable[[str, int], float]) -> Callable[[str], float]:
    """A judge of texts: the mean score of the characters beyond ASCII, 0 where there are none."""

    def judge(text: str) -> float:
        scores = [score(text, at) for at, char in enumerate(text) if char >= "\x80"]
        return sum(scores) / len(scores) if scores else 0.0

    return judge


def _latin(letters: frozenset[str]) -> Callable[[str], float]:
    def score(text: str, at: int) -> float:
        char, before, after = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if char in letters:
            capital_inside = (char.isupper() and before.islower()) or (char.islower() and after.isupper())
            crowd = at >= 3 and all(near >= "\x80" and near.isalpha() for near in text[at - 3 : at])
            if capital_inside or crowd or (char in _FALSE_APOSTROPHES and _is_elision(text, at)):
                return -0.5
            return 1 if before.isalpha() or after.isalpha() else 0.3
        if char in _MARKS:
            between = before.isalpha() and after.isalpha()
            return (1 if char in "’·\xa0" else -1) if between else 0.8
        return -1

    return _judged(score)


def _cyrillic(text: str, at: int) -> float:
    char, before = text[at], text[at - 1 : at] or " "
    if _beside_latin(text, at):
        return -0.5
    if _alone(text, at):
        return 0.2
    if "а" <= char <= "я" or char in "ёіїєґ":
        return 1 if char in _RUSSIAN else 0.6
    if "А" <= char <= "Я":
        return -1 if before.islower() else 0.6
    return 0.5 if char in _MARKS else -1


_FALSE_APOSTROPHES = "íÆÕ"  # what a curly apostrophe becomes in the encoding of another machine
_SHORTENED = re.compile(r"(?:t|s|m|d|re|ve|ll)(?![^\W\d_])")


def _is_elision(text: str, at: int) -> bool:
    """Whether an apostrophe would stand here: between *don* and *t*, *l* and *été*."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not (before.isalpha() and after.isalpha()):
        return False
    if _SHORTENED.match(text, at + 1):
        return True
    return (
        before in "ldcjmnstLDCJMNST"
        and not text[at - 2 : at - 1].isalpha()
        and after.casefold() in "aeiouyhéèêàâîôœ"
    )


def _beside_latin(text: str, at: int) -> bool:
    """Whether a small Latin letter stands next to a character of another script, as after a wrong guess."""
    return any("a" <= near <= "z" for near in (text[at - 1 : at], text[at + 1 : at + 2]))


def _alone(text: str, at: int) -> bool:
    """Whether no other character beyond ASCII stands next to one: no word of another script."""
    return not any(near >= "\x80" for near in (text[at - 1 : at], text[at + 1 : at + 2]))


def _named(*starts: str) -> Callable[[str], float]:
    """Letters whose Unicode names begin with the script's."""

    def score(text: str, at: int) -> float:
        if unicodedata.name(text[at], "").startswith(starts):
            return -0.5 if _beside_latin(text, at) else 0.2 if _alone(text, at) else 1
        return 0.5 if text[at] in _MARKS else -1

    return _judged(score)


def _common(encoding: str, first: int, last: int, *, own: tuple[str, ...]) -> Callable[[str], float]:
    """East Asian characters of the everyday part of a character set."""

    def score(text: str, at: int) -> float:
        char = text[at]
        name = unicodedata.name(char, "")
        if _beside_latin(text, at):
            return -0.5
        if name.startswith(own):
            rare = name.startswith("HANGUL") and not first <= char.encode(encoding)[0] <= last
            return 0 if rare else 1
        if name.startswith("CJK UNIFIED"):
            return 0.8 if first <= char.encode(encoding)[0] <= last else -0.6
        return 0.6 if name.startswith(("IDEOGRAPHIC", "FULLWIDTH")) else -0.6

    return _judged(score)


WESTERN = {
    "cp1252": ("Windows-1252 (Western Europe)", _latin(_WEST)),
    "mac_roman": ("Mac Roman (old Macs)", _latin(_WEST)),
    "cp850": ("code page 850 (DOS)", _latin(_WEST)),
    "cp1250": ("Windows-1250 (Central Europe)", _latin(_CENTRE)),
    "cp1254": ("Windows-1254 (Turkish)", _latin(_TURKISH)),
    "cp1257": ("Windows-1257 (Baltic)", _latin(_BALTIC)),
}
"""Encodings whose words are Latin letters with some accented ones among them."""

OTHER = {
    "cp1251": ("Windows-1251 (Cyrillic)", _judged(_cyrillic)),
    "koi8_r": ("KOI8-R (Cyrillic)", _judged(_cyrillic)),
    "cp866": ("code page 866 (Cyrillic, DOS)", _judged(_cyrillic)),
    "cp1253": ("Windows-1253 (Greek)", _named("GREEK")),
    "cp1255": ("Windows-1255 (Hebrew)", _named("HEBREW LETTER")),
    "cp1256": ("Windows-1256 (Arabic)", _named("ARABIC LETTER")),
    "cp874": ("Windows-874 (Thai)", _named("THAI")),
    "cp932": ("Shift-JIS (Japanese)", _common("cp932", 0x88, 0x98, own=("HIRAGANA", "KATAKANA"))),
    "euc_jp": ("EUC-JP (Japanese)", _common("euc_jp", 0xB0, 0xCF, own=("HIRAGANA", "KATAKANA"))),
    "gb18030": ("GBK / GB18030 (simplified Chinese)", _common("gb18030", 0xB0, 0xD7, own=())),
    "big5": ("Big5 (traditional Chinese)", _common("big5", 0xA4, 0xC6, own=())),
    "cp949": ("EUC-KR / CP949 (Korean)", _common("cp949", 0xB0, 0xC8, own=("HANGUL SYLLABLE",))),
}
"""Encodings of other scripts."""


_WIDE = {"cp932", "euc_jp", "gb18030", "big5", "cp949"}  # few texts decode in these by chance


def plausible(sample: bytes) -> list[tuple[float, str, str]]:
    """Encodings a text may be in, each with its plausibility (1 the highest), best first.

    Parameters
    ----------
    sample : bytes
        Lines that hold bytes above 127.

    Returns
    -------
    list of (float, str, str)
        Plausibility, Python's name of the encoding, and its name in words. Those that cannot decode
        the sample, or make nothing but odd characters of it, are left out.

    Examples
    --------
    >>> [name for _, name, _ in plausible("Käse, größer".encode("cp1252"))][0]
    'cp1252'
    """
    found = []
    for encoding, (words, judge) in (WESTERN | OTHER).items():
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = judge(text) + (0.05 if encoding == "cp1252" else 0)  # by far the most common of them
        if score > 0:
            found.append((score, encoding, words))
    return sorted(found, key=lambda entry: -entry[0] - 0.25 * (entry[1] in _WIDE))


_FOREIGN_TOGETHER = (("ø", "èìù"), ("õû", "öü"), ("ã", "îþº"), ("œ", "ê"))
"""What words of Central Europe become in Windows-1252: letters that no western language has together."""

_MOST_ACCENTED = 0.25


def reads_western(text: str) -> bool:
    """Whether a text read as Windows-1252 looks like a western language, and like no other one misread.

    Accented letters are few among plain ones, stand with letters that one language has together, and no
    sign stands inside a word.

    Examples
    --------
    >>> reads_western("o café não é caro")
    True
    >>> reads_western("přílišné žluté".encode("cp1250").decode("cp1252"))
    False
    """
    accented = [char for char in text if char >= "\x80" and char.isalpha()]
    letters = sum(char.isalpha() for char in text)
    if not accented or len(accented) > _MOST_ACCENTED * letters or not _WEST.issuperset(accented):
        return False
    inside = any(_misplaced(text, at) for at, char in enumerate(text) if char >= "\x80")
    low = set("".join(accented).lower())
    mixed = any(low & set(one) and low & set(other) for one, other in _FOREIGN_TOGETHER)
    return not inside and not mixed


_NEVER_FIRST = frozenset("èïòùìûõ")
"""Letters that begin no word of a western language, unless they are the whole word."""

_SIGNS_AT_WORDS = frozenset('’‘“”"·\xa0¿¡«»–—…')


def _misplaced(text: str, at: int) -> bool:
    """A sign that touches a letter, or a letter where none of its language stands."""
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char.isalpha() and char not in "ºª":
        return char in _NEVER_FIRST and after.isalpha() and not before.isalpha()
    return char not in _SIGNS_AT_WORDS and (after.isalpha() or (before.isalpha() and char in "³¹¾¼½"))
