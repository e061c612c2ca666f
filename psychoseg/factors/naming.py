"""Which construct a factor measures, judged by the items it carries."""

from __future__ import annotations

import pandas as pd


def carriers(pattern: pd.DataFrame) -> pd.Series:
    """The factor each item loads on most, items → factor name."""
    return pattern.abs().idxmax(axis=1)


def constructs_of(pattern: pd.DataFrame, constructs: dict[str, str]) -> dict[str, str]:
    """The construct whose items weigh most on each factor, by sums of squared loadings.

    Parameters
    ----------
    pattern : DataFrame, items × factors
    constructs : dict
        Item id → construct id.

    Returns
    -------
    dict
        Factor → construct id. Two factors may carry one construct when it splits.

    Examples
    --------
    >>> loadings = pd.DataFrame({"F1": [0.8, 0.1], "F2": [0.0, 0.7]}, index=["a1", "b1"])
    >>> constructs_of(loadings, {"a1": "a", "b1": "b"})
    {'F1': 'a', 'F2': 'b'}
    """
    owners = pd.Series(constructs)[list(pattern.index)].to_numpy()
    weight = (pattern**2).groupby(owners).mean()
    return {str(factor): str(weight[factor].idxmax()) for factor in pattern.columns}
