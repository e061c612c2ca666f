"""The answers of some of the people of a wave."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from psychoseg.responses.model import Responses


def among(responses: Responses, people: pd.Series) -> Responses:
    """The same wave with these people alone; what was done to the file stays told of everybody.

    Parameters
    ----------
    responses : Responses
    people : Series of bool, respondents

    Returns
    -------
    Responses
        The very same object where these are all people.
    """
    if people.all():
        return responses
    kept = people.to_numpy(dtype=bool)
    tables = {name: getattr(responses, name)[kept] for name in ("answers", "profile", "open", "weights")}
    more = {
        name: getattr(responses, name)[kept]
        for name in ("states", "texts")
        if len(getattr(responses, name)) == len(kept)
    }
    left = responses.answers.index[kept]
    customers = responses.customers.of(left, left)
    return replace(responses, **tables, **more, customers=customers)
