"""The indices that a person's own answers are enough for, all at once in compiled code: what NumPy does, many times faster.

Without a C compiler at installation there is none, and the modules beside this folder do the work.
"""

from __future__ import annotations

from psychoseg.responses.carelessness.kernel.asked import Asked
from psychoseg.responses.carelessness.kernel.compiled import LIBRARY, careless, distances, whitened

__all__ = ["LIBRARY", "Asked", "careless", "distances", "whitened"]
