"""When and from where people answered: what a platform notes beside the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from psychoseg.simulate.people import draw_ids
from psychoseg.simulate.simulation import Simulated

DOCUMENTATION_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
"""Addresses that belong to nobody (RFC 5737)."""
MEAN_DAYS = 3.0
"""How long an invitation lies unread, on average."""
LAST_DAY = 14.0
UNFINISHED_CLOSES = pd.Timedelta(days=7)
"""Unfinished answers are recorded only after a week without a click."""


@dataclass(frozen=True, eq=False)
class Fieldwork:
    """One row a line of the export, previews first."""

    ids: pd.Series[str]
    is_preview: pd.Series[bool]
    started: pd.Series[pd.Timestamp]
    ended: pd.Series[pd.Timestamp]
    recorded: pd.Series[pd.Timestamp]
    seconds: pd.Series[int]
    progress: pd.Series[int]
    addresses: pd.Series[str]
    places: tuple[pd.Series[str], pd.Series[str]]


def draw_fieldwork(simulated: Simulated, start: datetime, *, previews: int) -> Fieldwork:
    """What a platform notes about every line of an export that begins with previews."""
    lines = previews + len(simulated.answers)
    started = _started(simulated, start, previews)
    seconds = _after_previews(simulated.timing, previews, int(simulated.timing.median()))
    progress = _after_previews(simulated.truth["progress"], previews, 100)
    ended = started + pd.to_timedelta(seconds, unit="s")
    ids = [*draw_ids(previews, simulated.streams, "preview ids"), *simulated.answers.index]
    return Fieldwork(
        ids=pd.Series(ids, dtype="str"),
        is_preview=pd.Series(np.arange(lines) < previews),
        started=started,
        ended=ended,
        recorded=ended.where(progress == 100, ended + UNFINISHED_CLOSES),
        seconds=seconds,
        progress=progress,
        addresses=_addresses(simulated, lines),
        places=_places(simulated, lines),
    )


def _after_previews(people: pd.Series[int], previews: int, usual: int) -> pd.Series[int]:
    return pd.concat([pd.Series([usual] * previews, dtype=int), people], ignore_index=True)


def _started(simulated: Simulated, start: datetime, previews: int) -> pd.Series[pd.Timestamp]:
    """Previews the day before; people from the invitation on, most of them soon."""
    days = simulated.streams.of("days").exponential(MEAN_DAYS, len(simulated.answers)).clip(max=LAST_DAY)
    before = -1 + np.arange(previews) / 48
    offsets = pd.to_timedelta(np.concatenate([before, np.sort(days)]), unit="D").round("s")
    return pd.Series(pd.Timestamp(start) + offsets)


def _addresses(simulated: Simulated, count: int) -> pd.Series[str]:
    rng = simulated.streams.of("addresses")
    networks = rng.choice(np.array(DOCUMENTATION_NETWORKS, dtype=object), size=count)
    hosts = rng.integers(1, 254, size=count, endpoint=True).astype(str)
    return pd.Series(networks + "." + hosts.astype(object), dtype="str")


def _places(simulated: Simulated, count: int) -> tuple[pd.Series[str], pd.Series[str]]:
    """Latitudes and longitudes in the Gulf of Guinea, where nobody lives."""
    degrees = simulated.streams.of("places").uniform(-1.0, 1.0, size=(2, count)).round(4)
    return pd.Series(degrees[0].astype(str), dtype="str"), pd.Series(degrees[1].astype(str), dtype="str")
