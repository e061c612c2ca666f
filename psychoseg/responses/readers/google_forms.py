"""Google Forms: one header row of question texts behind a time stamp, in any language; from Forms or from Sheets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source

_STAMPS = frozenset(
    [
        "timestamp",
        "marca temporal",
        "zeitstempel",
        "horodateur",
        "horodatage",
        "carimbo de data/hora",
        "informazioni cronologiche",
        "tijdstempel",
        "tidsstempel",
        "tidsstämpel",
        "tidstämpel",
        "aikaleima",
        "sygnatura czasowa",
        "отметка времени",
        "позначка часу",
        "časová značka",
        "časová pečiatka",
        "időbélyeg",
        "zaman damgası",
        "タイムスタンプ",
        "时间戳记",
        "時間戳記",
        "타임스탬프",
        "χρονική σήμανση",
        "marca de temps",
        "طابع زمني",
        "חותמת זמן",
        "cap de temps",
        "marcaj de timp",
        "клеймо за време",
        "vremenska oznaka",
        "stempel waktu",
        "dấu thời gian",
        "ประทับเวลา",
    ]
)
_EMAILS = frozenset(
    [
        "email address",
        "username",
        "dirección de correo electrónico",
        "nombre de usuario",
        "e-mail-adresse",
        "nutzername",
        "adresse e-mail",
        "nom d'utilisateur",
        "endereço de e-mail",
        "indirizzo email",
        "e-mailadres",
        "email",
        "adres e-mail",
        "адрес электронной почты",
        "メールアドレス",
        "电子邮件地址",
        "이메일 주소",
    ]
)
_SCORES = frozenset(
    ["score", "puntuación", "punktestand", "ergebnis", "score total", "pontuação", "punteggio", "note"]
)
_FORMS = re.compile(
    r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2} [0-9]{1,2}:[0-9]{2}:[0-9]{2} (?:[AaPp]\.?[Mm]\.?|午前|午後) (?:GMT|UTC|[A-Z]{2,4})(?:[+-][0-9:]{1,5})?"
)
_SHEETS = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4} [0-9]{1,2}:[0-9]{2}:[0-9]{2}(?: [AaPp][Mm])?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}:[0-9]{2}")
_ROW = re.compile(r"(.+?) ?\[([^\[\]]+)\]")
_FILE = re.compile(
    r"(form responses|\(responses\)|formularantworten|respuestas de formulario|réponses au formulaire|respostas ao formul|risposte del modulo)",
    re.I,
)


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: its time stamp by name and by form, question texts as headers, rows in brackets, the file's name."""
    cells = source.cells
    if not cells.header or cells.header[0].casefold() not in _STAMPS:
        return ()
    signals = [f"the first column is called {cells.header[0]}"]
    stamps = [text.strip() for text in cells.texts(0, 200) if text.strip()]
    for pattern, words in ((_FORMS, "as Forms writes them"), (_SHEETS, "as Sheets writes them")):
        if stamps and sum(bool(pattern.fullmatch(stamp)) for stamp in stamps) > 0.9 * len(stamps):
            signals.append(f"its times are written {words}")
    if source.container != "text" and stamps and all(_ISO.fullmatch(stamp) for stamp in stamps):
        signals.append("its times are dates of a sheet")
    rest = [name for name in cells.header[1:] if name]
    spoken = [name for name in rest if len(name.split()) >= 4 or "?" in name or _ROW.fullmatch(name)]
    if rest and len(spoken) >= max(1, 0.4 * len(rest)):
        signals.append(f"{len(spoken)} headers are question texts")
    grids = Counter(match.group(1) for name in rest if (match := _ROW.fullmatch(name)))
    if grids and max(grids.values()) > 1:
        signals.append(f"rows of grids stand in brackets ({sum(grids.values())} columns)")
    if _FILE.search(source.name):
        signals.append("the file is named as Sheets names it")
    return tuple(signals)


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers; rows of a grid are grouped under their question."""
    cells = source.cells
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the header of Google Forms but no answers.")
    ids, repairs = unique_ids(cells.header)
    blank = [at for at, name in enumerate(cells.header, 1) if not name]
    if blank:
        repairs.append(f"columns without a question are called {', '.join(ids[at - 1] for at in blank[:5])}")
    columns = [_column(at, name, cells) for at, name in enumerate(ids)]
    zone = _zone(cells)
    return assemble(
        cells, columns, "google_forms", evidence, container=source.container, timezone=zone, repairs=repairs
    )


def _column(at: int, name: str, cells: Cells) -> Column:
    header = cells.header[at]
    found = Column(name, header, at + 1, text=header, kind=UNSURE)
    if at == 0:
        return replace(found, kind="meta", role="ended")
    if at <= 2 and header.casefold() in _EMAILS:
        return replace(found, kind="personal", role="other", personal="email")
    if (
        at <= 3
        and header.casefold() in _SCORES
        and all(re.fullmatch(r"[0-9.]+( / [0-9.]+)?|", text) for text in cells.texts(at, 50))
    ):
        return replace(found, kind="meta", role="score")
    match = _ROW.fullmatch(header)
    if match and sum(other.startswith(match.group(1)) and other.endswith("]") for other in cells.header) > 1:
        return replace(found, text=match.group(2), group=match.group(1).strip(), stem=match.group(1).strip())
    return found


def _zone(cells: Cells) -> str:
    zones = {
        match.group(1)
        for stamp in cells.texts(0, 500)
        if (match := re.search(r"((?:GMT|UTC)(?:[+-][0-9:]+)?)$", stamp.strip()))
    }
    return zones.pop() if len(zones) == 1 else ""


READER = Reader("google_forms", 3, recognise, read, title="Google Forms")
