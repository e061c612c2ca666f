"""Who takes part: their segment, and where they stand on every factor."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.simulate.streams import Streams
from psychoseg.simulate.truth import CARELESS_KINDS, Truth

_LETTERS = np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
_ID_LENGTH = 15


def draw_people(truth: Truth, respondents: int, streams: Streams) -> pd.DataFrame:
    """People with everything that is true of them.

    Returns
    -------
    DataFrame, respondents × truths
        ``segment``, one column a factor in sd units of the population, and ``careless``: one of
        the careless kinds, or ``careful``.
    """
    chances = truth.invited_shares(streams.wave)
    segments = streams.of("segments").choice(len(chances), size=respondents, p=chances)
    people = pd.DataFrame(_scores(truth, segments, streams), columns=list(truth.factors))
    people.index = pd.Index(draw_ids(respondents, streams, "respondents"), name="respondent", dtype="str")
    people.insert(0, "segment", pd.Series(chances.index[segments], index=people.index, dtype="str"))
    return people.assign(careless=_careless(truth, respondents, streams))


def draw_ids(count: int, streams: Streams, part: str) -> list[str]:
    """Names for rows as Qualtrics gives them: R_ and fifteen letters or digits."""
    letters = streams.of(part).choice(_LETTERS, size=(count, _ID_LENGTH))
    return ["R_" + "".join(row) for row in letters]


def _scores(truth: Truth, segments: np.ndarray, streams: Streams) -> np.ndarray:
    noise = streams.of("factors").normal(size=(len(segments), len(truth.factors)))
    inside = noise @ np.linalg.cholesky(truth.correlations.to_numpy()).T
    scores: np.ndarray = truth.means.to_numpy()[segments] + truth.within * inside
    return scores


def _careless(truth: Truth, respondents: int, streams: Streams) -> np.ndarray:
    chances = [truth.careless.get(kind, 0.0) for kind in CARELESS_KINDS]
    kinds = np.array([*CARELESS_KINDS, "careful"], dtype=object)
    return streams.of("careless").choice(kinds, size=respondents, p=[*chances, 1 - sum(chances)])
