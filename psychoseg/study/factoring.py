"""The factors of one wave alone, with all the evidence; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from psychoseg.factors.evidence import Evidence, gather
from psychoseg.pipeline import silent
from psychoseg.stats.threads import one_thread
from psychoseg.study.loading import Loaded, load

Told = Callable[[str, str], None]


@dataclass(frozen=True, eq=False)
class Factored:
    """A wave as it was read, and the evidence on its factors."""

    loaded: Loaded
    evidence: Evidence


def factor_wave(
    study: Path, wave: str | None = None, *, thorough: bool = False, told: Told = silent
) -> Factored:
    """Factor one wave of a study and gather everything that speaks for and against the solution.

    Parameters
    ----------
    study : Path
    wave : str, optional
        The first wave where left out.
    thorough : bool
        Also permute answers and make comparison data.
    told : callable, optional
        Is given (stage, what it is doing).
    """
    loaded = load(study, wave, told)
    with one_thread():
        evidence = gather(
            loaded.responses.answers,
            loaded.responses.weights,
            loaded.questionnaire,
            loaded.config.plan,
            thorough=thorough,
            told=told,
        )
    return Factored(loaded, evidence)
