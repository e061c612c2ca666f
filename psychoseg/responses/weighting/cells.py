"""Cell weighting, also called post-stratification: known population shares of cells that exclude each other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from psychoseg.errors import ResponsesError


def post_stratify(
    cells: pd.Series, shares: Mapping[str, float], *, start: pd.Series | None = None
) -> pd.Series:
    """Weights with mean 1 whose shares equal the population's in every cell.

    Parameters
    ----------
    cells : Series, respondents
        The cell of each person, as ``f by 18-34``; None where unknown. People of unknown cell keep the
        share they have in the sample.
    shares : mapping of str to float
        Population share of each cell, adding up to 1.
    start : Series, respondents, optional
        Weights to begin with, above 0 and in any unit; equal where left out.

    Returns
    -------
    Series, respondents
        Above 0, with mean 1; all people of a cell weigh alike where they started alike.

    Raises
    ------
    ResponsesError
        Where a cell has no respondents, naming every one.

    Notes
    -----
    Holt, D. & Smith, T. M. F. (1979), *Journal of the Royal Statistical Society A* 142, 33-46. Equal to
    ``postStratify`` of R's survey, and to raking on the one margin.

    Examples
    --------
    >>> cells = pd.Series(["f by 18-34", "f by 35+", "m by 18-34", "m by 18-34"])
    >>> post_stratify(cells, {"f by 18-34": 0.25, "f by 35+": 0.25, "m by 18-34": 0.5}).tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    before = np.ones(len(cells)) if start is None else start.to_numpy(dtype=float) / start.mean()
    sizes = pd.Series(before, index=cells.index).groupby(cells).sum()
    empty = [cell for cell in shares if cell not in sizes.index]
    if empty:
        raise ResponsesError(
            f"Nobody is in {', '.join(empty)}: no weight can make up for that; join it with a neighbour."
        )
    known = float(before[cells.notna().to_numpy()].sum())
    factors = {cell: share * known / sizes[cell] for cell, share in shares.items()}
    weights = before * cells.map(factors).fillna(1.0).to_numpy(dtype=float)
    return pd.Series(weights / weights.mean(), index=cells.index)
