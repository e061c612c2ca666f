"""Which numbers of a measurement model are free, which are fixed, and which are the same number."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

MATRICES = ("loadings", "phi", "theta", "intercepts", "means")
FIXED = -1


@dataclass(frozen=True, eq=False)
class Group:
    """One group's matrices: fixed values, and where a number is free, its place among the parameters.

    Parameters
    ----------
    values : dict of str to ndarray
        ``loadings`` items × factors, ``phi`` factors × factors, ``theta`` items × items, ``intercepts``
        items, ``means`` factors: fixed values, and starts where free.
    places : dict of str to ndarray of int
        The same shapes; -1 where fixed. Equal places are equal numbers.
    """

    values: dict[str, Array]
    places: dict[str, Places]


@dataclass
class Builder:
    """Hands out parameters by label: the same label is the same parameter."""

    labels: list[str] = field(default_factory=list)

    def place(self, label: str) -> int:
        """The parameter of this label, a new one where it is new."""
        if label not in self.labels:
            self.labels.append(label)
        return self.labels.index(label)


def simple_structure(
    builder: Builder,
    group: str,
    items: list[str],
    home: list[int],
    factors: list[str],
    start: tuple[Array, Array],
    equal: frozenset[str],
    free: frozenset[str],
    *,
    first: bool,
) -> Group:
    """A group of a model in which every item measures one factor.

    Parameters
    ----------
    builder : Builder
        Shared by all groups.
    group : str
    items : list of str
    home : list of int
        The factor of each item.
    factors : list of str
    start : (covariance, means)
        Of the group, for starting values.
    equal : frozenset of {"loadings", "intercepts", "residuals", "means"}
        What is the same in all groups.
    free : frozenset of str
        Exceptions, as ``loading:item``, ``intercept:item`` or ``residual:item``.
    first : bool
        Whether this group fixes the scale: factor variances 1 and means 0. In others they are free
        as soon as loadings, or intercepts, are equal.
    """
    S, m = start
    p, k = len(items), len(factors)
    values = {
        "loadings": np.zeros((p, k)), "phi": np.full((k, k), 0.3) + 0.7 * np.eye(k),
        "theta": np.diag(np.diag(S) / 2), "intercepts": m.copy(), "means": np.zeros(k),
    }  # fmt: skip
    places = {name: np.full(values[name].shape, FIXED, dtype=np.int64) for name in MATRICES}
    values["loadings"][np.arange(p), home] = loadings_at_start(S, home)

    def own(kind: str, what: str, same: bool) -> int:
        shared = same and f"{kind}:{what}" not in free
        return builder.place(f"{kind}:{what}" + ("" if shared else f"@{group}"))

    for at, item in enumerate(items):
        places["loadings"][at, home[at]] = own("loading", item, "loadings" in equal)
        places["theta"][at, at] = own("residual", item, "residuals" in equal)
        places["intercepts"][at] = own("intercept", item, "intercepts" in equal)
    for one in range(k):
        for other in range(one):
            label = f"covariance:{factors[other]}~{factors[one]}@{group}"
            places["phi"][one, other] = places["phi"][other, one] = builder.place(label)
        if not first and "loadings" in equal:
            places["phi"][one, one] = builder.place(f"variance:{factors[one]}@{group}")
        if not first and "intercepts" in equal and "means" not in equal:
            places["means"][one] = builder.place(f"mean:{factors[one]}@{group}")
    return Group(values, places)


def loadings_at_start(S: Array, home: list[int]) -> Array:
    """Loadings to begin from: the leading axis of each factor's own items, signs and all."""
    found = np.zeros(len(S))
    for factor in sorted(set(home)):
        own = np.flatnonzero(np.array(home) == factor)
        sd = np.sqrt(np.diag(S)[own])
        R = S[np.ix_(own, own)] / np.outer(sd, sd)
        axis = np.linalg.eigh(R)[1][:, -1]
        axis = axis if axis.sum() >= 0 else -axis
        found[own] = 0.7 * sd * np.where(axis < 0, -1.0, 1.0)
    return found
