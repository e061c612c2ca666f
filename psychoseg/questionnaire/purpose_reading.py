"""What a questionnaire is for and what it promises, read from its YAML."""

from __future__ import annotations

from psychoseg.documents import Faults, Node, Reader, Scalar, fold
from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire.items import read_date
from psychoseg.questionnaire.model import PERSONAL, Item
from psychoseg.questionnaire.purpose import BASES, Cell, Consent, Construct, Quota, Version
from psychoseg.questionnaire.texts import Texts

MOST_DIGITS = 9


def read_constructs(reader: Reader, language: str) -> dict[str, Construct]:
    """The constructs by id."""
    constructs: dict[str, Construct] = {}
    for key, node in reader.pairs("constructs"):
        inner = Reader(node, reader.faults, "a construct")
        texts = Texts(inner, language)
        name = texts.text("name", key.text.replace("_", " ").capitalize())
        constructs[key.text] = Construct(
            id=key.text,
            name=name,
            basis=inner.choice("basis", BASES, "psychographic"),
            high=texts.text("high", f"high in {name.lower()}"),
            low=texts.text("low", f"low in {name.lower()}"),
            translations=texts.translations,
            line=key.line,
            column=key.column,
        )
        inner.close()
    return constructs


def read_consent(reader: Reader, language: str) -> Consent | None:
    """What respondents were told, or None where nothing is written."""
    inner = reader.inner("consent", "the consent text")
    if inner is None:
        return None
    texts = Texts(inner, language)
    consent = Consent(
        text=texts.text("text", required=True),
        contact=texts.text("contact"),
        retention=texts.text("retention"),
        purpose=texts.text("purpose"),
        voluntary=texts.text("voluntary"),
        parental=texts.text("parental"),
        translations=texts.translations,
        line=inner.node.line,
        column=inner.node.column,
    )
    inner.close()
    return consent


def read_pairs(reader: Reader, key: str) -> tuple[tuple[str, str], ...]:
    """A mapping of words to texts."""
    found = []
    for name, node in reader.pairs(key):
        if isinstance(node, Scalar) and not node.is_null:
            found.append((name.text, fold(node, reader.faults)))
        else:
            reader.faults.add(node, f"{shorten(name.text)} under {key} needs a text")
    return tuple(found)


def read_personal_data(reader: Reader) -> tuple[tuple[str, str], ...]:
    """The kinds of personal data kept beside the answers, each with the reason."""
    found = read_pairs(reader, "personal_data")
    for kind, _ in found:
        if kind not in PERSONAL:
            reader.faults.add(
                reader.place("personal_data"),
                f"{shorten(kind)} is not a kind of personal data",
                did_you_mean(kind, PERSONAL),
            )
    return found


def read_history(reader: Reader) -> tuple[Version, ...]:
    """The versions there have been, as listed."""
    found = []
    for node in reader.entries("history"):
        inner = Reader(node, reader.faults, "an entry of the history")
        found.append(
            Version(
                version=inner.text("version", required=True),
                date=read_date(inner, "date"),
                wave=inner.text("wave"),
                changes=inner.text("changes"),
                line=node.line,
                column=node.column,
            )
        )
        inner.close()
    return tuple(found)


def read_quotas(reader: Reader, items: dict[str, Item]) -> tuple[Quota, ...]:
    """The quotas; each counts the codes of one item, or bands of its numbers such as 18-29."""
    found = []
    for node in reader.entries("quotas"):
        inner = Reader(node, reader.faults, "a quota")
        name = inner.text("item", required=True)
        if name and name not in items:
            reader.faults.add(
                inner.place("item"), f"there is no item {shorten(name)}", did_you_mean(name, items)
            )
        cells = tuple(
            _cell(key, entry, items.get(name), reader.faults)
            for key, entry in inner.pairs("cells", required=True)
        )
        inner.close()
        _check_cells(node, cells, reader.faults)
        found.append(Quota(name, cells, node.line, node.column))
    return tuple(found)


def _cell(code: Scalar, node: Node, item: Item | None, faults: Faults) -> Cell:
    if item is not None and item.codes and code.text not in item.codes:
        faults.add(
            code, f"{shorten(code.text)} is not a code of {item.id}", did_you_mean(code.text, item.codes)
        )
    if item is not None and item.type == "numeric" and not _is_band(code.text):
        faults.add(
            code, f"{shorten(code.text)} is not a band of {item.id}", "write bands such as 18-29 or 70+"
        )
    written = node.text.replace(" ", "") if isinstance(node, Scalar) else ""
    number = _number(written.removesuffix("%"))
    if number is not None and written.endswith("%") and number <= 100:
        return Cell(code.text, share=number / 100)
    if number is not None and "." in written and number <= 1:
        return Cell(code.text, share=number)
    if number is not None and written.isdigit() and number > 0:
        return Cell(code.text, count=int(number))
    faults.add(
        node,
        f"the quota of {shorten(code.text)} should be a share or a number of people",
        "write 48%, 0.48 or 240",
    )
    return Cell(code.text)


def _check_cells(node: Node, cells: tuple[Cell, ...], faults: Faults) -> None:
    shares = [cell.share for cell in cells if cell.share is not None]
    if shares and len(shares) < len(cells):
        faults.add(node, "a quota with shares and numbers of people", "write all cells one way")
    elif shares and abs(sum(shares) - 1) > 0.011:
        faults.add(node, f"the shares of a quota add up to {sum(shares):.0%}", "they add up to 100%")


def _is_band(text: str) -> bool:
    if text.endswith("+"):
        return text[:-1].isdigit() and len(text) < 10
    first, dash, last = text.partition("-")
    return first.isdigit() and (not dash or (last.isdigit() and int(first) <= int(last))) and len(text) < 20


def _number(text: str) -> float | None:
    """A number above or at zero, written in few digits."""
    before, _, after = text.partition(".")
    if not (before + after).isascii() or not (before + after).isdigit() or len(text) > MOST_DIGITS:
        return None
    return float(text)
