"""The whole of this stage: personas and a client's choices in, what to do out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from psychoseg.activation.advice import advice
from psychoseg.activation.evaluation import evaluate
from psychoseg.activation.model import Activation, Evaluation, Offered, Typing
from psychoseg.activation.prices import kept_of
from psychoseg.activation.sheets import sheets, strange_letters
from psychoseg.client import Choices, EvaluationChoices
from psychoseg.errors import Fault, PlanError
from psychoseg.personas.model import Persona
from psychoseg.stats.intervals import Estimator

_FOLDERS = re.compile(r"^.*[\\/]")


def activate(
    personas: Sequence[Persona],
    choices: EvaluationChoices | None = None,
    said: Choices | None = None,
    *,
    typing: Typing | None = None,
    offered: tuple[Offered, ...] = (),
    estimator: Estimator | None = None,
    level: float = 0.05,
) -> tuple[Activation, tuple[str, ...]]:
    """What to do about segments that were just found.

    Parameters
    ----------
    personas : sequence of Persona
    choices : EvaluationChoices, optional
        By what the client judges segments.
    said : mapping of str to SheetChoices, optional
        Who does what by when, by letter.
    typing : Typing, optional
    offered : tuple of Offered
    estimator : Estimator, optional
        Whose rules for intervals and small bases hold.
    level : float
        Of tests.

    Returns
    -------
    Activation
    tuple of str
        A caveat where the client's choices do not go with these segments, which nobody could know beforehand.
    """
    rules = estimator or Estimator()
    found = Activation(
        advice(personas, level=level, confidence=rules.confidence),
        typing=typing,
        kept=tuple(kept_of(one.prices, rules) for one in personas),
        offered=offered,
    )
    faults = strange_letters(personas, said or {})
    doubts = (
        [f"Not all that study.yml says under activate goes with the segments: {_listed(faults)}."]
        if faults
        else []
    )
    found = replace(found, sheets=sheets(personas, said or {}, level=level))
    try:
        found = replace(found, evaluation=_judged(personas, choices))
    except PlanError as problem:
        doubts.append(f"The segments were not evaluated: {_listed(problem.faults)}.")
    return found, tuple(doubts)


def chosen_anew(
    found: Activation,
    personas: Sequence[Persona],
    choices: EvaluationChoices | None,
    said: Choices | None = None,
    *,
    level: float = 0.05,
) -> Activation:
    """The same with the client's present choices.

    Raises
    ------
    PlanError
        Where they do not go with the segments.
    """
    faults = strange_letters(personas, said or {})
    if faults:
        raise PlanError("What study.yml says under activate does not go with the segments:", faults)
    return replace(
        found,
        evaluation=_judged(personas, choices),
        sheets=sheets(personas, said or {}, level=level),
    )


def _judged(personas: Sequence[Persona], choices: EvaluationChoices | None) -> Evaluation | None:
    return evaluate(personas, choices) if choices is not None and len(personas) > 1 else None


def _listed(faults: Sequence[Fault]) -> str:
    """What is wrong and where, without the folders of whoever made the report."""
    return "; ".join(f"{fault.what} ({_FOLDERS.sub('', fault.where)})" for fault in faults)
