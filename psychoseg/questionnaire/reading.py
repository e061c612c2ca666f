"""From YAML to a Questionnaire; every fault of a file is reported at once, each with file:line:column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from psychoseg.documents import Faults, Mapping, Reader, Scalar, compose, read_document
from psychoseg.errors import QuestionnaireError, shorten
from psychoseg.questionnaire.items import first_repeated, read_allow, read_item
from psychoseg.questionnaire.model import BASES, Consent, Construct, Item, Questionnaire, Scale, Section

LANGUAGE_VERSION = 1


def read(path: str | Path) -> Questionnaire:
    """The questionnaire in a YAML file.

    Raises
    ------
    QuestionnaireError
        With every fault of the file and its place.
    """
    return _questionnaire(read_document(Path(path), QuestionnaireError), str(path))


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
    return _questionnaire(compose(text, name, QuestionnaireError), name)


def _questionnaire(top: Mapping, name: str) -> Questionnaire:
    faults = Faults(name)
    reader = Reader(top, faults, "a questionnaire")
    version = reader.whole("questionnaire", LANGUAGE_VERSION, least=1)
    if version is not None and version > LANGUAGE_VERSION:
        faults.add(
            reader.place("questionnaire"),
            f"language version {version} is newer than this psychoseg reads",
            "update psychoseg",
        )
    scales = _scales(reader, faults)
    constructs = _constructs(reader, faults)
    questionnaire = Questionnaire(
        id=reader.identifier("id", required=True),
        title=reader.text("title", required=True),
        version=reader.text("version", "1"),
        language=reader.text("language", "en"),
        objective=reader.text("objective"),
        kpis=reader.texts("kpis"),
        target=reader.text("target"),
        consent=_consent(reader),
        credit=reader.text("source"),
        licence=reader.text("licence"),
        scales=tuple(scales.values()),
        constructs=tuple(constructs.values()),
        sections=_sections(reader, faults, scales, constructs, reader.text("language", "en")),
        allow=read_allow(reader),
        source_name=name,
    )
    reader.close()
    _unique_columns(questionnaire, faults)
    faults.raise_any(QuestionnaireError, f"{name} has faults that must be mended first:")
    return questionnaire


def _scales(reader: Reader, faults: Faults) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    for key, node in reader.pairs("scales"):
        labels: list[tuple[int, str]] = []
        if not isinstance(node, Mapping):
            faults.add(node, f"scale {shorten(key.text)} should map codes to labels, found {node.kind}")
            continue
        for code, label in node.pairs:
            if not code.text.lstrip("-").isdecimal() or len(code.text) > 4:
                faults.add(code, f"{shorten(code.text)} is not a code of a scale", "codes are whole numbers")
            elif not isinstance(label, Scalar):
                faults.add(label, f"a label should be a text, found {label.kind}")
            else:
                labels.append((int(code.text), "" if label.is_null else " ".join(label.text.split())))
        labels.sort()
        _check_scale(key, labels, faults)
        if labels:
            scales[key.text] = Scale(key.text, tuple(labels), key.line, key.column)
    return scales


def _check_scale(key: Scalar, labels: list[tuple[int, str]], faults: Faults) -> None:
    codes = [code for code, _ in labels]
    if len(codes) < 2:
        faults.add(key, f"scale {shorten(key.text)} has fewer than two points")
        return
    gaps = sorted(set(range(codes[0], codes[-1] + 1)) - set(codes))
    if gaps:
        faults.add(
            key,
            f"scale {shorten(key.text)} leaves out the code {gaps[0]}",
            "codes run without gaps; a label may be empty",
        )
    if not (labels[0][1] and labels[-1][1]):
        faults.add(key, f"scale {shorten(key.text)} has an end without a label")
    twice = first_repeated(label.casefold() for _, label in labels)
    if twice:
        faults.add(key, f"scale {shorten(key.text)} has the label {shorten(twice)} twice")


def _constructs(reader: Reader, faults: Faults) -> dict[str, Construct]:
    constructs: dict[str, Construct] = {}
    for key, node in reader.pairs("constructs"):
        inner = Reader(node, faults, "a construct")
        name = inner.text("name", key.text.replace("_", " ").capitalize())
        constructs[key.text] = Construct(
            id=key.text,
            name=name,
            basis=inner.choice("basis", BASES, "psychographic"),
            high=inner.text("high", f"high in {name.lower()}"),
            low=inner.text("low", f"low in {name.lower()}"),
            line=key.line,
            column=key.column,
        )
        inner.close()
    return constructs


def _consent(reader: Reader) -> Consent | None:
    inner = reader.inner("consent", "the consent text")
    if inner is None:
        return None
    consent = Consent(inner.text("text", required=True), inner.text("contact"), inner.text("retention"))
    inner.close()
    return consent


def _sections(
    reader: Reader,
    faults: Faults,
    scales: dict[str, Scale],
    constructs: dict[str, Construct],
    language: str,
) -> tuple[Section, ...]:
    sections: list[Section] = []
    seen: dict[str, Item] = {}
    for node in reader.entries("sections", required=True):
        inner = Reader(node, faults, "a section")
        section_id = inner.identifier("id", required=True)
        random_order = inner.choice("order", ("fixed", "random"), "fixed") == "random"
        defaults = inner.find("defaults")
        items: list[Item] = []
        for entry in inner.entries("items", required=True):
            item = read_item(entry, defaults, faults, scales, constructs)
            folded = item.id.casefold()
            if item.id and folded in seen:
                faults.add(
                    entry,
                    f"the id {shorten(item.id)} is taken",
                    f"first on line {seen[folded].line}; ids differ by more than case",
                )
            seen[folded] = item
            items.append(replace(item, section=section_id, random_order=random_order, language=language))
        if not items and inner.find("items") is not None:
            faults.add(inner.place("items"), "a section without items")
        sections.append(
            Section(
                section_id,
                inner.text("title", section_id),
                tuple(items),
                random_order,
                node.line,
                node.column,
            )
        )
        inner.close()
    return tuple(sections)


def _unique_columns(questionnaire: Questionnaire, faults: Faults) -> None:
    """An export has one column a name, so an option's column must not meet another item's."""
    taken = {item.id.casefold(): item for item in questionnaire.items}
    for item in questionnaire.items:
        for column in item.columns if len(item.columns) > 1 else ():
            other = taken.get(column.casefold())
            if other is not None:
                faults.add(
                    Scalar("", True, other.line, other.column),
                    f"the id {shorten(other.id)} is also the column of an option of {item.id}",
                    "rename one",
                )
