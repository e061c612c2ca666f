"""From the names in a study to the questions they mean; what cannot form segments is refused with its place."""

from __future__ import annotations

from psychoseg.errors import Fault, PlanError, did_you_mean
from psychoseg.forming import Forming, Part
from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.segments.bases.items import NOT_USABLE, USABLE

PROTECTED = frozenset(
    [
        "ethnicity",
        "ethnic",
        "race",
        "religion",
        "religious",
        "health",
        "illness",
        "disability",
        "sexuality",
        "political",
    ]
)
"""Words in an id that tell of what the law protects in most places (GDPR, article 9), marked sensitive or not."""


def resolved(forming: Forming, questionnaire: Questionnaire) -> tuple[tuple[Item, ...], ...]:
    """The items of each part; none for factor scores.

    Raises
    ------
    PlanError
        With every name that means nothing, cannot form segments, is used twice, or is sensitive without
        a reason, and its place in study.yml.
    """
    faults: list[Fault] = []
    found = tuple(_items(part, questionnaire, faults) for part in forming.basis)
    seen: dict[str, str] = {}
    for part, items in zip(forming.basis, found, strict=True):
        for item in items:
            if item.id in seen:
                faults.append(
                    Fault(part.where, f"{item.id} is in the basis twice", "leave it out of one block")
                )
            seen[item.id] = part.where
            why = _refused(item, forming)
            if why:
                faults.append(Fault(part.where, *why))
        names = {item.id: item for item in items}
        for word, wanted in (("log", "numeric"), ("ordered", "single")):
            for name in getattr(part, word):
                if name not in names or names[name].type != wanted:
                    known = [item.id for item in items if item.type == wanted]
                    hint = did_you_mean(name, known) or f"the block holds no {wanted} items"
                    faults.append(
                        Fault(
                            part.where, f"{word} names {name}, which is no {wanted} item of this block", hint
                        )
                    )
    if sum(part.kind == "scores" for part in forming.basis) > 1:
        faults.append(Fault(forming.basis[-1].where, "factor scores are in the basis twice"))
    if faults:
        raise PlanError("The segments cannot be formed from what study.yml names:", faults)
    return found


def _items(part: Part, questionnaire: Questionnaire, faults: list[Fault]) -> tuple[Item, ...]:
    if part.kind == "scores":
        return ()
    if not part.names:
        return questionnaire.attitudes
    found: dict[str, Item] = {}
    for name in part.names:
        meant = _meant(name, part, questionnaire)
        if not meant:
            faults.append(Fault(part.where, f"{name} is {_expected(part)}", _near(name, part, questionnaire)))
        found |= {item.id: item for item in meant}
    return tuple(item for item in questionnaire.items if item.id in found)


def _meant(name: str, part: Part, questionnaire: Questionnaire) -> tuple[Item, ...]:
    """An item, the items of a construct, those of a role, or those of constructs that divide people by it."""
    if part.kind == "means":
        return questionnaire.measured_by(name)
    by_id = tuple(item for item in questionnaire.items if item.id == name)
    if by_id:
        return by_id
    if measured := questionnaire.measured_by(name):
        return measured
    divided = {construct.id for construct in questionnaire.constructs if construct.basis == name}
    return tuple(
        item
        for item in questionnaire.items
        if item.construct in divided
        or (item.role == name and item.type in USABLE and not (item.construct and name != "attitude"))
    )


def _expected(part: Part) -> str:
    return (
        "no construct that items measure"
        if part.kind == "means"
        else "no item, construct or role of the questionnaire"
    )


def _near(name: str, part: Part, questionnaire: Questionnaire) -> str:
    constructs = [construct.id for construct in questionnaire.constructs]
    if part.kind == "means":
        return did_you_mean(name, constructs)
    roles = dict.fromkeys(item.role for item in questionnaire.items)
    divided = dict.fromkeys(construct.basis for construct in questionnaire.constructs)
    known = [*(item.id for item in questionnaire.items), *constructs, *roles, *divided]
    return did_you_mean(name, known) or f"roles here are {', '.join(roles)}"


def _refused(item: Item, forming: Forming) -> tuple[str, str] | None:
    """Why an item cannot form segments, and what to do; None where it can."""
    if item.type not in USABLE or item.role in NOT_USABLE:
        kind = item.role if item.role in NOT_USABLE else item.type
        return f"{item.id} ({kind}) cannot form segments", "take closed questions about people themselves"
    if item.personal:
        return f"{item.id} is personal data ({item.personal}) and never forms segments", "leave it out"
    if not forming.sensitive and (sensitive := _sensitive(item)):
        return (
            f"{item.id} is sensitive ({sensitive}) and does not form segments",
            "leave it out, or write sensitive: true with a sensitive_reason under segments",
        )
    return None


def _sensitive(item: Item) -> str:
    if item.sensitive:
        return "so marked in the questionnaire"
    word = PROTECTED & set(item.id.lower().split("_"))
    return f"its id speaks of {sorted(word)[0]}" if word and not item.construct else ""
