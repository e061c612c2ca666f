"""The nearest matrix that can be one of correlations."""

from __future__ import annotations

import numpy as np
import pandas as pd

SINGULAR = 1e-8
"""Eigenvalues below this make a correlation matrix useless to invert."""


def positive_definite(correlation: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The matrix itself, or one without negative eigenvalues, with a caveat saying so.

    Eigenvalues below 1e-8 are lifted to 1e-6 and the diagonal is made 1 again, as psych's
    ``cor.smooth`` and others do.

    Examples
    --------
    >>> R = pd.DataFrame([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]], dtype=float)
    >>> smooth, caveats = positive_definite(R)
    >>> bool(np.linalg.eigvalsh(smooth)[0] > 0), len(caveats)
    (True, 1)
    """
    values, vectors = np.linalg.eigh(correlation.to_numpy(dtype=float))
    if values[0] > SINGULAR:
        return correlation, ()
    lifted = (vectors * np.maximum(values, 100 * SINGULAR)) @ vectors.T
    scale = np.sqrt(np.diag(lifted))
    smooth = pd.DataFrame(
        lifted / np.outer(scale, scale), index=correlation.index, columns=correlation.columns
    )
    moved = float((smooth - correlation).abs().to_numpy().max())
    below = int((values < -SINGULAR).sum())
    what = (
        f"has {below} negative eigenvalue{'s' if below > 1 else ''} (lowest {values[0]:.3f})"
        if below
        else "cannot be inverted, since items are copies or sums of each other"
    )
    return smooth, (
        f"The correlation matrix {what}, so it was smoothed to positive definite; the largest change of a correlation is {moved:.3f}.",
    )
