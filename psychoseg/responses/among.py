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
    left = responses.index[kept]
    return replace(
        responses,
        held=responses.held.only(kept),
        weights=responses.weights[kept],
        customers=responses.customers.of(left, left),
    )
