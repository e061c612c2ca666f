"""What a client says of the segments in study.yml: criteria with weights and scores, and roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from psychoseg.documents import Faults, Node, Reader, as_number
from psychoseg.errors import Fault, PlanError, did_you_mean, shorten
from psychoseg.personas.profile import NOT_PROFILED, PROFILED
from psychoseg.questionnaire import Questionnaire

ROLES = ("focus", "develop", "keep", "do not pursue")
"""Attractive to us and we to them; attractive but we not to them; the other way round; neither."""
AXES = ("attractive", "ours")
"""How attractive a segment is to us, and how attractive we are to it."""
LOWEST, HIGHEST, CUT = 1.0, 10.0, 5.5
SIZE, VALUE, SPEND = "size", "value", "spend"
OF_SEGMENTS = {SIZE: "Share of people", VALUE: "Share of value", SPEND: "Value per head"}
LETTERS = "ABCDEFGHIJKL"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that segments are judged by.

    Parameters
    ----------
    name : str
        As it is printed; empty for what the data call it.
    measure : str
        What is taken from the data: one of :data:`OF_SEGMENTS`, or a measure's key, such as ``age`` for a mean
        or ``bought_1`` for the share of an answer; empty where the client scores.
    weight : float
        Beside the weights of the other criteria of its axis.
    index : bool
        Whether it is told as an index against everybody.
    low_is_better : bool
    scores : tuple of (letter, score)
        The client's, from 1 to 10.
    reason : str
        Why the client scores so.
    where : str
        Its place in study.yml, for messages.
    """

    name: str
    measure: str = ""
    weight: float = 1.0
    index: bool = False
    low_is_better: bool = False
    scores: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    where: str = field(default="study.yml", compare=False)


@dataclass(frozen=True, slots=True)
class EvaluationChoices:
    """By what, and how much, segments are judged.

    Parameters
    ----------
    attractive, ours : tuple of Criterion
        How attractive a segment is to us, and how attractive we are to it.
    cut : float
        The total from which an axis counts as high.
    roles : tuple of (letter, role)
        Roles that the client sets whatever the totals say.
    where : str
    """

    attractive: tuple[Criterion, ...]
    ours: tuple[Criterion, ...]
    cut: float = CUT
    roles: tuple[tuple[str, str], ...] = ()
    where: str = field(default="study.yml", compare=False)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Those of both axes."""
        return (*self.attractive, *self.ours)


def read_evaluation(reader: Reader | None, faults: Faults) -> EvaluationChoices | None:
    """The choices under a study's ``evaluate``; None where there are none."""
    if reader is None:
        return None
    axes = [tuple(_criterion(node, faults) for node in reader.entries(axis, required=True)) for axis in AXES]
    for axis, criteria in zip(AXES, axes, strict=True):
        if axis in reader and not criteria:
            faults.add(
                reader.place(axis), f"{axis} holds no criteria", "as in - {criterion: size, weight: 2}"
            )
    found = EvaluationChoices(
        axes[0],
        axes[1],
        reader.number("cut", CUT, least=LOWEST, most=HIGHEST) or CUT,
        _roles(reader, faults),
        faults.place(reader.node),
    )
    reader.close()
    return found


def check_evaluation(
    choices: EvaluationChoices | None, questionnaire: Questionnaire, customers: tuple[str, ...] = ()
) -> None:
    """Refuse criteria that name nothing the data hold.

    Parameters
    ----------
    choices : EvaluationChoices or None
    questionnaire : Questionnaire
    customers : tuple of str
        The columns known of customers.

    Raises
    ------
    PlanError
        With every name that means nothing, its place in study.yml and the nearest that does.
    """
    if choices is None:
        return
    answers = _answers(questionnaire)
    known = [SIZE, *([VALUE, SPEND] if _worth(questionnaire) else [])]
    measured = [key for keys in answers.values() for key in keys]
    measured += [f"customer_{name}" for name in customers]
    faults = []
    for one in choices.criteria:
        name = one.measure
        of_customers = any(
            name == key or name.startswith(f"{key}_") for key in measured if key.startswith("customer_")
        )
        if not name or name in known or name in measured or of_customers:
            continue
        if name in answers:
            hint = f"name one of its answers: {', '.join(answers[name][:8])}"
        elif name in OF_SEGMENTS:
            hint = "no numeric question has the role value"
        else:
            hint = did_you_mean(name, dict.fromkeys([*known, *measured, *answers])) or (
                f"take {', '.join(known)} or a described question, or give scores for every segment"
            )
        faults.append(Fault(one.where, f"{shorten(name)} is nothing that describes segments", hint))
    if faults:
        raise PlanError("The segments cannot be judged by what study.yml names:", faults)


def _criterion(node: Node, faults: Faults) -> Criterion:
    reader = Reader(node, faults, "a criterion")
    name = reader.text("criterion", required=True)
    scores = _scores(reader, faults)
    reason = reader.text("reason")
    if "scores" in reader and not reason:
        faults.add(
            reader.place("scores"), "scores come without a reason", "say why in reason; the report prints it"
        )
    for key in ("as", "better"):
        if "scores" in reader and key in reader:
            faults.add(reader.place(key), f"{key} goes with what the data say, not with scores")
    found = Criterion(
        name=reader.text("name", name if scores or "scores" in reader else ""),
        measure="" if scores or "scores" in reader else name,
        weight=reader.number("weight", 1.0, least=0.01, most=1000) or 1.0,
        index=reader.choice("as", ("figure", "index"), "figure") == "index",
        low_is_better=reader.choice("better", ("high", "low"), "high") == "low",
        scores=scores,
        reason=reason,
        where=faults.place(node),
    )
    if found.index and found.measure in (SIZE, VALUE):
        faults.add(reader.place("as"), f"{found.measure} has no index", "leave `as` out")
    reader.close()
    return found


def _scores(reader: Reader, faults: Faults) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for key, node in reader.pairs("scores"):
        score = as_number(node)
        if key.text not in LETTERS or len(key.text) != 1:
            faults.add(key, f"{shorten(key.text)} is not the letter of a segment", "the largest segment is A")
        elif score is None or not LOWEST <= score <= HIGHEST:
            faults.add(node, f"the score of segment {key.text} should be a number from 1 to 10")
        else:
            found[key.text] = score
    return tuple(sorted(found.items()))


def _roles(reader: Reader, faults: Faults) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for key, node in reader.pairs("roles"):
        role = " ".join(getattr(node, "text", "").split())
        if key.text not in LETTERS or len(key.text) != 1:
            faults.add(key, f"{shorten(key.text)} is not the letter of a segment", "the largest segment is A")
        elif role not in ROLES:
            faults.add(node, f"the role of segment {key.text} is {shorten(role)}", did_you_mean(role, ROLES))
        else:
            found[key.text] = role
    return tuple(sorted(found.items()))


def _answers(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """By described question, the names of what it measures: itself, or each of its answers."""
    found: dict[str, list[str]] = {}
    for item in questionnaire.items:
        if item.construct or item.type not in PROFILED or item.role in NOT_PROFILED:
            continue
        if item.type == "numeric" or item.counts:
            found[item.id] = [item.id]
        elif item.options:
            found[item.id] = [f"{item.id}_{option.code}" for option in item.options if not option.missing]
        else:
            found[item.id] = [f"{item.id}_{code}" for code in item.codes]
    return found


def _worth(questionnaire: Questionnaire) -> bool:
    return any(item.type == "numeric" for item in questionnaire.with_role("value"))
