"""What each column is divided by, so that units do not matter and blocks weigh as they are meant to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.errors import PlanError
from psychoseg.segments.bases.recipe import Column

Array = npt.NDArray[np.float64]

AS_THEY_ARE = ("ordinal", "nominal")


@dataclass(frozen=True, slots=True)
class Scaling:
    """The rule by which columns are brought to one measure.

    Parameters
    ----------
    columns : tuple of Column
    standardise : {"spread", "range", "none"}
    weights : tuple of float
        Of the blocks.

    Notes
    -----
    Methods that go by distances divide variance, so variance is what is shared out: one question counts as
    one number, however many columns it takes. The 0/1 columns of one question have a common divisor, by which
    their variances add up to 1; divided one by one, the rarest answer would weigh most. A block has the
    share of the whole variance that its weight is of all weights. Divided by the range, two answers of a choice are
    as far apart as the two ends of a scale (Gower, J. C. 1971, *Biometrics* 27, 857-871); Milligan, G. W. &
    Cooper, M. C. (1988), *Journal of Classification* 5, 181-204, find segments again by the range as well as
    by the standard deviation or better.

    Examples
    --------
    >>> one = Column("age", "number", "profile", ("age",), "age")
    >>> ways = [Column(f"way {at}", "level", "profile", ("way",), "way", levels=("1", "2"), level=at) for at in "12"]
    >>> X = np.array([[20.0, 1.0, 0.0], [40.0, 0.0, 1.0]])
    >>> means, divisors = Scaling((one, *ways), "spread", (1.0,)).measured(X, np.ones(2))
    >>> (((X - means) / divisors) ** 2).mean(axis=0).round(9).tolist()
    [1.0, 0.5, 0.5]
    """

    columns: tuple[Column, ...]
    standardise: str
    weights: tuple[float, ...]

    def measured(self, values: Array, given: Array) -> tuple[Array, Array]:
        """The mean of each column and what it is divided by.

        Parameters
        ----------
        values : ndarray, people × columns
            NaN where there is no answer; each column is measured among those who answered.
        given : ndarray, people
            Weights.

        Raises
        ------
        PlanError
            Where a column does not vary.
        """
        means = _average(values, given)
        variances = _average((values - means) ** 2, given)
        kept = np.array([column.kind in AS_THEY_ARE for column in self.columns])
        still = [
            column.name for column, variance in zip(self.columns, variances, strict=True) if variance <= 0
        ]
        if still:
            raise PlanError(
                f"{', '.join(still)} cannot form segments: everybody who is analysed has the same value there."
            )
        divisors = self._divisors(values, variances)
        divisors = divisors / self._block_factors(variances / divisors**2, kept)
        return np.where(kept, 0.0, means), np.where(kept, 1.0, divisors)

    def _divisors(self, values: Array, variances: Array) -> Array:
        """Before blocks are weighed."""
        if self.standardise == "none":
            return np.ones(len(variances))
        found = np.sqrt(variances)
        for at, column in enumerate(self.columns):
            own = [other for other, one in enumerate(self.columns) if one.variable == column.variable]
            if column.kind in {"level", "option"}:
                found[at] = (
                    np.sqrt(variances[own].sum())
                    if self.standardise == "spread"
                    else np.sqrt(2.0 if column.kind == "level" else len(own))
                )
            elif self.standardise == "range":
                found[at] = (
                    np.nanmax(values[:, at]) - np.nanmin(values[:, at])
                    if column.low is None or column.high is None
                    else column.high - column.low
                )
        return found

    def _block_factors(self, variances: Array, kept: npt.NDArray[np.bool_]) -> Array:
        """By what each column is multiplied, so that each block has its share of the variance."""
        if len(self.weights) < 2:
            return np.ones(len(variances))
        blocks = np.array([column.block for column in self.columns])
        totals = np.array([variances[(blocks == at) & ~kept].sum() for at in range(len(self.weights))])
        shares = np.where(totals > 0, np.array(self.weights), 0.0)
        wanted = totals.sum() * shares / max(float(shares.sum()), 1e-300)
        return np.asarray(
            np.sqrt(np.divide(wanted, totals, out=np.ones_like(totals), where=totals > 0))[blocks]
        )


def _average(values: Array, given: Array) -> Array:
    """The weighted mean of each column among those who answered."""
    known = ~np.isnan(values)
    sums = (np.where(known, values, 0.0) * given[:, None]).sum(axis=0)
    return np.asarray(sums / np.maximum((known * given[:, None]).sum(axis=0), 1e-300))


def one_unit(columns: Sequence[Column]) -> str:
    """Why columns cannot be put together as they are; empty where they have one unit."""
    kinds = {
        "0 or 1" if column.kind in {"level", "option"}
        else "factor scores" if column.source == "scores"
        else f"{column.low:g} to {column.high:g}" if column.low is not None and column.high is not None
        else column.unit or column.name
        for column in columns
        if column.kind not in AS_THEY_ARE
    }  # fmt: skip
    if len(kinds) < 2:
        return ""
    return f"Columns in different units ({', '.join(sorted(kinds))}) cannot form segments as they are: the one with the largest numbers would decide. Take standardise: spread or range."
