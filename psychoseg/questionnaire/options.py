"""The options of an item and the scales items share, read from their YAML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from psychoseg.documents import Faults, Mapping, Node, Reader, Scalar
from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire.answers import MISSING, Option, Scale
from psychoseg.questionnaire.texts import Texts, by_language, worded
from psychoseg.values import replace

LONGEST_CODE = 4


def read_options(reader: Reader, language: str) -> tuple[Option, ...]:
    """The options under ``options``: a mapping of codes to labels or details, or a list of details."""
    node = reader.find("options")
    if node is None:
        return ()
    if isinstance(node, Mapping):
        options = [_labelled(code, entry, language, reader.faults) for code, entry in node.pairs]
    else:
        options = [_detailed(entry, "", language, reader.faults) for entry in reader.entries("options")]
    check_options(node, options, reader.faults)
    return tuple(options)


def _labelled(code: Scalar, node: Node, language: str, faults: Faults) -> Option:
    if isinstance(node, Mapping) and not by_language(node):
        return _detailed(node, code.text, language, faults)
    if not isinstance(node, Mapping) and (not isinstance(node, Scalar) or node.is_null):
        faults.add(node, f"the option {shorten(code.text)} needs a label")
    others: list[tuple[str, str, str]] = []
    label = worded(node, "label", language, faults, others)
    return Option(code.text, label, translations=tuple(others), line=code.line, column=code.column)


def _detailed(node: Node, code: str, language: str, faults: Faults) -> Option:
    reader = Reader(node, faults, "an option")
    texts = Texts(reader, language)
    option = Option(
        code=code or reader.text("code", required=True),
        label=texts.text("label", required=True),
        short=texts.text("short"),
        missing=_missing(reader),
        exclusive=reader.flag("exclusive"),
        fixed=reader.flag("fixed"),
        specify=reader.flag("specify"),
        translations=texts.translations,
        line=node.line,
        column=node.column,
    )
    reader.close()
    return option


def _missing(reader: Reader) -> str:
    """Why an answer is none: ``true`` where the file does not say."""
    node = reader.find("missing")
    if node is None:
        return ""
    if isinstance(node, Scalar) and node.plain and node.text in {"true", "false", "True", "False"}:
        return "missing" if node.text.lower() == "true" else ""
    kind = reader.text("missing")
    if kind not in MISSING:
        reader.faults.add(
            node, f"missing is {shorten(kind)}", did_you_mean(kind, ["true", "false", *MISSING])
        )
        return "missing"
    return kind


def check_options(node: Node, options: list[Option], faults: Faults) -> None:
    """Codes and labels stand once each, and there is a choice."""
    for what, values in (
        ("code", [option.code.casefold() for option in options]),
        ("label", [option.label.casefold() for option in options]),
    ):
        twice = first_repeated(values)
        if twice:
            faults.add(node, f"two options have the {what} {shorten(twice)}")
    if len(options) < 2:
        faults.add(node, "fewer than two options to choose from")


def first_repeated(values: Iterable[str]) -> str:
    """The first text that stands more than once, or an empty one."""
    return next((value for value, times in Counter(values).items() if value and times > 1), "")


def read_scales(reader: Reader, language: str) -> dict[str, Scale]:
    """The scales by name, each a mapping of codes to labels, or ``labels`` with ``missing`` beside them."""
    scales: dict[str, Scale] = {}
    for key, node in reader.pairs("scales"):
        if not isinstance(node, Mapping):
            reader.faults.add(
                node, f"scale {shorten(key.text)} should map codes to labels, found {node.kind}"
            )
            continue
        scale = _scale(key, node, language, reader.faults)
        if scale.labels:
            scales[key.text] = scale
    return scales


def _scale(key: Scalar, node: Mapping, language: str, faults: Faults) -> Scale:
    others: list[tuple[str, str, str]] = []
    missing: tuple[Option, ...] = ()
    if any(code.text in {"labels", "missing"} for code, _ in node.pairs):
        reader = Reader(node, faults, "a scale")
        labels = _labels(reader.pairs("labels", required=True), language, faults, others)
        missing = tuple(
            _without_answer(code, entry, language, faults) for code, entry in reader.pairs("missing")
        )
        reader.close()
    else:
        labels = _labels(node.pairs, language, faults, others)
    labels.sort()
    _check_scale(key, labels, faults)
    taken = {str(code) for code, _ in labels}
    for option in missing:
        if option.code in taken:
            faults.add(
                key,
                f"scale {shorten(key.text)} has the code {shorten(option.code)} for an answer and for none",
                "give the missing answer a code outside the scale, such as 99",
            )
    return Scale(key.text, tuple(labels), missing, tuple(others), key.line, key.column)


def _labels(
    pairs: Iterable[tuple[Scalar, Node]], language: str, faults: Faults, others: list[tuple[str, str, str]]
) -> list[tuple[int, str]]:
    labels: list[tuple[int, str]] = []
    for code, label in pairs:
        digits = code.text.lstrip("-")
        if not (digits.isascii() and digits.isdecimal()) or len(code.text) > LONGEST_CODE:
            faults.add(code, f"{shorten(code.text)} is not a code of a scale", "codes are whole numbers")
        elif not isinstance(label, Scalar | Mapping):
            faults.add(label, f"a label should be a text, found {label.kind}")
        else:
            number = int(code.text)
            labels.append((number, worded(label, str(number), language, faults, others)))
    return labels


def _without_answer(code: Scalar, node: Node, language: str, faults: Faults) -> Option:
    option = _labelled(code, node, language, faults)
    return option if option.missing else replace(option, missing="missing")


def _check_scale(key: Scalar, labels: list[tuple[int, str]], faults: Faults) -> None:
    codes = [code for code, _ in labels]
    if len(codes) < 2:
        faults.add(key, f"scale {shorten(key.text)} has fewer than two points")
        return
    twice = first_repeated(str(code) for code in codes)
    if twice:
        faults.add(key, f"scale {shorten(key.text)} has the code {twice} twice", "01 and 1 are one code")
    gaps = sorted(set(range(codes[0], codes[-1] + 1)) - set(codes))
    if gaps:
        faults.add(
            key,
            f"scale {shorten(key.text)} leaves out the code {gaps[0]}",
            "codes run without gaps; a label may be empty, and codes for no answer stand under missing",
        )
    if not (labels[0][1] and labels[-1][1]):
        faults.add(key, f"scale {shorten(key.text)} has an end without a label")
    twice = first_repeated(label.casefold() for _, label in labels)
    if twice:
        faults.add(key, f"scale {shorten(key.text)} has the label {shorten(twice)} twice")
