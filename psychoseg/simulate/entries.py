"""Mappings whose keys are names from the questionnaire: each key is looked up, each value is a number."""

from __future__ import annotations

import re
from collections.abc import Collection

from psychoseg.documents import Faults, Mapping, Node, Scalar, as_number
from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire import Item

_BAND = re.compile(r"[0-9]{1,9}(-[0-9]{1,9}|\+)\Z")
ROUNDING = 0.005
"""How far shares may be from adding up to one."""


def known(key: Scalar, choices: Collection[str], what: str, faults: Faults) -> bool:
    """Whether a key names one of the choices; a fault where it does not."""
    if key.text in choices:
        return True
    faults.add(key, f"there is no {what} {shorten(key.text)}", did_you_mean(key.text, choices))
    return False


def pairs(node: Node, what: str, faults: Faults) -> tuple[tuple[Scalar, Node], ...]:
    """The keys and nodes of a mapping; a fault and nothing where it is none."""
    if isinstance(node, Mapping):
        return node.pairs
    faults.add(node, f"expected {what}, found {node.kind}")
    return ()


def numbers(
    node: Node, choices: Collection[str] | None, what: str, faults: Faults, *, least: float, most: float
) -> dict[str, float]:
    """The numbers of a mapping; faults for keys that are no choice and values out of range."""
    found: dict[str, float] = {}
    for key, entry in pairs(node, f"a {what} and a number on each line", faults):
        value = as_number(entry)
        if choices is not None and not known(key, choices, what, faults):
            continue
        if value is None or not least <= value <= most:
            shown = shorten(entry.text) if isinstance(entry, Scalar) else entry.kind
            faults.add(entry, f"{key.text} is {shown}", f"it must be a number from {least:g} to {most:g}")
        else:
            found[key.text] = value
    return found


def shares(node: Node, item: Item, faults: Faults) -> dict[str, float]:
    """The chances of an item's codes, or of bands of a numeric item; they add up to 1 where one is chosen."""
    found = numbers(node, item.codes or None, f"code of {item.id}", faults, least=0, most=1)
    if item.type == "numeric" and isinstance(node, Mapping):
        _check_bands(node, item, faults)
    total = sum(found.values())
    if (
        item.type != "multiple"
        and isinstance(node, Mapping)
        and len(found) == len(node.pairs)
        and abs(total - 1) > ROUNDING
    ):
        faults.add(node, f"the shares of {item.id} add up to {total:g}", "they must add up to 1")
    return (
        found
        if item.type == "multiple" or not total
        else {code: share / total for code, share in found.items()}
    )


def _check_bands(node: Mapping, item: Item, faults: Faults) -> None:
    for key, _ in node.pairs:
        if not _BAND.match(key.text):
            faults.add(key, f"{shorten(key.text)} is not a band of {item.id}", "write 18-34 or 55+")
            continue
        first, last = band_ends(key.text, item)
        lowest, highest = item.lowest or 0, item.highest if item.highest is not None else last
        if not lowest <= first <= last <= highest:
            faults.add(
                key,
                f"the band {key.text} does not fit {item.id}",
                f"it must rise and lie within {lowest:g} and {highest:g}",
            )


def band_ends(band: str, item: Item) -> tuple[int, int]:
    """The first and last whole number of a band such as ``18-34`` or ``55+``.

    Examples
    --------
    >>> age = Item(id="age", text="How old are you?", type="numeric", role="demographic", highest=99)
    >>> band_ends("18-34", age), band_ends("55+", age)
    ((18, 34), (55, 99))
    """
    first, _, last = band.removesuffix("+").partition("-")
    return int(first), int(last) if last else int(item.highest or first)
