"""Trimming: no respondent may count for too many others."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from psychoseg.errors import ResponsesError


def trim(weights: pd.Series, least: float = 0.0, most: float = math.inf) -> pd.Series:
    """Weights cut to bounds, with what was cut shared out equally among all others.

    Parameters
    ----------
    weights : Series, respondents
        Above 0, in any unit.
    least, most : float
        Bounds as multiples of the mean weight: ``least`` from 0 to 1, ``most`` from 1 on.

    Returns
    -------
    Series, respondents
        Within the bounds, with mean 1. Trimmed weights no longer meet margins exactly; where there
        are margins, give the bounds to :func:`psychoseg.responses.weighting.rake` instead.

    Raises
    ------
    ResponsesError
        Where the bounds leave no room for a mean of 1.

    Notes
    -----
    Potter, F. J. (1990), *Proceedings of the Survey Research Methods Section, ASA*, 225-230. Equal to ``trimWeights(strict
    = TRUE)`` of R's survey: sharing out may lift others over the bound, so it is repeated.

    Examples
    --------
    >>> trim(pd.Series([1.0, 1, 1, 1, 6]), most=2).tolist()
    [0.75, 0.75, 0.75, 0.75, 2.0]
    """
    if not 0 <= least <= 1 <= most:
        raise ResponsesError(
            f"Weights cannot be trimmed to {least:g} to {most:g} times their mean; the bounds must enclose 1."
        )
    found = weights.to_numpy(dtype=float) / weights.mean()
    for _ in range(len(found) + 1):
        outside = (found < least) | (found > most)
        if not outside.any():
            return pd.Series(found, index=weights.index)
        cut = np.clip(found, least, most)
        if outside.all():
            break
        cut[~outside] += (found - cut).sum() / (~outside).sum()
        found = cut
    raise ResponsesError(
        f"No weights between {least:g} and {most:g} times their mean can be reached from these; widen the bounds."
    )
