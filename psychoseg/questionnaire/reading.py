"""From YAML to a Questionnaire; every fault of a file is reported at once, each with file:line:column."""

from __future__ import annotations

from psychoseg.documents import Faults, Mapping, Reader, Scalar, compose, read_document
from psychoseg.errors import Fault, QuestionnaireError, did_you_mean, shorten
from psychoseg.questionnaire.items import is_matrix, read_allow, read_item, read_matrix
from psychoseg.questionnaire.model import AUDIENCES, Battery, Item, Questionnaire, Section
from psychoseg.questionnaire.options import read_scales
from psychoseg.questionnaire.purpose_reading import (
    read_consent,
    read_constructs,
    read_history,
    read_pairs,
    read_personal_data,
    read_quotas,
)
from psychoseg.questionnaire.shared import Shared
from psychoseg.questionnaire.texts import Texts, is_language
from psychoseg.values import replace

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from pathlib import Path

LANGUAGE_VERSION = 1


def read(path: str | Path) -> Questionnaire:
    """The questionnaire in a YAML file, and the version before it where it names one.

    Raises
    ------
    QuestionnaireError
        With every fault of the file and its place; faults of the version before come with its own name.
    """
    noted: list[Fault] = []
    found = _questionnaire(read_document(path, QuestionnaireError, noted), str(path), noted)
    return _with_parent(found, path) if found.parent else found


def parse(text: str, name: str = "questionnaire.yml") -> Questionnaire:
    """The questionnaire in a YAML text; ``name`` stands for the file in messages.

    Examples
    --------
    >>> asked = parse('''
    ... id: tea
    ... title: Tea
    ... sections:
    ...   - id: habits
    ...     items:
    ...       - {id: cups, text: How many cups of tea did you drink yesterday?, type: numeric, min: 0, max: 30}
    ... ''')
    >>> asked.item("cups").highest
    30.0
    """
    noted: list[Fault] = []
    return _questionnaire(compose(text, name, QuestionnaireError, noted), name, noted)


def _questionnaire(top: Mapping, name: str, noted: list[Fault]) -> Questionnaire:
    faults = Faults(name, noted)
    reader = Reader(top, faults, "a questionnaire")
    version = reader.whole("questionnaire", LANGUAGE_VERSION, least=1)
    if version is not None and version > LANGUAGE_VERSION:
        faults.add(
            reader.place("questionnaire"),
            f"language version {version} is newer than this psychoseg reads",
            "update psychoseg",
        )
    language = _language(reader)
    texts = Texts(reader, language)
    shared = Shared(
        faults,
        language,
        read_scales(reader, language),
        read_constructs(reader, language),
        reader.text("instrument"),
    )
    sections, batteries = _sections(reader, shared)
    items = {item.id: item for section in sections for item in section.items}
    shared.check_conditions(items)
    questionnaire = Questionnaire(
        id=reader.identifier("id", required=True),
        title=texts.text("title", required=True),
        version=reader.text("version", "1"),
        language=language,
        objective=reader.text("objective"),
        kpis=reader.texts("kpis"),
        target=reader.text("target"),
        audience=reader.choice("audience", AUDIENCES, "public"),
        consent=read_consent(reader, language),
        anonymous=reader.flag("anonymous"),
        personal_data=read_personal_data(reader),
        incentive=texts.text("incentive"),
        sponsor=reader.text("sponsor"),
        brands=reader.texts("brands"),
        glossary=read_pairs(reader, "glossary"),
        quotas=read_quotas(reader, items),
        random_sections=_is_random(reader, "section_order"),
        instrument=shared.instrument,
        credit=reader.text("source"),
        licence=reader.text("licence"),
        history=read_history(reader),
        parent=_parent(reader),
        scales=tuple(shared.scales.values()),
        constructs=tuple(shared.constructs.values()),
        batteries=batteries,
        sections=sections,
        allow=read_allow(reader),
        translations=texts.translations,
        written=frozenset(
            key.text for key, value in top.pairs if not (isinstance(value, Scalar) and value.is_null)
        ),
        source_name=name,
    )
    reader.close()
    _unique_columns(questionnaire, faults)
    faults.raise_any(QuestionnaireError, f"{name} has faults that must be mended first:")
    return questionnaire


def _language(reader: Reader) -> str:
    language = reader.text("language", "en")
    if not is_language(language):
        reader.faults.add(
            reader.place("language"),
            f"language is {shorten(language)}",
            "write a code such as en, de or pt-BR",
        )
    return language


def _is_random(reader: Reader, key: str) -> bool:
    return reader.choice(key, ("fixed", "random"), "fixed") == "random"


def _sections(reader: Reader, shared: Shared) -> tuple[tuple[Section, ...], tuple[Battery, ...]]:
    sections: list[Section] = []
    batteries: list[Battery] = []
    seen: dict[str, Item | Battery] = {}
    for node in reader.entries("sections", required=True):
        inner = Reader(node, shared.faults, "a section")
        texts = Texts(inner, shared.language)
        section_id = inner.identifier("id", required=True)
        random_order = _is_random(inner, "order")
        instrument = inner.text("instrument", shared.instrument)
        own = replace(shared, instrument=instrument)
        defaults = inner.find("defaults")
        items: list[Item] = []
        for entry in inner.entries("items", required=True):
            if isinstance(entry, Mapping) and is_matrix(entry, defaults):
                battery, rows = read_matrix(entry, defaults, own)
                _take(battery, seen, shared.faults)
                batteries.append(replace(battery, section=section_id))
                found = rows
            else:
                found = [replace(read_item(entry, defaults, own), random_order=random_order)]
            for item in found:
                _take(item, seen, shared.faults)
                items.append(replace(item, section=section_id))
        if not items and inner.find("items") is not None:
            shared.faults.add(inner.place("items"), "a section without items")
        sections.append(
            Section(
                id=section_id,
                title=texts.text("title", section_id),
                items=tuple(items),
                random_order=random_order,
                fixed=inner.flag("fixed"),
                intro=texts.text("intro"),
                ask_if=shared.condition(inner),
                instrument=instrument,
                translations=texts.translations,
                line=node.line,
                column=node.column,
            )
        )
        inner.close()
    return tuple(sections), tuple(batteries)


def _take(found: Item | Battery, seen: dict[str, Item | Battery], faults: Faults) -> None:
    """Ids differ by more than case, since the names of columns do in some formats."""
    first = seen.setdefault(found.id.casefold(), found)
    if found.id and first is not found:
        faults.add(
            Scalar("", True, found.line, found.column),
            f"the id {shorten(found.id)} is taken",
            f"first on line {first.line}; ids differ by more than case",
        )


def _unique_columns(questionnaire: Questionnaire, faults: Faults) -> None:
    """An export has one column a name, so an option's column must not meet another item's."""
    taken = {item.id.casefold(): item for item in questionnaire.items}
    for item in questionnaire.items:
        for column in (*(item.columns if len(item.columns) > 1 else ()), *item.text_columns):
            other = taken.get(column.casefold())
            if other is not None:
                faults.add(
                    Scalar("", True, other.line, other.column),
                    f"the id {shorten(other.id)} is also the column of an option of {item.id}",
                    "rename one",
                )


def _parent(reader: Reader) -> str:
    """The path of the version before, which lies in the questionnaire's folder or one inside it."""
    found = reader.text("parent")
    parts = found.replace("\\", "/").split("/")
    if found and (".." in parts or parts[0] in {"", "~"} or ":" in parts[0]):
        reader.faults.add(
            reader.place("parent"),
            f"parent is {shorten(found)}, which leads out of this folder",
            "keep earlier versions in this folder or one inside it",
        )
    return found


def _with_parent(questionnaire: Questionnaire, name: str | Path) -> Questionnaire:
    """The questionnaire with the version before it; that one's own parent is not read."""
    from pathlib import Path

    path = Path(name)
    home = path.parent.resolve()
    other = path.parent / questionnaire.parent
    if not other.resolve().is_relative_to(home):
        raise QuestionnaireError(f"{path}: parent leads out of {home} through a link; keep it inside.")
    if other.resolve() == path.resolve():
        raise QuestionnaireError(f"{path}: parent names this file itself; name the version before it.")
    noted: list[Fault] = []
    before = _questionnaire(read_document(other, QuestionnaireError, noted), str(other), noted)
    earlier = {item.id for item in before.items}
    faults = Faults(str(path))
    for item in questionnaire.items:
        if item.was and item.was not in earlier:
            faults.add(
                Scalar("", True, item.line, item.column),
                f"{item.id} was {shorten(item.was)}, which {before.source_name} does not ask",
                did_you_mean(item.was, earlier),
            )
    faults.raise_any(QuestionnaireError, f"{path} does not fit its parent:")
    return replace(questionnaire, before=before)
