"""What personal data looks like in a text: patterns that run in linear time, with the checks that settle them."""

from __future__ import annotations

import ipaddress
import re

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>]{1,500}", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@.])@\w{2,40}")
IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,4})?(?!\w)")
CARD = re.compile(r"(?<![\w.,])\d{4}(?:[ -]?\d{2,6}){2,4}(?![\w])")
IP = re.compile(r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w:])")
COORDINATES = re.compile(
    r"(?<![\w.])[-+]?\d{1,2}\.\d{4,12}°?\s?[NSns]?\s?[,;/ ]\s?[-+]?\d{1,3}\.\d{4,12}°?(?![\w.])"
)
PHONE = re.compile(r"(?<![\w.,/-])(?:\+|\(\+?)?\d[\d ()./-]{6,20}\d(?![\w])")
DIGITS = re.compile(r"(?<![\w.,])\d{9,20}(?![\w.,]\d|\w)")
SAID_SO = "my name is|i am called|call me|mein name ist|ich heiße|ich heisse|je m'appelle|me llamo|mi nombre es|meu nome é|mi chiamo"
SAID = re.compile(
    r"\b(?:" + SAID_SO + r")\s+([^\W\d_][\w'-]{1,30}(?:\s[A-ZÀ-Þ][\w'-]{1,30})?)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}\Z|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}\Z|\d{4} ?[-/] ?\d{4}\Z|\d{1,2}[.]\d{1,2}[.-]+\d{1,2}[.]\d{1,4}\Z")  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+\Z")

POSTCODES = {
    "GB": re.compile(r"(?<!\w)[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}(?!\w)"),
    "CA": re.compile(r"(?<!\w)[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d(?!\w)"),
    "NL": re.compile(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)"),
    "IE": re.compile(r"(?<!\w)[A-Za-z]\d[\dWw] ?[A-Za-z\d]{4}(?!\w)"),
    "PT": re.compile(r"(?<!\w)\d{4}-\d{3}(?!\w)"),
    "PL": re.compile(r"(?<!\w)\d{2}-\d{3}(?!\w)"),
    "BR": re.compile(r"(?<!\w)\d{5}-\d{3}(?!\w)"),
    **dict.fromkeys(
        ("DE", "FR", "ES", "IT", "US", "FI", "SE", "CZ", "MX"),
        re.compile(r"(?<![\w.,])\d{5}(?:-\d{4})?(?![\w,.]\d|\w)"),
    ),
    **dict.fromkeys(
        ("AT", "CH", "BE", "DK", "NO", "HU", "AU"), re.compile(r"(?<![\w.,])[1-9]\d{3}(?![\w,.]\d|\w)")
    ),
}
"""Postal codes by country, masked only where a wave says that its people live there: many look like other numbers."""


def is_iban(text: str) -> bool:
    """Whether the check digits of an IBAN hold: modulo 97, ISO 13616.

    Examples
    --------
    >>> is_iban("GB82 WEST 1234 5698 7654 32"), is_iban("GB83 WEST 1234 5698 7654 32")
    (True, False)
    """
    plain = "".join(text.split()).upper()
    if not (15 <= len(plain) <= 34 and plain.isascii() and plain.isalnum()):
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def is_card(text: str) -> bool:
    """Whether the check digit of a card number holds: Luhn, ISO/IEC 7812.

    Examples
    --------
    >>> is_card("4111 1111 1111 1111"), is_card("4111 1111 1111 1112")
    (True, False)
    """
    digits = [int(char) for char in text if char.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_ip(text: str) -> bool:
    """Whether a text is an IPv4 or IPv6 address; times such as 10:30:00 are none.

    Examples
    --------
    >>> is_ip("192.0.2.7"), is_ip("2001:db8::7"), is_ip("10:30:00")
    (True, True, False)
    """
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "." in text or sum(char.isalnum() for char in text) >= 4  # "::" alone is punctuation


def is_phone(text: str) -> bool:
    """Whether digits with signs are a telephone number rather than a day, a span of years or an amount.

    Examples
    --------
    >>> is_phone("+44 20 7946 0000"), is_phone("(555) 010-9999"), is_phone("2026-03-01"), is_phone("1.000.000")
    (True, True, False, False)
    """
    plain = text.strip()
    count = sum(char.isdigit() for char in plain)
    if _DATE.match(plain) or _GROUPED.match(plain) or not 7 <= count <= 15:
        return False
    return plain[0] in "+(" or plain.startswith("0") or count >= 10 or (plain.count("-") == 1 and count == 7)
