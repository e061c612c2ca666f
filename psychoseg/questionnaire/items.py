"""One item of a questionnaire, read from its YAML mapping and its section's defaults."""

from __future__ import annotations

from collections.abc import Iterable

from psychoseg.documents import Faults, Mapping, Node, Reader, Scalar, as_number, fold
from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire.answers import Scale, recommendation_scale
from psychoseg.questionnaire.model import PERSONAL, ROLES, TYPES, Battery, Item
from psychoseg.questionnaire.options import read_options
from psychoseg.questionnaire.purpose import Construct
from psychoseg.questionnaire.shared import Shared
from psychoseg.questionnaire.texts import Texts, by_language
from psychoseg.values import replace

RESERVED = frozenset(["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"])
"""Words SPSS or SQL keep for themselves, so that no column can have such a name."""

PROMOTERS = ("9", "10")
"""The codes of a net promoter item whose share is given; Reichheld (2003)."""

_NEEDS = {
    "likert": "scale",
    "single": "options",
    "multiple": "options",
    "ranking": "options",
    "price": "steps",
}
_ONLY = {
    "scale": ("likert", "nps"),
    "options": ("single", "multiple", "ranking"),
    "randomise": ("single", "multiple", "ranking"),
    "steps": ("price",),
    "min": ("numeric",),
    "max": ("numeric",),
    "decimals": ("numeric",),
    "earliest": ("date",),
    "latest": ("date",),
    "quote": ("open",),
}
"""The types a key has a meaning for; a section's defaults may hold it for others too."""


def read_item(node: Node, defaults: Node | None, shared: Shared) -> Item:
    """An item; every fault of it is added to ``shared.faults``."""
    reader = Reader(_with_defaults(node, defaults), shared.faults, "an item")
    kind = reader.choice("type", (*TYPES, "matrix"), "", required=True)
    texts = Texts(reader, shared.language)
    construct = _reference(reader, "construct", shared.constructs)
    item = Item(
        id=_name(reader),
        text=_words(reader, texts, "text"),
        type=kind,
        role=reader.choice("role", ROLES, _usual_role(kind, construct)),
        scale=_scale(reader, kind, shared),
        options=read_options(reader, shared.language),
        construct=construct,
        reverse=reader.flag("reverse"),
        short=texts.text("short"),
        counts=reader.texts("counts") or (PROMOTERS if kind == "nps" else ()),
        unit=texts.text("unit"),
        lowest=reader.number("min"),
        highest=reader.number("max"),
        decimals=reader.whole("decimals", least=0, most=6),
        earliest=read_date(reader, "earliest"),
        latest=read_date(reader, "latest"),
        steps=_steps(reader),
        expected=reader.text("expected"),
        quote=reader.flag("quote"),
        help=texts.text("help"),
        show=texts.text("show"),
        sensitive=reader.flag("sensitive"),
        reason=reader.text("reason"),
        personal=reader.choice("personal", PERSONAL),
        objective=reader.text("objective"),
        required=reader.flag("required"),
        ask_if=shared.condition(reader),
        screen_out=reader.texts("screen_out"),
        randomise=reader.flag("randomise"),
        fixed=reader.flag("fixed"),
        instrument=reader.text("instrument", shared.instrument),
        was=reader.identifier("was"),
        language=shared.language,
        allow=read_allow(reader),
        translations=texts.translations,
        line=node.line,
        column=node.column,
    )
    reader.close()
    _check(item, reader)
    _check_keys(kind, node, shared.faults)
    return item


def read_matrix(node: Mapping, defaults: Node | None, shared: Shared) -> tuple[Battery, list[Item]]:
    """A matrix and its rows, each an item that takes from the matrix what it does not say itself."""
    whole = _with_defaults(node, defaults)
    reader = Reader(whole, shared.faults, "a matrix")
    texts = Texts(reader, shared.language)
    battery = Battery(
        id=_name(reader),
        text=_words(reader, texts, "text"),
        items=(),
        random_order=reader.flag("randomise"),
        line=node.line,
        column=node.column,
    )
    kind = "single" if "options" in reader and reader.find("options") is not None else "likert"
    inherited = [
        pair for pair in whole.pairs if pair[0].text not in {"id", "type", "text", "rows", "randomise"}
    ]
    if "scale" not in reader and kind == "likert":
        shared.faults.add(node, "a matrix needs a scale or options that all its rows share")
    if kind == "single":
        inherited = [pair for pair in inherited if pair[0].text != "scale"]
    rows: list[Item] = []
    for key, entry in reader.pairs("rows", required=True):
        row = read_item(_row(key, entry, kind, inherited), None, shared)
        stems = tuple(
            ("stem", language, text) for name, language, text in texts.translations if name == "text"
        )
        rows.append(
            replace(
                row,
                battery=battery.id,
                stem=battery.text,
                random_order=battery.random_order,
                translations=(*row.translations, *stems),
            )
        )
    if len(rows) == 1:
        shared.faults.add(
            reader.place("rows"), "a matrix with a single row", "write it as an item of its own"
        )
    return replace(battery, items=tuple(row.id for row in rows)), rows


def _row(key: Scalar, entry: Node, kind: str, inherited: list[tuple[Scalar, Node]]) -> Mapping:
    """A row written as an item: its key is the id, a text alone stands for its wording."""

    def word(text: str) -> Scalar:
        return Scalar(text, True, key.line, key.column)

    detailed = isinstance(entry, Mapping) and not by_language(entry)
    own = entry.pairs if isinstance(entry, Mapping) and detailed else ((word("text"), entry),)
    said = {name.text for name, _ in own} | {"id", "type"}
    pairs = [
        (word("id"), Scalar(key.text, key.plain, key.line, key.column)),
        (word("type"), word(kind)),
        *own,
    ]
    return Mapping((*pairs, *(pair for pair in inherited if pair[0].text not in said)), key.line, key.column)


def is_matrix(node: Node, defaults: Node | None) -> bool:
    """Whether an entry of a section is a matrix."""
    return isinstance(node, Mapping) and any(
        key.text == "type" and isinstance(value, Scalar) and value.text == "matrix"
        for key, value in _with_defaults(node, defaults).pairs
    )


def _with_defaults(node: Node, defaults: Node | None) -> Mapping:
    """The item's own keys first, then those of its section it does not have."""
    if not isinstance(node, Mapping):
        return node  # type: ignore[return-value]  # the reader says what was found instead
    if not isinstance(defaults, Mapping):
        return node
    own = {key.text for key, _ in node.pairs}
    return Mapping(
        (*node.pairs, *(pair for pair in defaults.pairs if pair[0].text not in own)), node.line, node.column
    )


def _name(reader: Reader) -> str:
    """An id, which is also the name of a column in every format an export may have."""
    found = reader.identifier("id", required=True)
    if found.lower() in RESERVED:
        reader.faults.add(
            reader.place("id"),
            f"{shorten(found)} cannot be used as id: SPSS and SQL keep the word for themselves",
            f"write {found}_1 or another name",
        )
    return found


def _words(reader: Reader, texts: Texts, key: str) -> str:
    """A text that says something: a letter or a digit stands in it."""
    found = texts.text(key, required=True)
    if found and not any(map(str.isalnum, found)):
        reader.faults.add(reader.place(key), f"{key} is {shorten(found)}: no word stands in it")
    return found


def _usual_role(kind: str, construct: str) -> str:
    if construct:
        return "attitude"
    return {"open": "open", "price": "price"}.get(kind, "behaviour")


def _reference(reader: Reader, key: str, known: dict[str, Scale] | dict[str, Construct]) -> str:
    name = reader.text(key)
    if name and name not in known:
        reader.faults.add(reader.place(key), f"there is no {key} {shorten(name)}", did_you_mean(name, known))
        return ""
    return name


def _scale(reader: Reader, kind: str, shared: Shared) -> Scale | None:
    scale = shared.scales.get(_reference(reader, "scale", shared.scales))
    if kind == "nps":
        if scale is not None and scale.codes != tuple(range(11)):
            reader.faults.add(
                reader.place("scale"), "an nps item runs from 0 to 10", "leave scale out to have it built in"
            )
        return scale or recommendation_scale(shared.language)
    return scale if kind not in TYPES or kind == "likert" else None


def read_allow(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Rules that are silenced here, each with the reason given; the reason is empty where there is none."""
    return tuple(
        (key.text, fold(node, reader.faults) if isinstance(node, Scalar) and not node.is_null else "")
        for key, node in reader.pairs("allow")
    )


def read_date(reader: Reader, key: str) -> str:
    """A day written as in 2026-03-01, or an empty text."""
    found = reader.text(key)
    if not found:
        return ""
    from datetime import date

    try:
        return date.fromisoformat(found).isoformat()
    except ValueError:
        reader.faults.add(
            reader.place(key), f"{key} is {shorten(found)}, which is no day", "write it as 2026-03-01"
        )
        return ""


def _steps(reader: Reader) -> tuple[float, ...]:
    found = []
    for entry in reader.entries("steps"):
        value = as_number(entry)
        if value is None or value <= 0:
            reader.faults.add(entry, "a price step should be a number above 0")
        else:
            found.append(value)
    if found != sorted(set(found)):
        reader.faults.add(
            reader.place("steps"), "price steps should rise", "write the lowest first, each once"
        )
    return tuple(found)


def _check(item: Item, reader: Reader) -> None:
    faults = reader.faults
    needed = _NEEDS.get(item.type)
    if needed and needed not in reader:
        faults.add(reader.node, f"a {item.type} item needs {needed}")
    if item.construct and item.type and item.type != "likert":
        faults.add(
            reader.place("construct"),
            f"a {item.type} item cannot measure a construct",
            "only likert items can",
        )
    if item.reverse and item.scale is None and "scale" not in reader:
        faults.add(reader.place("reverse"), "reverse needs a scale to turn round")
    if item.lowest is not None and item.highest is not None and item.lowest >= item.highest:
        faults.add(reader.place("max"), f"max {item.highest:g} is not above min {item.lowest:g}")
    if item.earliest and item.latest and item.earliest >= item.latest:
        faults.add(reader.place("latest"), f"latest {item.latest} is not after earliest {item.earliest}")
    if item.role == "attention" and not item.expected:
        faults.add(reader.node, "an attention check needs expected, the code that passes")
    _check_codes(item, reader)


def _check_codes(item: Item, reader: Reader) -> None:
    """Codes that are counted, expected or screened out are codes of the item."""
    if not item.codes:
        return
    for key, codes in (
        ("counts", item.counts),
        ("expected", (item.expected,) if item.expected else ()),
        ("screen_out", item.screen_out),
    ):
        for code in codes:
            if code not in item.possible_codes:
                reader.faults.add(
                    reader.place(key),
                    f"{shorten(code)} is not a code of this item",
                    did_you_mean(code, item.possible_codes),
                )


def _check_keys(kind: str, node: Node, faults: Faults) -> None:
    """Keys an item has of its own mean something for its type."""
    for key, _ in _pairs(node):
        types = _ONLY.get(key.text)
        if types and kind in TYPES and kind not in types:
            faults.add(
                key,
                f"{key.text} means nothing where type is {kind}",
                f"it is for {' and '.join(types)} items",
            )


def _pairs(node: Node) -> Iterable[tuple[Scalar, Node]]:
    return node.pairs if isinstance(node, Mapping) else ()
