"""How each segment answers what lies outside the constructs, and what it writes in its own words."""

from __future__ import annotations

from collections.abc import Collection

from psychoseg.documents import Faults, Mapping, Node, Reader
from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.simulate.entries import known, pairs, shares
from psychoseg.simulate.truth import Answer, Level, Shares

EVERYONE = "everyone"
LIKERT_SPREAD = 1.0
SMALLEST = 0.01
NOT_INVENTED = {"ranking", "date"}

Answers = dict[str, dict[str, Answer]]
Words = dict[str, dict[str, tuple[str, ...]]]


def read_answers(
    reader: Reader, questionnaire: Questionnaire, segments: Collection[str], faults: Faults
) -> Answers:
    """By item and segment; a segment that is not listed answers as everyone does."""
    wanted = [item for item in questionnaire.items if _is_described(item)]
    for item in wanted:
        if item.type in NOT_INVENTED:
            faults.add(
                reader.place("answers"),
                f"{item.id} is a {item.type} item, whose answers cannot be invented",
                "leave it out of the questionnaire to simulate",
            )
    found: Answers = {}
    for key, node in reader.pairs("answers", required=True):
        if known(key, [item.id for item in wanted], "item outside the constructs", faults):
            found[key.text] = _by_segment(node, questionnaire.item(key.text), segments, faults)
    for item in wanted:
        if item.id not in found:
            faults.add(reader.place("answers"), f"nothing says how {item.id} is answered")
    return found


def _is_described(item: Item) -> bool:
    return not (item.construct or item.role == "attention" or item.type == "open")


def _by_segment(node: Node, item: Item, segments: Collection[str], faults: Faults) -> dict[str, Answer]:
    entries = pairs(node, f"how each segment answers {item.id}", faults)
    usual = next((_answer(entry, item, None, faults) for key, entry in entries if key.text == EVERYONE), None)
    own = {
        key.text: _answer(entry, item, usual, faults)
        for key, entry in entries
        if key.text != EVERYONE and known(key, [EVERYONE, *segments], "segment", faults)
    }
    silent = [segment for segment in segments if segment not in own]
    if usual is None:
        if silent:
            faults.add(node, f"nothing says how {silent[0]} answers {item.id}", f"add it, or {EVERYONE}")
        return own
    return {segment: own.get(segment, usual) for segment in segments}


def _answer(node: Node, item: Item, usual: Answer | None, faults: Faults) -> Answer:
    is_level = isinstance(node, Mapping) and any(key.text == "mean" for key, _ in node.pairs)
    if item.type in {"likert", "nps", "price"} or (item.type == "numeric" and is_level):
        return _level(Reader(node, faults, f"an answer to {item.id}"), item, usual, faults)
    return Shares(shares(node, item, faults))


def _level(reader: Reader, item: Item, usual: Answer | None, faults: Faults) -> Level:
    spread = (
        usual.spread
        if isinstance(usual, Level)
        else LIKERT_SPREAD
        if item.type in {"likert", "nps"}
        else None
    )
    mean = reader.number("mean", least=SMALLEST)
    found = reader.number("spread", spread, least=SMALLEST)
    reader.close()
    for name, value in (("mean", mean), ("spread", found)):
        if value is None and name not in reader:
            faults.add(reader.node, f"an answer to {item.id} needs a {name}")
    return Level(mean or 1.0, found or 1.0)


def read_words(
    reader: Reader, questionnaire: Questionnaire, segments: Collection[str], faults: Faults
) -> Words:
    """By open item and segment, the texts people write."""
    wanted = [item.id for item in questionnaire.items if item.type == "open"]
    found: Words = {}
    for key, node in reader.pairs("words", required=bool(wanted)):
        if known(key, wanted, "open item", faults):
            found[key.text] = _texts(Reader(node, faults, f"the words for {key.text}"), segments, faults)
    for item in wanted:
        if item not in found and "words" in reader:
            faults.add(reader.place("words"), f"nothing says what people write for {item}")
    return found


def _texts(reader: Reader, segments: Collection[str], faults: Faults) -> dict[str, tuple[str, ...]]:
    found = {segment: reader.texts(segment) for segment in segments}
    reader.close()
    for segment, texts in found.items():
        if not texts:
            faults.add(reader.node, f"{segment} has nothing to write", "list at least one answer")
    return found
