"""The parts of an answer that is a range of numbers: numbers, limits, units, each with what it means."""

from __future__ import annotations

from functools import cache

from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.values import dataclass

LANGUAGES = ("en", "de", "fr", "es")
"""The languages whose number words are known; numbers and signs are read in every language."""

_TOKEN = Pattern(
    r"\d{1,15}(?:[.,'’ \u00a0\u202f]\d{3}(?!\d)){0,4}(?:[.,]\d{1,6})?(?!\d)|[^\W\d_]+(?:['’-][^\W\d_]+){0,2}['’]?|[<>]=|[^\w\s]"
)
_COMMA_IS_DECIMAL = frozenset(["de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "no", "fi", "cs"])
_SIGNS = {
    "-": "joint", "–": "joint", "—": "joint", "−": "joint", "‑": "joint", "+": "or more", "<": "below", "<=": "up to", "≤": "up to",
    ">": "above", ">=": "from", "≥": "from", "~": "lead", ".": "lead",
    "$": "money", "€": "money", "£": "money", "¥": "money", "%": "percent",
}  # fmt: skip
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a label.

    Parameters
    ----------
    kind : str
        ``number``, ``unit``, ``times``, ``word``, ``other``, or a group of the word list.
    text : str
        As written, in lower case.
    value : float
        Of a number, in its own unit; of a unit, in the smallest of its dimension.
    step : float
        The distance to the next number at the precision written.
    dimension : str
        Of a unit: time, length, weight, volume or data.
    decimal : bool
        Whether a number has decimals.
    """

    kind: str
    text: str
    value: float = 0.0
    step: float = 1.0
    dimension: str = ""
    decimal: bool = False


def tokens(label: str, language: str) -> tuple[Token, ...]:
    """The parts of a label in order, phrases taken together.

    Examples
    --------
    >>> [token.kind for token in tokens("1.500 bis unter 2.000 Euro", "de")]
    ['number', 'up to', 'below', 'number', 'money']
    >>> [token.value for token in tokens("$1,500–1.9k", "en") if token.kind == "number"]
    [1500.0, 1.9]
    """
    text = label[:200].lower().replace("’", "'")
    if language == "fr":
        text = text.replace("d'", "d' ")
    written = [match.group() for match in _TOKEN.finditer(text)]
    known = _phrases(language)
    found: list[Token] = []
    place = 0
    while place < len(written):
        for length in range(min(_LONGEST, len(written) - place), 0, -1):
            token = known.get(" ".join(written[place : place + length]))
            if token is not None:
                found.append(token)
                place += length
                break
        else:
            found.append(_token(written[place], language))
            place += 1
    return tuple(found)


def _token(text: str, language: str) -> Token:
    if text[0].isdecimal():
        return _number(text, language)
    if text in _SIGNS:
        return Token(_SIGNS[text], text)
    return Token("word" if text[0].isalpha() else "other", text)


def _number(text: str, language: str) -> Token:
    """A number, its separators read as the language writes them where they could be either."""
    joined = text.replace("'", "").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    marks = [char for char in joined if char in ".,"]
    decimal = ""
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) == 1:
        usual = "," if language in _COMMA_IS_DECIMAL else "."
        three = len(joined.partition(marks[0])[2]) == 3
        decimal = marks[0] if (marks[0] == usual and not (three and language == "es")) or not three else ""
    whole, _, rest = joined.partition(decimal) if decimal else (joined, "", "")
    number = float(whole.replace(".", "").replace(",", "") + ("." + rest if rest else ""))
    return Token("number", text, number, 10.0 ** -len(rest), decimal=bool(rest))


@cache
def _phrases(language: str) -> dict[str, Token]:
    words = lexicon("range_words", language if language in LANGUAGES else "en")
    found: dict[str, Token] = {}
    for group, terms in words.groups.items():
        for term, value in terms.items():
            if group in {"number", "times"}:
                found[term] = Token(group, term, float(value))
            elif value:
                found[term] = Token("unit", term, float(value), dimension=group)
            else:
                found[term] = Token(group, term)
    return {
        " ".join(match.group() for match in _TOKEN.finditer(term)): token for term, token in found.items()
    }
