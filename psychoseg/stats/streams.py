"""One named random stream a stage, so that adding a stage changes no other stage's draws."""

from __future__ import annotations

import zlib

import numpy as np


def stream(seed: int, name: str) -> np.random.Generator:
    """The random stream of a stage.

    Examples
    --------
    >>> bool(stream(1, "retention").random() == stream(1, "retention").random())
    True
    >>> bool(stream(1, "retention").random() == stream(1, "stability").random())
    False
    """
    return np.random.default_rng([seed, zlib.crc32(name.encode())])
