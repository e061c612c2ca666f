"""What becomes of answers when people take no care, leave items out, or stop halfway."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.simulate.streams import Streams
from psychoseg.simulate.truth import Truth

HALF = 0.5
"""Chance that somebody who speeds or does not read answers a statement at random."""
TIME_SPREAD = 0.3
"""Standard deviation of the logarithm of time, among people of one pace."""
SHORTEST = 5
"""Seconds that even the first page takes."""
PACE = {"careful": 1.0, "straight_lining": 0.5, "random": 0.6, "speeding": 0.18, "inattentive": 0.9}
"""Time taken, in units of the careful median. Speeders stay below the usual cut of a third of it."""


def spoil(
    answers: pd.DataFrame, kinds: pd.Series[str], questionnaire: Questionnaire, streams: Streams
) -> pd.DataFrame:
    """The answers after straight-lining, random answering, speeding and inattention."""
    spoilt = answers.copy()
    favourites = streams.of("favourites").random(len(answers))
    for item in questionnaire.items:
        if item.type == "likert" or item.role == "attention":
            rng = streams.of(f"spoil {item.id}")
            spoilt[item.id] = pd.Series(
                _spoilt(item, spoilt[item.id], kinds, favourites, rng), spoilt.index, "str"
            )
    return spoilt


def _spoilt(
    item: Item,
    careful: pd.Series[str],
    kinds: pd.Series[str],
    favourites: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    codes = np.array(item.codes, dtype=object)
    unread = kinds.isin(["speeding", "inattentive"]) & (rng.random(len(careful)) < HALF)
    at_random = rng.choice(codes, size=len(careful))
    favourite = codes[(favourites * len(codes)).astype(int)]
    spoilt = np.where(unread | (kinds == "random"), at_random, careful)
    spoilt = np.where(kinds == "straight_lining", favourite, spoilt)
    if item.role == "attention":
        wrong = rng.choice(codes[codes != item.expected], size=len(careful))
        spoilt = np.where(kinds == "inattentive", wrong, spoilt)
    return spoilt


def draw_reached(
    truth: Truth, respondents: int, questionnaire: Questionnaire, streams: Streams
) -> np.ndarray:
    """How many items each person saw before stopping; all of them for most."""
    rng, count = streams.of("break-offs"), len(questionnaire.items)
    stopped = rng.random(respondents) < truth.break_off
    return np.where(stopped, rng.integers(2, count - 1, size=respondents), count)


def draw_blanks(
    truth: Truth, reached: np.ndarray, questionnaire: Questionnaire, streams: Streams
) -> np.ndarray:
    """Which answers are blank, respondents × columns: skipped, or never reached."""
    blanks = []
    for position, item in enumerate(questionnaire.items):
        usual = 0.0 if item.role == "attention" else truth.missing.get("everything", 0.0)
        skipped = streams.of(f"missing {item.id}").random(len(reached)) < truth.missing.get(item.id, usual)
        blank = skipped | (reached <= position)
        blanks.append(np.repeat(blank[:, np.newaxis], len(item.columns), axis=1))
    return np.hstack(blanks)


def draw_seconds(
    truth: Truth, kinds: pd.Series[str], part_seen: np.ndarray, streams: Streams
) -> pd.Series[int]:
    """Seconds from the first page to the last one seen."""
    pace = kinds.map(PACE).astype(float) * part_seen
    spread = streams.of("seconds").lognormal(0.0, TIME_SPREAD, len(kinds))
    seconds: pd.Series[int] = (truth.minutes * 60 * pace * spread).round().clip(lower=SHORTEST).astype(int)
    return seconds.rename("seconds")
