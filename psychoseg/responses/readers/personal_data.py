"""Which columns hold personal data: told by their names in several languages, and by what stands in them."""

from __future__ import annotations

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.responses.opening.compact import distinct

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
_WORDS = re.compile(r"[^\w]+|_+", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")

EMAIL = r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}"
IPV4 = r"(?:^|[^0-9.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:$|[^0-9.])"
IPV6 = r"(?:^|[^0-9A-Fa-f:])(?:[0-9A-Fa-f]{1,4}:){5,7}[0-9A-Fa-f]{1,4}(?:$|[^0-9A-Fa-f:])"
PHONE = r"(?:^|[^0-9A-Za-z.,/-])(?:\+[1-9][0-9]{0,2}[ .()/-]{0,2}(?:[0-9][ .()/-]{0,2}){6,12}[0-9]|\(?0[0-9]{2,5}\)?[ /-]{1,2}(?:[0-9][ /-]?){5,9}|\([2-9][0-9]{2}\) ?[0-9]{3}[ -][0-9]{4}|[2-9][0-9]{2}[-.][0-9]{3}[-.][0-9]{4})(?:$|[^0-9])"
IBAN = r"(?:^|[^A-Za-z0-9])[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}(?:$|[^A-Za-z0-9])"
AGENT = r"Mozilla/[0-9.]+ \("
PLACE = r"^-?[0-9]{1,2}\.[0-9]{3,}[ ,;]+-?[0-9]{1,3}\.[0-9]{3,}(?:[ ,;]+-?[0-9.]+){0,2}$"

CONTENT = (
    ("email", EMAIL),
    ("ip", IPV4),
    ("ip", IPV6),
    ("account", IBAN),
    ("device", AGENT),
    ("place", PLACE),
    ("phone", PHONE),
)
"""Patterns of personal data in answers, for linear-time engines."""

_TRACE = "[@0-9:]|" + AGENT
"""What stands in every text that any of the patterns is found in."""


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
    if len(words) > 60 or "?" in name:
        return ""
    for ending, kind in _ENDINGS:
        if words.endswith((" " + _plain(ending), "." + _plain(ending))):
            before = words[: -len(ending) - 1].split()
            return "" if before and before[-1] in _ABOUT_A_THING else kind
    return ""


def kinds_by_content(column: pa.ChunkedArray) -> dict[str, int]:
    """How many cells of a column hold each kind of personal data.

    Examples
    --------
    >>> kinds_by_content(pa.chunked_array([["ann@example.org", "no", "call +49 30 1234567"]]))
    {'email': 1, 'phone': 1}
    """
    found: dict[str, int] = {}
    texts, cells = distinct(column)
    likely = pc.and_(pc.greater_equal(pc.binary_length(texts), 7), pc.match_substring_regex(texts, _TRACE))
    rest, cells = texts.filter(likely), cells[likely.to_numpy()]
    if not len(rest):
        return found
    for kind, pattern in CONTENT:
        count = int(cells[pc.match_substring_regex(rest, pattern).to_numpy()].sum())
        if count:
            found[kind] = found.get(kind, 0) + count
    return found


def kind_by_content(found: dict[str, int], answered: int) -> str:
    """The kind a column is made of: what more than half of its answers hold.

    Single slips in open answers are scrubbed where they stand; they do not make the column personal.
    """
    if not answered or not found:
        return ""
    kind, count = max(found.items(), key=lambda entry: entry[1])
    return kind if count > answered / 2 else ""
