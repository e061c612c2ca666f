"""study.yml and wave.yml: the only files of a study edited by hand, besides the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from psychoseg.client import EvaluationChoices, SheetChoices, is_letter, read_evaluation, read_sheets
from psychoseg.documents import ID_RULE, Faults, Reader, is_identifier, read_document
from psychoseg.errors import StudyError, did_you_mean, shorten
from psychoseg.forming import Forming, read_forming
from psychoseg.plan import Plan, read_plan
from psychoseg.questionnaire.model import ROLES
from psychoseg.responses import Wave
from psychoseg.responses.customers import KINDS, CustomerField, CustomerSettings
from psychoseg.responses.privacy.patterns import POSTCODES
from psychoseg.responses.readers import Reading
from psychoseg.study.layout import wave_file

VERSION = 1
REPORT_LANGUAGES = ("en", "de", "fr", "es")
"""Named here too, so that a study is read without the report."""


@dataclass(frozen=True, slots=True)
class StudyConfig:
    """What study.yml says.

    ``questionnaire`` is the path of the questionnaire inside the study folder; ``language`` is the report's. ``names`` gives a
    person's own names for segments by letter, in the order of size; ``evaluate`` holds a
    client's criteria, ``activate`` who does what by when, by letter.
    """

    title: str
    questionnaire: str = "questionnaire.yml"
    subtitle: str = ""
    client: str = ""
    agency: str = ""
    date: str = ""
    status: str = ""
    confidentiality: str = ""
    language: str = "en"
    plan: Plan = field(default_factory=Plan)
    names: dict[str, str] = field(default_factory=dict)
    customers: CustomerSettings | None = None
    evaluate: EvaluationChoices | None = None
    activate: dict[str, SheetChoices] = field(default_factory=dict)


def read_study(folder: Path) -> StudyConfig:
    """The configuration of a study folder.

    Raises
    ------
    StudyError
        Where there is no study.yml, or with every fault in it.
    """
    path = folder / "study.yml"
    if not folder.is_dir():
        raise StudyError(
            f"{folder} is not a folder; give the path of a study, or make one with `psychoseg new {folder.name}`."
        )
    if not path.exists():
        raise StudyError(f"{folder} holds no study.yml; make a study with `psychoseg new`.")
    faults = Faults(str(path))
    reader = Reader(read_document(path, StudyError, faults.found), faults, "a study")
    reader.whole("psychoseg", VERSION, least=1, most=VERSION)
    forming, names = _segments(reader, faults)
    study = StudyConfig(
        title=reader.text("title", required=True),
        questionnaire=_inside(reader, faults),
        subtitle=reader.text("subtitle"),
        client=reader.text("client"),
        agency=reader.text("agency"),
        date=reader.text("date"),
        status=reader.text("status"),
        confidentiality=reader.text("confidentiality"),
        language=reader.choice("language", REPORT_LANGUAGES, "en"),
        plan=replace(
            read_plan(
                reader.inner("plan", "the plan"),
                reader.inner("exclude", "the exclusion rules"),
                reader.inner("weights", "the weights"),
                faults,
            ),
            forming=forming,
        ),
        names=names,
        customers=_customers(reader, faults),
        evaluate=read_evaluation(reader.inner("evaluate", "the evaluation"), faults),
        activate=read_sheets(reader.inner("activate", "what is done about segments"), faults),
    )
    reader.close()
    faults.raise_any(StudyError, f"{path} has faults that must be mended first:")
    return study


def _countries(reader: Reader, faults: Faults) -> tuple[str, ...]:
    found = reader.texts("postcodes")
    for country in found:
        if country not in POSTCODES:
            faults.add(
                reader.place("postcodes"),
                f"the postal codes of {shorten(country)} are not known",
                did_you_mean(country, POSTCODES) or f"choose from {', '.join(POSTCODES)}",
            )
    return found


def _inside(
    reader: Reader, faults: Faults, key: str = "questionnaire", usual: str = "questionnaire.yml"
) -> str:
    name = reader.text(key, usual)
    if Path(name).is_absolute() or ".." in Path(name).parts or "\0" in name:
        faults.add(
            reader.place(key), f"{shorten(name)} leads out of the study folder", f"put the {key} inside it"
        )
        return usual
    return name


def _customers(reader: Reader, faults: Faults) -> CustomerSettings | None:
    """What is known of customers, under ``customers``: a file, its key, and the columns that describe people."""
    inner = reader.inner("customers", "the customers")
    if inner is None:
        return None
    fields = []
    for key, node in inner.pairs("columns", required=True):
        one = Reader(node, faults, "a column of customers")
        fields.append(
            CustomerField(
                id=key.text,
                column=one.text("column", key.text),
                kind=one.choice("kind", KINDS, required=True),
                name=one.text("name", key.text),
                unit=one.text("unit"),
                role=one.choice("role", ROLES, "behaviour"),
            )
        )
        if not is_identifier(key.text):
            faults.add(key, f"{shorten(key.text)} cannot name a column", ID_RULE)
        one.close()
    file = _inside(inner, faults, "file", "")
    if not file:
        faults.add(inner.node, "the customers need a file")
    found = CustomerSettings(
        file, inner.text("key", required=True), inner.text("respondent_key"), tuple(fields)
    )
    inner.close()
    return found


def _segments(reader: Reader, faults: Faults) -> tuple[Forming, dict[str, str]]:
    """How segments are formed and what a person calls them, under ``segments``."""
    inner = reader.inner("segments", "the segments")
    if inner is None:
        return Forming(), {}
    from psychoseg.segments.methods import METHODS  # a second and more to load

    found = read_forming(inner, METHODS, faults), _names(inner, faults)
    inner.close()
    return found


def _names(inner: Reader, faults: Faults) -> dict[str, str]:
    names: dict[str, str] = {}
    for key, node in inner.pairs("names"):
        text = " ".join(getattr(node, "text", "").split())
        if not is_letter(key, faults):
            continue
        if not text or len(text) > 60:
            faults.add(node, f"the name of segment {key.text} should be a text of at most 60 characters")
        elif text.casefold() in {name.casefold() for name in names.values()}:
            faults.add(node, f"two segments are called {shorten(text)}")
        else:
            names[key.text] = text
    return names


def _reading(reader: Reader) -> Reading:
    """How the export is to be read where what is found by looking is wrong."""
    inner = reader.inner("read", "how the export is read")
    if inner is None:
        return Reading()
    found = Reading(inner.text("as"), inner.text("encoding"), inner.text("delimiter"), inner.text("sheet"))
    inner.close()
    return found


def read_wave(folder: Path, wave: str) -> Wave:
    """What wave.yml says of one wave; a wave without the file keeps the defaults.

    Raises
    ------
    StudyError
        With every fault in it.
    """
    path = wave_file(folder, wave)
    if not path.exists():
        return Wave(wave)
    faults = Faults(str(path))
    reader = Reader(read_document(path, StudyError, faults.found), faults, "a wave")
    found = Wave(
        id=reader.text("id", wave),
        fieldwork=reader.text("fieldwork"),
        source=reader.text("source"),
        reading=_reading(reader),
        ignore=reader.texts("ignore"),
        respondent=reader.text("respondent"),
        postcodes=_countries(reader, faults),
        export=reader.text("export"),
    )
    reader.close()
    if found.id != wave:
        faults.add(
            reader.place("id"),
            f"the id {shorten(found.id)} is not the name of the wave's folder, {wave}",
            "make them the same",
        )
    faults.raise_any(StudyError, f"{path} has faults that must be mended first:")
    return found
