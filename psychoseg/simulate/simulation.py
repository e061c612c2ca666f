"""From a truth and a questionnaire to a wave of answers whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.errors import did_you_mean
from psychoseg.questionnaire import Questionnaire
from psychoseg.simulate.answering import Columns, answer
from psychoseg.simulate.carelessness import draw_blanks, draw_reached, draw_seconds, spoil
from psychoseg.simulate.people import draw_people
from psychoseg.simulate.streams import Streams
from psychoseg.simulate.truth import Truth, TruthError


@dataclass(frozen=True, eq=False)
class Simulated:
    """One wave of invented answers, and what is true of the people who gave them.

    Parameters
    ----------
    answers : DataFrame, respondents × columns of the export
        Texts: codes as written, reverse-keyed items not turned round; blank where nothing was
        answered. An option that was chosen holds 1; a price step holds 1 for yes and 2 for no.
    truth : DataFrame, respondents × truths
        ``segment``, one column a factor in sd units, ``careless`` (the kind, or ``careful``), and
        ``progress``: the part of the questionnaire seen, in percent.
    timing : Series, respondents
        Seconds taken.
    streams : Streams
        Seed and wave, for whatever is drawn later.
    """

    answers: pd.DataFrame
    truth: pd.DataFrame
    timing: pd.Series[int]
    streams: Streams


def simulate(
    questionnaire: Questionnaire, truth: Truth, *, wave: str, respondents: int, seed: int
) -> Simulated:
    """A wave of answers; the same arguments always give the same answers.

    Parameters
    ----------
    wave : str
        One of the truth's waves: segment shares drift from one to the next.
    respondents : int
        People who begin, at least 1; some of them stop before the end.
    seed : int
        Every part of the simulation draws from its own stream of this seed.

    Raises
    ------
    TruthError
        Where the truth knows no such wave.

    Examples
    --------
    >>> from psychoseg.questionnaire import read
    >>> from psychoseg.resources import folder
    >>> from psychoseg.simulate import read_truth
    >>> food = read(folder("questionnaires") / "everyday_food.yml")
    >>> truth = read_truth(folder("questionnaires") / "everyday_food.truth.yml", food)
    >>> spring = simulate(food, truth, wave="spring", respondents=40, seed=1)
    >>> len(spring.answers), sorted(spring.truth["segment"].unique())[:2]
    (40, ['curious', 'family'])
    """
    if wave not in truth.waves:
        raise TruthError(f"the truth holds no wave {wave}; {did_you_mean(wave, truth.waves)}")
    if respondents < 1:
        raise TruthError(f"{respondents} respondents; a wave needs at least 1")
    streams = Streams(seed, wave)
    people = draw_people(truth, respondents, streams)
    careful = _answers(questionnaire, truth, people, streams)
    spoilt = spoil(careful, people["careless"], questionnaire, streams)
    reached = draw_reached(truth, respondents, questionnaire, streams)
    blanks = draw_blanks(truth, reached, questionnaire, streams)
    seen = reached / len(questionnaire.items)
    return Simulated(
        answers=spoilt.mask(blanks, ""),
        truth=people.assign(progress=np.floor(100 * seen).astype(int)),
        timing=draw_seconds(truth, people["careless"], seen, streams),
        streams=streams,
    )


def _answers(
    questionnaire: Questionnaire, truth: Truth, people: pd.DataFrame, streams: Streams
) -> pd.DataFrame:
    columns: Columns = {}
    for item in questionnaire.items:
        columns |= answer(item, people, truth, streams.of(f"item {item.id}"))
    return pd.DataFrame(columns, index=people.index, dtype="str")
