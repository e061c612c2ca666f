"""Questions that tell people what to answer, to see who reads."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def failed_checks(answers: pd.DataFrame, expected: Mapping[str, str]) -> pd.Series:
    """How many attention checks each person failed; no answer fails too.

    Parameters
    ----------
    answers : DataFrame, respondents × checks
        Codes as text.
    expected : mapping of str to str
        The code that passes each check.

    Returns
    -------
    Series, respondents
        Checks, from 0 to their number. One failure is no proof: attentive people fail one now and then.

    Notes
    -----
    Oppenheimer, D. M., Meyvis, T. & Davidenko, N. (2009), *Journal of Experimental Social Psychology* 45,
    867-872.

    Examples
    --------
    >>> answers = pd.DataFrame({"first": ["2", "2", None], "second": ["5", "1", "1"]})
    >>> failed_checks(answers, {"first": "2", "second": "5"}).tolist()
    [0, 1, 2]
    """
    failed = pd.Series(0, index=answers.index)
    for check, code in expected.items():
        failed += (answers[check].astype("str") != code).astype(int)
    return failed
