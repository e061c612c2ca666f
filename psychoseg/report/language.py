"""The language of the report being made: its messages, and how numbers, shares and lists are written in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from psychoseg.errors import Fault, ReportError, did_you_mean, shorten
from psychoseg.report.catalogue import Catalogue, catalogue

ISOLATE, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Language:
    """How one language writes.

    Parameters
    ----------
    code, name : str
        As in ``lang="de"``, and as its readers call it.
    decimal, group : str
        What stands before decimals and between thousands.
    ungrouped : int
        Numbers of so many digits are written without anything between thousands.
    percent : str
        What follows the number of a share.
    bare_zero : bool
        Whether a coefficient is written with a zero before its decimals.
    capital_nouns : bool
        Whether nouns keep their large letter inside a sentence.
    sign_first : bool
        Whether the sign of a currency stands before the amount.
    before_marks : str
        What stands before a colon and a semicolon.

    Notes
    -----
    Signs are those of the Unicode Common Locale Data Repository (https://cldr.unicode.org).
    """

    code: str
    name: str
    decimal: str = ","
    group: str = "."
    ungrouped: int = 3
    percent: str = f"{NBSP}%"
    bare_zero: bool = True
    capital_nouns: bool = False
    sign_first: bool = False
    before_marks: str = ""


LANGUAGES = {
    "en": Language("en", "English", ".", ",", percent="%", bare_zero=False, sign_first=True),
    "de": Language("de", "Deutsch", capital_nouns=True),
    "fr": Language("fr", "français", group=NARROW, before_marks=NBSP),
    "es": Language("es", "español", ungrouped=4),
}
"""Every language a report can be made in."""


@dataclass
class _Speech:
    """A language in use, the texts of ours that its catalogue does not have, and names that are said otherwise."""

    language: Language
    catalogue: Catalogue
    untold: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)


_ENGLISH = _Speech(LANGUAGES["en"], Catalogue())
_CURRENT: ContextVar[_Speech] = ContextVar("language", default=_ENGLISH)


def tongue() -> Language:
    """The language of the report being made; English outside of one."""
    return _CURRENT.get().language


def language_of(code: str) -> Language:
    """The language of a code, which may name a country too.

    Examples
    --------
    >>> language_of("de-AT").name
    'Deutsch'

    Raises
    ------
    ReportError
        Where there is none of that code.
    """
    found = code.strip().lower().replace("_", "-").partition("-")[0]
    if found not in LANGUAGES:
        listed = ", ".join(f"{one.code} ({one.name})" for one in LANGUAGES.values())
        raise ReportError(
            f"No report is made in this language; there are {listed}.",
            [Fault(shorten(code), "no language of a report", did_you_mean(found, LANGUAGES))],
        )
    return LANGUAGES[found]


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Make a report in this language.

    Examples
    --------
    >>> with speaking("de"):
    ...     say("Base: {bases}.", bases="412")
    'Basis: 412.'
    """
    language = language_of(code or "en")
    with speaking_as(language, Catalogue() if language.code == "en" else catalogue(language.code)):
        yield


@contextmanager
def speaking_as(language: Language, told: Catalogue) -> Iterator[None]:
    """Make a report in a language with these messages, such as one that no catalogue ships for."""
    token = _CURRENT.set(_Speech(language, told))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def say(message: str, **values: object) -> str:
    """A message in the report's language, each ``{name}`` in it replaced by the value of that name.

    Parameters
    ----------
    message : str
        In English, as the catalogues name it; what a catalogue does not have stays so.
    values
        Texts and numbers already written out. Nothing in them is replaced again.

    Examples
    --------
    >>> say("{agency} for {client}", agency="Aster", client="{agency}")
    'Aster for {agency}'
    """
    return filled(translation(message) or message, values)


def say_in(context: str, message: str) -> str:
    """A short message that means another thing elsewhere; ``context`` says what it is here.

    Examples
    --------
    >>> with speaking("de"):
    ...     say_in("difference", "Gap")
    'Abst.'
    """
    return translation(message, context) or message


def say_n(one: str, many: str, number: int, **values: object) -> str:
    """The message for one or for many, in the plural form the report's language has for the number.

    Examples
    --------
    >>> say_n("{count} point", "{count} points", 1, count="1")
    '1 point'
    """
    speech = _CURRENT.get()
    forms = speech.catalogue.messages.get(("", one), ()) or (one, many)
    at = speech.catalogue.form(number)
    return filled(forms[min(at, len(forms) - 1)], values)


def later(message: str) -> str:
    """The message itself, to be said where it is used: for those that are written down before a language is known."""
    return message


def translation(message: str, context: str = "") -> str:
    """What the catalogue has for a message, or nothing."""
    told = _CURRENT.get().catalogue.messages.get((context, message))
    return told[0] if told else ""


def filled(text: str, values: dict[str, object]) -> str:
    """The text with each ``{name}`` replaced; a name there is no value for stays as it is."""
    return _HOLE.sub(lambda hole: isolated(str(values.get(hole[1], hole[0]))), text)


def isolated(text: str) -> str:
    r"""The text, kept apart from the words around it where it runs from right to left.

    Examples
    --------
    >>> isolated("price"), isolated("מחיר") == "\u2068מחיר\u2069"
    ('price', True)
    """
    if text.isascii() or not any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text):
        return text
    return f"{ISOLATE}{text}{POP}"


def written_number(number: str) -> str:
    """An English number with the signs of the report's language.

    Examples
    --------
    >>> with speaking("es"):
    ...     written_number("12,345.6"), written_number("1,234")
    ('12.345,6', '1234')
    """
    own = tongue()
    whole, point, decimals = number.partition(".")
    if len(whole.replace(",", "")) <= own.ungrouped:
        whole = whole.replace(",", "")
    return whole.replace(",", own.group) + (own.decimal if point else "") + decimals


def listed(entries: Sequence[str]) -> str:
    """Several things in a row: commas, and the last with "and".

    Examples
    --------
    >>> listed(["price", "taste", "habit"]), listed(["price"])
    ('price, taste and habit', 'price')
    """
    if len(entries) < 2:
        return "".join(entries)
    return say("{first} and {last}", first=", ".join(entries[:-1]), last=entries[-1])


def in_row(entries: Iterable[str]) -> str:
    r"""Several things that hold commas themselves, in a row with semicolons.

    Examples
    --------
    >>> in_row(["A, B", "C"])
    'A, B; C'
    >>> with speaking("fr"):
    ...     in_row(["A, B", "C"])
    'A, B\xa0; C'
    """
    return f"{tongue().before_marks}; ".join(entries)


def with_colon(label: str, words: str) -> str:
    """What is said of something, behind its name and a colon.

    Examples
    --------
    >>> with_colon("Price", "45%")
    'Price: 45%'
    """
    return f"{label}{tongue().before_marks}: {words}"


def quoted(text: str) -> str:
    """The text in the language's quotation marks.

    Examples
    --------
    >>> quoted("price")
    '“price”'
    """
    return say("“{text}”", text=text)


def names() -> dict[str, str]:
    """Names of segments that we made in English, and what they are called in this report."""
    return _CURRENT.get().names


def untold(texts: Iterable[str] = ()) -> set[str]:
    """Texts of ours that stay English in this report, with those just found."""
    speech = _CURRENT.get()
    speech.untold.update(texts)
    return speech.untold
