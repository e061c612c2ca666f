"""Which columns hold personal data, told by their names in several languages."""

from __future__ import annotations

import re
import unicodedata

PERSONAL_KINDS = ("name", "email", "phone", "address", "birth date", "ip", "place", "device", "id", "account")
"""Kinds of personal data."""

_NAMES: dict[str, str] = {
    "email": "email|e mail|emailaddress|recipientemail|mail|mail address|correo|correo electrónico|courriel|adresse email|adresse e mail|"
    "email adresse|e mail adresse|emailadresse|correo electronico|indirizzo email|e mailadres|username|respondent email|contact email|your email",
    "name": "name|first name|firstname|last name|lastname|full name|fullname|surname|given name|family name|recipientfirstname|recipientlastname|"
    "name first|name last|nombre|apellido|apellidos|nombre completo|nom|prénom|prenom|nom de famille|vorname|nachname|familienname|voornaam|achternaam|"
    "cognome|nome|sobrenome|imię|nazwisko|your name|respondent name|participant name|enumerator name|enumeratorname|enumerator|interviewer name",
    "phone": "phone|phone number|phonenumber|telephone|telephone number|mobile|mobile number|mobile phone|cell|cell phone|tel|telefon|telefonnummer|"
    "handy|handynummer|teléfono|telefono|móvil|téléphone|portable|telefoon|phone no|whatsapp|contact phone|username phone",
    "address": "address|street|street address|home address|postal|postal code|postcode|zip|zip code|zipcode|plz|postleitzahl|adresse|anschrift|straße|strasse|"
    "dirección|direccion|código postal|codigo postal|code postal|indirizzo|cap|adres",
    "birth date": "dob|date of birth|birth date|birthdate|birthday|geburtsdatum|geburtstag|fecha de nacimiento|date de naissance|data di nascita|geboortedatum",
    "ip": "ip|ip address|ipaddress|ipaddr|ip adresse|dirección ip|adresse ip",
    "place": "latitude|longitude|locationlatitude|locationlongitude|location latitude|location longitude|gps|geolocation|lat|lng|lon|geo|geopoint|coordinates|"
    "locationaccuracy|location accuracy|gps latitude|gps longitude|gps altitude|gps precision|breitengrad|längengrad",
    "device": "imei|deviceid|device id|simserial|sim serial|subscriberid|user agent|useragent|fingerprint|browser|network id|networkid|mac address",
    "id": "participant id|contact id|contactid|prolific pid|prolific id|worker id|workerid|mturk id|mturkid|external reference|externalreference|externaldatareference|"
    "external data reference|external data|externalid|submitted by|submitterid|submittername|submitter id|submitter name|ssn|social security number|passport|token|"
    "invite code|session id|sessionid|customer id|customer number|member id|student id|employee id|case no|caseno|personnummer|dni|nif|cpf|aadhaar|custom data 1|panelist id",
    "account": "twitter|instagram|facebook|linkedin|twitter handle|referer|refurl|referrer|url referer|iban|bank account|credit card",
}


def _plain(words: str) -> str:
    """Words without accents, as headers are often typed."""
    if words.isascii():
        return words
    return "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))


_BY_NAME = {_plain(pattern): kind for kind, listed in _NAMES.items() for pattern in listed.split("|")}
_ABOUT_A_THING = frozenset(
    ["brand", "buy", "buys", "colour", "color", "has", "have", "kind", "like", "likes", "model", "of", "own", "owns", "prefer", "prefers", "type", "use", "uses", "want", "wants", "which"]
)  # fmt: skip
"""Before the last word: a question about phones or addresses, whose answers are no person's own."""

_ENDINGS = tuple(
    (ending, kind)
    for kind, listed in {
        "email": ("email", "email address", "e mail", "correo electrónico"),
        "name": (
            "first name",
            "last name",
            "surname",
            "full name",
            "contact name",
            "vorname",
            "nachname",
            "enumeratorname",
        ),
        "phone": (
            "phone",
            "phone number",
            "phonenumber",
            "telephone",
            "telephone 1",
            "telefonnummer",
            "cell number",
        ),
        "address": ("contact address", "street address", "postcode", "zip code", "home address"),
        "birth date": ("date of birth", "dob", "geburtsdatum"),
        "ip": ("ip address",),
        "place": ("latitude", "longitude", "geolocation"),
        "device": ("imei", "deviceid", "user agent"),
        "id": ("caseno", "social security number"),
    }.items()
    for ending in listed
)
_BY_ENDING = tuple(
    (between + _plain(ending), len(ending) + 1, kind) for ending, kind in _ENDINGS for between in " ."
)
_ANY_ENDING = tuple(ending for ending, _, _ in _BY_ENDING)
_WORDS = re.compile(r"[^\w]+|_+", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")


def folded_name(name: str) -> str:
    """A column's name as words in small letters.

    Examples
    --------
    >>> folded_name("RecipientFirstName"), folded_name("ec_phone"), folded_name("IP-Address")
    ('recipient first name', 'ec phone', 'ip address')
    """
    return " ".join(_WORDS.sub(" ", _CAMEL.sub(" ", name)).casefold().split())


def kind_by_name(name: str) -> str:
    """The kind of personal data a column's name promises; empty where it promises none.

    The name must be the whole of a known one, or end in one: *How did you hear our name?* is a
    question about a brand.

    Examples
    --------
    >>> kind_by_name("E-Mail-Adresse"), kind_by_name("next_of_kin_contact_phone"), kind_by_name("Brand name")
    ('email', 'phone', '')
    >>> kind_by_name("Direccion de correo electronico"), kind_by_name("likes_phone")
    ('email', '')
    """
    words = _plain(folded_name(name))
    joined = words.replace(" ", "")
    if words in _BY_NAME or joined in _BY_NAME:
        return _BY_NAME.get(words) or _BY_NAME[joined]
    if len(words) > 60 or "?" in name or not words.endswith(_ANY_ENDING):
        return ""
    for ending, length, kind in _BY_ENDING:
        if words.endswith(ending):
            before = words[:-length].split()
            return "" if before and before[-1] in _ABOUT_A_THING else kind
    return ""
