"""One item of a questionnaire, read from its YAML mapping and its section's defaults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from psychoseg.documents import Faults, Mapping, Node, Reader, Scalar, as_number
from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire.model import ROLES, TYPES, Construct, Item, Option, Scale

_NEEDS = {"likert": "scale", "single": "options", "multiple": "options", "price": "steps"}


def read_item(
    node: Node,
    defaults: Node | None,
    faults: Faults,
    scales: dict[str, Scale],
    constructs: dict[str, Construct],
) -> Item:
    """An item; every fault of it is added to ``faults``."""
    reader = Reader(_with_defaults(node, defaults), faults, "an item")
    kind = reader.choice("type", TYPES, "", required=True)
    construct = _reference(reader, "construct", constructs, faults)
    scale_id = _reference(reader, "scale", scales, faults)
    item = Item(
        id=reader.identifier("id", required=True),
        text=reader.text("text", required=True),
        type=kind,
        role=reader.choice("role", ROLES, _usual_role(kind, construct)),
        scale=scales.get(scale_id),
        options=_options(reader, faults),
        construct=construct,
        reverse=reader.flag("reverse"),
        short=reader.text("short"),
        counts=reader.texts("counts"),
        unit=reader.text("unit"),
        lowest=reader.number("min"),
        highest=reader.number("max"),
        steps=_steps(reader, faults),
        expected=reader.text("expected"),
        quote=reader.flag("quote"),
        sensitive=reader.flag("sensitive"),
        required=reader.flag("required"),
        allow=read_allow(reader),
        line=node.line,
        column=node.column,
    )
    reader.close()
    _check(item, reader, faults)
    return item


def _with_defaults(node: Node, defaults: Node | None) -> Node:
    """The item's own keys first, then those of its section it does not have."""
    if not (isinstance(node, Mapping) and isinstance(defaults, Mapping)):
        return node
    own = {key.text for key, _ in node.pairs}
    return Mapping(
        (*node.pairs, *(pair for pair in defaults.pairs if pair[0].text not in own)), node.line, node.column
    )


def _usual_role(kind: str, construct: str) -> str:
    if construct:
        return "attitude"
    return {"open": "open", "price": "price"}.get(kind, "behaviour")


def _reference(
    reader: Reader, key: str, known: dict[str, Scale] | dict[str, Construct], faults: Faults
) -> str:
    name = reader.text(key)
    if name and name not in known:
        faults.add(reader.place(key), f"there is no {key} {shorten(name)}", did_you_mean(name, known))
        return ""
    return name


def read_allow(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Rules that are silenced here, each with the reason given; the reason is empty where there is none."""
    return tuple(
        (key.text, " ".join(node.text.split()) if isinstance(node, Scalar) and not node.is_null else "")
        for key, node in reader.pairs("allow")
    )


def first_repeated(values: Iterable[str]) -> str:
    """The first text that stands more than once, or an empty one."""
    return next((value for value, times in Counter(values).items() if value and times > 1), "")


def _options(reader: Reader, faults: Faults) -> tuple[Option, ...]:
    node = reader.find("options")
    if node is None:
        return ()
    options: list[Option] = []
    if isinstance(node, Mapping):
        for code, label in node.pairs:
            if isinstance(label, Mapping):
                options.append(_option(label, code.text, faults))
            elif isinstance(label, Scalar) and not label.is_null:
                options.append(Option(code.text, " ".join(label.text.split())))
            else:
                faults.add(label, f"the option {shorten(code.text)} needs a label")
    else:
        options.extend(_option(entry, "", faults) for entry in reader.entries("options"))
    _check_options(node, options, faults)
    return tuple(options)


def _option(node: Node, code: str, faults: Faults) -> Option:
    reader = Reader(node, faults, "an option")
    option = Option(
        code=code or reader.text("code", required=True),
        label=reader.text("label", required=True),
        short=reader.text("short"),
        missing=reader.flag("missing"),
        exclusive=reader.flag("exclusive"),
    )
    reader.close()
    return option


def _check_options(node: Node, options: list[Option], faults: Faults) -> None:
    for what, values in (
        ("code", [option.code.casefold() for option in options]),
        ("label", [option.label.casefold() for option in options]),
    ):
        twice = first_repeated(values)
        if twice:
            faults.add(node, f"two options have the {what} {shorten(twice)}")
    if len(options) < 2:
        faults.add(node, "fewer than two options to choose from")


def _steps(reader: Reader, faults: Faults) -> tuple[float, ...]:
    found = []
    for entry in reader.entries("steps"):
        value = as_number(entry)
        if value is None or value <= 0:
            faults.add(entry, "a price step should be a number above 0")
        else:
            found.append(value)
    if found != sorted(set(found)):
        faults.add(reader.place("steps"), "price steps should rise", "write the lowest first, each once")
    return tuple(found)


def _check(item: Item, reader: Reader, faults: Faults) -> None:
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
    for code in item.counts:
        if item.codes and code not in item.codes:
            faults.add(
                reader.place("counts"),
                f"{shorten(code)} is not a code of this item",
                did_you_mean(code, item.codes),
            )
    if item.role == "attention" and not item.expected:
        faults.add(reader.node, "an attention check needs expected, the code that passes")
    if item.expected and item.codes and item.expected not in item.codes:
        faults.add(
            reader.place("expected"),
            f"{shorten(item.expected)} is not a code of this item",
            did_you_mean(item.expected, item.codes),
        )
