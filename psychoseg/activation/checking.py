"""Whether a client's criteria name what the data hold, before anything is computed."""

from __future__ import annotations

from psychoseg.client import OF_SEGMENTS, SIZE, SPEND, VALUE, EvaluationChoices
from psychoseg.errors import Fault, PlanError, did_you_mean, shorten
from psychoseg.personas.profile import NOT_PROFILED, PROFILED
from psychoseg.questionnaire import Questionnaire


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
