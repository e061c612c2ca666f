"""How far apart colours are for everybody: with full vision, and without red, green or blue cones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

VISIONS: dict[str, Array] = {
    "full colour vision": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
"""What becomes of linear red, green and blue: Machado, G. M. et al. (2009), *IEEE TVCG* 15, 1291-1298, severity 1."""
_TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip
_WHITE = np.array([0.95047, 1.0, 1.08883])


@dataclass(frozen=True, slots=True)
class Pair:
    """The two colours of a set that are hardest to tell apart, for whom, and their distance (CIE 1976 ΔE)."""

    first: str
    second: str
    vision: str
    distance: float


def lab(colour: str, vision: str = "full colour vision") -> Array:
    """A colour ``#rrggbb`` in CIE L*a*b* as seen with that vision (IEC 61966-2-1, white D65)."""
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(VISIONS[vision] @ linear, 0, 1)
    ratio = _TO_XYZ @ seen / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def closest(colours: Sequence[str]) -> Pair | None:
    """The pair of colours that is hardest to tell apart for anybody; None for fewer than two.

    Examples
    --------
    >>> found = closest(["#cc0000", "#008800", "#0000cc"])
    >>> found.vision, found.first, found.second
    ('deuteranopia', '#cc0000', '#008800')
    """
    pairs = [
        Pair(one, two, vision, float(np.linalg.norm(lab(one, vision) - lab(two, vision))))
        for one, two in combinations(colours, 2)
        for vision in VISIONS
    ]
    return min(pairs, key=lambda pair: pair.distance, default=None)
