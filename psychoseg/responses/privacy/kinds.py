"""Columns of personal data, told by their names in any platform's spelling and by what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from psychoseg.responses.privacy.patterns import (
    CARD,
    COORDINATES,
    EMAIL,
    IBAN,
    IP,
    PHONE,
    is_card,
    is_iban,
    is_ip,
    is_phone,
)
from psychoseg.responses.wording import letters

_NAMES = {
    "email": "email emailaddress recipientemail mail emailadresse courriel adressemail correo correoelectronico direcciondecorreoelectronico enderecodeemail indirizzoemail username",
    "name": "name fullname firstname lastname surname forename givenname familyname recipientfirstname recipientlastname vorname nachname familienname prenom nom nomdefamille nombre apellido apellidos nome cognome sobrenome voornaam achternaam respondentname yourname",
    "phone": "phone phonenumber telephone telephonenumber mobile mobilenumber cell cellphone telefon telefonnummer handynummer telefono telefonnr numerodetelefono numerodetelephone celular whatsapp",
    "ip": "ip ipaddress ipaddr ipadresse adresseip direccionip enderecoip",
    "place": "latitude longitude locationlatitude locationlongitude gps geolocation gpslatitude gpslongitude gpsaltitude gpsprecision lat lon lng coordinates",
    "address": "address postaladdress streetaddress street adresse strasse anschrift direccion calle endereco indirizzo rue postal postalcode postcode zip zipcode plz codepostal codigopostal cap",
    "device": "deviceid imei subscriberid simserial useragent browseragent macaddress idfa gaid fingerprint networkid sessionid cookie cookieid",
    "account": "token contactid externalreference externaldatareference externaldata workerid mturkworkerid prolificpid prolificid participantid panelistid panellistid customerid customernumber kundennummer memberid submittedby submitterid referer referrer refurl iban accountnumber creditcard cardnumber",
    "birth date": "dob dateofbirth birthdate birthday geburtsdatum datedenaissance fechadenacimiento datadenascimento datadinascita geboortedatum",
}  # fmt: skip
_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names.split()}

ENOUGH = 0.5
"""Share of the texts in a column that must look like one kind of personal data."""

FEWEST = 3
MOST_LOOKED_AT = 2_000

_CONTENT: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", lambda text: EMAIL.fullmatch(text) is not None),
    ("ip", lambda text: IP.fullmatch(text) is not None and is_ip(text)),
    ("account", lambda text: IBAN.fullmatch(text) is not None and is_iban(text)),
    ("account", lambda text: CARD.fullmatch(text) is not None and is_card(text)),
    ("place", lambda text: COORDINATES.fullmatch(text) is not None),
    ("phone", lambda text: PHONE.fullmatch(text) is not None and is_phone(text)),
)


def kind_by_name(name: str) -> str:
    """The kind of personal data a header speaks of; empty where it speaks of none.

    Case, blanks and signs make no difference; only whole names count, so ``brand_name`` is none.

    Examples
    --------
    >>> kind_by_name("Recipient E-Mail"), kind_by_name("IP_Address"), kind_by_name("brand_name")
    ('email', 'ip', '')
    """
    return _BY_NAME.get(letters(name), "")


def kind_by_content(texts: Iterable[str]) -> str:
    """The kind of personal data a column's texts look like; empty where fewer than half of them do.

    E-mail addresses, IPv4 and IPv6 addresses, IBANs (checked modulo 97), card numbers (Luhn),
    coordinates and telephone numbers are told.

    Examples
    --------
    >>> kind_by_content(["ann@example.org", "bob@example.org", "", "c@example.net"])
    'email'
    >>> kind_by_content(["4", "5", "3"])
    ''
    """
    kept = []
    for text in texts:
        if text.strip():
            kept.append(text.strip())
        if len(kept) == MOST_LOOKED_AT:
            break
    if len(kept) < FEWEST:
        return ""
    for kind, told in _CONTENT:
        if sum(told(text) for text in kept) >= ENOUGH * len(kept):
            return kind
    return ""
