"""A questionnaire in another of its languages."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import QuestionnaireError, did_you_mean, shorten
from psychoseg.questionnaire.answers import Option, Scale
from psychoseg.questionnaire.model import Item, Questionnaire, Section
from psychoseg.questionnaire.purpose import Consent, Construct
from psychoseg.values import replace

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import TypeVar

    Worded = TypeVar("Worded", Option, Item, Section, Questionnaire, Consent, Construct)

Part = Option | Scale | Item | Section | Questionnaire | Consent | Construct

SHOWN = ("title", "text", "help", "short", "unit", "show", "stem", "label", "intro", "incentive")
"""The texts of a part that can be translated, of those it has."""


def languages(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every language anything is worded in, the questionnaire's own first."""
    others = {
        language
        for _, part in parts(questionnaire)
        if isinstance(part, Questionnaire) or part.line  # the scale that comes with psychoseg speaks several
        for _, language, _ in part.translations
    }
    return (questionnaire.language, *sorted(others - {questionnaire.language}))


def in_language(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """The questionnaire worded in ``language`` wherever it has a wording there."""
    if language not in questionnaire.languages:
        raise QuestionnaireError(
            f"{questionnaire.source_name or questionnaire.id} has no wording in {shorten(language)}; "
            f"{did_you_mean(language, questionnaire.languages)}"
        )
    if language == questionnaire.language:
        return questionnaire
    scales = {scale: _scale(scale, language) for _, scale in parts(questionnaire) if isinstance(scale, Scale)}
    sections = tuple(
        replace(
            _worded(section, language),
            items=tuple(_item(item, language, scales) for item in section.items),
        )
        for section in questionnaire.sections
    )
    stems = {item.battery: item.stem for section in sections for item in section.items if item.battery}
    consent = questionnaire.consent
    return replace(
        _worded(questionnaire, language),
        language=language,
        sections=sections,
        scales=tuple(scales[scale] for scale in questionnaire.scales),
        constructs=tuple(_worded(construct, language) for construct in questionnaire.constructs),
        batteries=tuple(
            replace(entry, text=stems.get(entry.id, entry.text)) for entry in questionnaire.batteries
        ),
        consent=None if consent is None else _worded(consent, language),
    )


def untranslated(questionnaire: Questionnaire, language: str) -> tuple[str, ...]:
    """The places of texts without a wording in ``language``, in file order."""
    if language == questionnaire.language:
        return ()
    return tuple(
        f"{place}.{name}" if place else name
        for place, part in parts(questionnaire)
        for name in _texts(part)
        if (name, language) not in {(key, code) for key, code, _ in part.translations}
    )


def parts(questionnaire: Questionnaire) -> Iterator[tuple[str, Part]]:
    """Everything that has texts of its own, with its place; a scale that items share comes once."""
    yield "", questionnaire
    if questionnaire.consent is not None:
        yield "consent", questionnaire.consent
    seen: set[Scale] = set()
    for scale in (*questionnaire.scales, *(item.scale for item in questionnaire.items if item.scale)):
        if scale not in seen:
            seen.add(scale)
            yield f"scales.{scale.id}", scale
            for option in scale.missing:
                yield f"scales.{scale.id}.{option.code}", option
    for construct in questionnaire.constructs:
        yield f"constructs.{construct.id}", construct
    for section in questionnaire.sections:
        yield section.id, section
        for item in section.items:
            yield item.id, item
            for option in item.options:
                yield f"{item.id}.{option.code}", option


def _texts(part: Part) -> list[str]:
    if isinstance(part, Scale):
        return [str(code) for code, label in part.labels if label]
    if isinstance(part, Consent):
        names = ("text", "contact", "retention", "purpose", "voluntary", "parental")
        return [name for name in names if getattr(part, name)]
    if isinstance(part, Construct):
        return ["name", "high", "low"]
    if isinstance(part, Section) and part.title == part.id:
        return ["intro"] if part.intro else []
    return [name for name in SHOWN if getattr(part, name, "")]


def _worded(part: Worded, language: str) -> Worded:
    found = {name: text for name, code, text in part.translations if code == language}
    return replace(part, **found) if found else part  # type: ignore[arg-type]  # every name is a text's


def _scale(scale: Scale, language: str) -> Scale:
    found = {name: text for name, code, text in scale.translations if code == language}
    return replace(
        scale,
        labels=tuple((code, found.get(str(code), label)) for code, label in scale.labels),
        missing=tuple(_worded(option, language) for option in scale.missing),
    )


def _item(item: Item, language: str, scales: dict[Scale, Scale]) -> Item:
    return replace(
        _worded(item, language),
        language=language,
        scale=scales[item.scale] if item.scale is not None else None,
        options=tuple(_worded(option, language) for option in item.options),
    )
