"""The whole of this stage: personas and a client's choices in, what to do out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from psychoseg.activation.advice import advice
from psychoseg.activation.choices import EvaluationChoices
from psychoseg.activation.evaluation import evaluate
from psychoseg.activation.model import Activation
from psychoseg.errors import PlanError
from psychoseg.personas.model import Persona


def activate(
    personas: Sequence[Persona],
    choices: EvaluationChoices | None = None,
    *,
    level: float = 0.05,
    confidence: float = 0.95,
) -> tuple[Activation, tuple[str, ...]]:
    """What to do about segments that were just found.

    Parameters
    ----------
    personas : sequence of Persona
    choices : EvaluationChoices, optional
    level, confidence : float
        Of tests and intervals.

    Returns
    -------
    Activation
    tuple of str
        A caveat where the client's choices do not go with these segments, which nobody could know beforehand.
    """
    found = Activation(advice(personas, level=level, confidence=confidence))
    try:
        return chosen_anew(found, personas, choices), ()
    except PlanError as problem:
        told = "; ".join(f"{fault.what} ({fault.where})" for fault in problem.faults)
        return found, (f"The segments were not evaluated: {told}.",)


def chosen_anew(
    found: Activation, personas: Sequence[Persona], choices: EvaluationChoices | None
) -> Activation:
    """The same with the client's present choices.

    Raises
    ------
    PlanError
        Where they do not go with the segments.
    """
    judged = evaluate(personas, choices) if choices is not None and len(personas) > 1 else None
    return replace(found, evaluation=judged)
