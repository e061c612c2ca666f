"""From YAML to a Truth, checked against its questionnaire; every fault is reported at once with its place."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from psychoseg.documents import Faults, Reader, read_document
from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire import Questionnaire
from psychoseg.simulate.answer_reading import read_answers, read_words
from psychoseg.simulate.entries import ROUNDING, known, numbers, shares
from psychoseg.simulate.factor_reading import read_correlations, read_statements
from psychoseg.simulate.truth import CARELESS_KINDS, TrueSegment, Truth, TruthError

USUAL_MINUTES = 10.0
USUAL_WITHIN = 0.65


def read_truth(path: str | Path, questionnaire: Questionnaire) -> Truth:
    """The truth in a YAML file, which must fit the questionnaire.

    Raises
    ------
    TruthError
        With every fault of the file and its place.

    Examples
    --------
    >>> from psychoseg.questionnaire import read
    >>> from psychoseg.resources import folder
    >>> food = read(folder("questionnaires") / "everyday_food.yml")
    >>> truth = read_truth(folder("questionnaires") / "everyday_food.truth.yml", food)
    >>> truth.waves
    ('spring', 'autumn')
    """
    faults = Faults(str(path))
    reader = Reader(read_document(Path(path), TruthError), faults, "a truth")
    _check_questionnaire(reader, questionnaire, faults)
    reader.text("about")
    waves = reader.texts("waves")
    if not waves:
        faults.add(reader.place("waves"), "a truth needs waves", "list at least one name")
    correlations = read_correlations(reader, questionnaire, faults)
    factors = [construct.id for construct in questionnaire.constructs]
    segments = _segments(reader, waves, factors, faults)
    names = [segment.id for segment in segments]
    truth = Truth(
        waves=waves,
        minutes=reader.number("minutes", USUAL_MINUTES, least=1, most=120) or USUAL_MINUTES,
        within=reader.number("within", USUAL_WITHIN, least=0, most=1) or 0.0,
        correlations=correlations,
        statements=read_statements(reader, questionnaire, faults),
        segments=segments,
        answers=read_answers(reader, questionnaire, names, faults),
        words=read_words(reader, questionnaire, names, faults),
        invitation=_by_category(reader, "invitation", questionnaire, faults),
        population=_by_category(reader, "population", questionnaire, faults),
        missing=_missing(reader, questionnaire, faults),
        break_off=reader.number("break_off", 0.0, least=0, most=0.5) or 0.0,
        careless=_careless(reader, faults),
    )
    reader.close()
    _check_invitation(reader, truth, faults)
    faults.raise_any(TruthError, f"{path} has faults that must be mended first:")
    return truth


def _check_questionnaire(reader: Reader, questionnaire: Questionnaire, faults: Faults) -> None:
    named = reader.text("questionnaire", required=True)
    if named and named != questionnaire.id:
        faults.add(
            reader.place("questionnaire"), f"this is the truth of {shorten(named)}, not of {questionnaire.id}"
        )


def _segments(
    reader: Reader, waves: Collection[str], factors: Collection[str], faults: Faults
) -> tuple[TrueSegment, ...]:
    segments: list[TrueSegment] = []
    for key, node in reader.pairs("segments", required=True):
        inner = Reader(node, faults, "a segment")
        name = inner.text("name", required=True)
        sizes = inner.find("share", required=True)
        means = inner.find("means")
        found = {} if sizes is None else numbers(sizes, waves, "wave", faults, least=0, most=1)
        for wave in waves:
            if sizes is not None and wave not in found:
                faults.add(sizes, f"the segment {key.text} has no share in {wave}")
        placed = {} if means is None else numbers(means, factors, "construct", faults, least=-3, most=3)
        segments.append(
            TrueSegment(key.text, name, found, {factor: placed.get(factor, 0.0) for factor in factors})
        )
        inner.close()
    for wave in waves:
        total = sum(segment.shares.get(wave, 0.0) for segment in segments)
        if segments and abs(total - 1) > ROUNDING:
            faults.add(
                reader.place("segments"),
                f"the shares of the segments in {wave} add up to {total:g}",
                "they must add up to 1",
            )
    return tuple(segments)


def _by_category(
    reader: Reader, key: str, questionnaire: Questionnaire, faults: Faults
) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for name, node in reader.pairs(key):
        if known(
            name,
            [item.id for item in questionnaire.items if item.type in {"single", "numeric"}],
            "item",
            faults,
        ):
            item = questionnaire.item(name.text)
            if key == "population":
                found[item.id] = shares(node, item, faults)
            else:
                found[item.id] = numbers(node, item.codes or None, "code", faults, least=0.01, most=100)
    return found


def _check_invitation(reader: Reader, truth: Truth, faults: Faults) -> None:
    for item, chances in truth.invitation.items():
        for answer in truth.answers.get(item, {}).values():
            categories = getattr(answer, "of", None)
            if categories is None:
                faults.add(
                    reader.place("invitation"),
                    f"the invitation looks at {item}, whose answers are a mean",
                    "give its answers as bands",
                )
                break
            for category in sorted(set(chances) - set(categories)):
                faults.add(
                    reader.place("invitation"),
                    f"{item} has no answer {shorten(category)}",
                    did_you_mean(category, categories),
                )


def _missing(reader: Reader, questionnaire: Questionnaire, faults: Faults) -> dict[str, float]:
    node = reader.find("missing")
    choices = ["everything", *(item.id for item in questionnaire.items)]
    return {} if node is None else numbers(node, choices, "item", faults, least=0, most=0.95)


def _careless(reader: Reader, faults: Faults) -> dict[str, float]:
    node = reader.find("careless")
    kinds = {} if node is None else numbers(node, CARELESS_KINDS, "careless kind", faults, least=0, most=0.5)
    if node is not None and sum(kinds.values()) >= 1:
        faults.add(node, "nobody is left who takes care")
    return kinds
