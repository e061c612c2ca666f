"""One named random stream a part of a wave, so that adding a part changes no other part's draws."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Streams:
    """The random streams of one wave.

    Examples
    --------
    >>> spring = Streams(seed=1, wave="spring")
    >>> bool(spring.of("segments").random() == spring.of("segments").random())
    True
    >>> bool(spring.of("segments").random() == spring.of("factors").random())
    False
    """

    seed: int
    wave: str

    def of(self, part: str) -> np.random.Generator:
        """A fresh generator for a part; always at its beginning."""
        return np.random.default_rng([self.seed, zlib.crc32(f"{self.wave} {part}".encode())])
