"""How fast somebody was, measured by how fast others were."""

from __future__ import annotations

import numpy as np
import pandas as pd

MOST_PAGE_SPEED = 3.0
"""One page skipped through counts three at most, so that it cannot decide alone; Leiner (2019)."""


def speed(seconds: pd.Series) -> pd.Series:
    """Each person's time as a share of the median time; low where somebody hurried.

    Parameters
    ----------
    seconds : Series, respondents
        Any unit of time; times that are missing, 0 or negative are no times.

    Returns
    -------
    Series, respondents
        Above 0, 1 at the median; NaN where there is no time. Read values under a third as doubtful.

    Notes
    -----
    Greszki, R., Meyer, M. & Schoen, H. (2015), *Public Opinion Quarterly* 79, 471-503, leave out people below
    several parts of the median.

    Examples
    --------
    >>> speed(pd.Series([100, 300, 600, 0])).round(3).tolist()
    [0.333, 1.0, 2.0, nan]
    """
    times = times_of(seconds)
    return times / times.median() if times.notna().any() else times


def times_of(seconds: pd.Series) -> pd.Series:
    """Times as numbers; what is 0 or less is none."""
    times = seconds.astype(float)
    return times.where(times > 0)


def page_speed(pages: pd.DataFrame, medians: pd.Series | None = None) -> pd.Series:
    """How many times faster than the median somebody was, as a mean over pages; high where somebody hurried.

    Parameters
    ----------
    pages : DataFrame, respondents × pages
        Time on each page, in any unit; times that are missing, 0 or negative are left out.
    medians : Series, pages, optional
        Everybody's, where these are only some of the people.

    Returns
    -------
    Series, respondents
        Above 0 and at most 3, about 1 for most people; look at values above 2. NaN where no page has
        a time.

    Notes
    -----
    Leiner, D. J. (2019), *Survey Research Methods* 13, 229-248, the relative speed index.

    Examples
    --------
    >>> page_speed(pd.DataFrame([[10, 20], [20, 20], [5, 2]])).tolist()
    [1.0, 0.75, 2.5]
    """
    times = pages.astype(float)
    times = times.where(times > 0)
    faster = ((times.median() if medians is None else medians) / times).clip(upper=MOST_PAGE_SPEED)
    return faster.mean(axis=1) if times.shape[1] else pd.Series(np.nan, index=pages.index)
