"""Maximum likelihood of measurement models in one or several groups, by Fisher scoring."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.factors.confirmatory.specification import MATRICES, Builder, Group

Array = npt.NDArray[np.float64]

CLOSE = 1e-9
ROUNDS = 500


@dataclass(frozen=True, eq=False)
class Sample:
    """One group's people: their number, covariances (divisor n) and means."""

    n: int
    covariance: Array
    mean: Array


@dataclass(frozen=True, eq=False)
class Estimated:
    """A fitted model.

    Parameters
    ----------
    labels : tuple of str
        Of the parameters.
    estimates, errors : ndarray, parameters
        Standard errors from the expected information; NaN where it cannot be inverted.
    groups : tuple of dict
        Each group's matrices at the estimates.
    discrepancy : float
        F; n F is the chi-square.
    converged : bool
    rounds : int
    information : ndarray, parameters × parameters
        Expected, an average person's.
    """

    labels: tuple[str, ...]
    estimates: Array
    errors: Array
    groups: tuple[dict[str, Array], ...]
    discrepancy: float
    converged: bool
    rounds: int
    information: Array

    def value(self, label: str) -> float:
        """The estimate of one parameter."""
        return float(self.estimates[self.labels.index(label)])

    @property
    def improper(self) -> bool:
        """Whether a variance is negative or factors correlate beyond 1."""
        return any(
            (np.diag(one["theta"]) < 0).any() or np.linalg.eigvalsh(one["phi"])[0] < -1e-9
            for one in self.groups
        )


def estimate(builder: Builder, groups: list[Group], samples: list[Sample]) -> Estimated:
    """The likeliest parameters.

    Parameters
    ----------
    builder : Builder
        That labelled the parameters.
    groups, samples : list
        In the same order.

    Notes
    -----
    Jöreskog, K. G. (1971), *Psychometrika* 36, 409-426. The likelihood is the normal one with n as
    divisor, as in lavaan's default.
    """
    theta = _start(groups, len(builder.labels))
    people = sum(sample.n for sample in samples)
    shares = [sample.n / people for sample in samples]
    value = _discrepancy(theta, groups, samples, shares)
    damping, arrived, rounds = 0.0, False, 0
    while rounds < ROUNDS and not arrived:
        rounds += 1
        slope, information = derivatives(theta, groups, samples, shares)
        scale = np.maximum(np.diag(information), 1e-10)
        step = np.linalg.lstsq(information + damping * np.diag(scale), slope, rcond=1e-12)[0]
        length = 1.0
        while length > 1e-8:
            tried = theta - length * step
            found = _discrepancy(tried, groups, samples, shares)
            if found < value + 1e-14:
                break
            length /= 2
        else:
            damping = max(10 * damping, 1e-3)
            if damping > 1e6:
                break
            continue
        gain = value - found
        arrived = float(np.abs(slope @ step)) < CLOSE**2 * 1e2 or (
            gain < 1e-15 and float(np.abs(slope @ step)) < 1e-10
        )
        theta, value = tried, found
        damping = damping / 10 if length == 1.0 else damping
    _, information = derivatives(theta, groups, samples, shares)
    return Estimated(
        labels=tuple(builder.labels),
        estimates=theta,
        errors=_errors(information, people),
        groups=tuple(_filled(theta, group) for group in groups),
        discrepancy=value,
        converged=arrived,
        rounds=rounds,
        information=information,
    )


def derivatives(
    theta: Array, groups: list[Group], samples: list[Sample], shares: list[float]
) -> tuple[Array, Array]:
    """Half the gradient of F, and the expected information, over the parameters."""
    count = len(theta)
    slope, information = np.zeros(count), np.zeros((count, count))
    for group, sample, share in zip(groups, samples, shares, strict=True):
        part = _filled(theta, group)
        implied, mean = _moments(part)
        root = np.linalg.inv(np.linalg.cholesky(implied))
        away = sample.mean - mean
        own, D, E = _jacobian(part, group)
        whitened = root @ D @ root.T
        flat = whitened.reshape(len(own), -1)
        at_mean = E @ root.T
        rest = implied - sample.covariance - np.outer(away, away)
        gradient = 0.5 * flat @ (root @ rest @ root.T).ravel() - at_mean @ (root @ away)
        slope[own] += share * gradient
        information[np.ix_(own, own)] += share * (0.5 * flat @ flat.T + at_mean @ at_mean.T)
    return slope, information


def _jacobian(part: dict[str, Array], group: Group) -> tuple[npt.NDArray[np.int64], Array, Array]:
    """Derivatives of the implied covariances and means by each of the group's own parameters."""
    own = np.unique(np.concatenate([group.places[name].ravel() for name in MATRICES]))
    own = own[own >= 0]
    where = {int(place): at for at, place in enumerate(own)}
    L, phi, kappa = part["loadings"], part["phi"], part["means"]
    p = len(L)
    D, E = np.zeros((len(own), p, p)), np.zeros((len(own), p))
    LP = L @ phi
    for row, column in np.argwhere(group.places["loadings"] >= 0):
        at = where[int(group.places["loadings"][row, column])]
        D[at, row] += LP[:, column]
        D[at, :, row] += LP[:, column]
        E[at, row] += kappa[column]
    for row, column in np.argwhere(np.tril(group.places["phi"] >= 0)):
        at = where[int(group.places["phi"][row, column])]
        outer = np.outer(L[:, row], L[:, column])
        D[at] += outer if row == column else outer + outer.T
    for row, column in np.argwhere(np.tril(group.places["theta"] >= 0)):
        at = where[int(group.places["theta"][row, column])]
        D[at, row, column] += 1
        if row != column:
            D[at, column, row] += 1
    for row in np.flatnonzero(group.places["intercepts"] >= 0):
        E[where[int(group.places["intercepts"][row])], row] += 1
    for row in np.flatnonzero(group.places["means"] >= 0):
        E[where[int(group.places["means"][row])]] += L[:, row]
    return own, D, E


def _discrepancy(theta: Array, groups: list[Group], samples: list[Sample], shares: list[float]) -> float:
    total = 0.0
    for group, sample, share in zip(groups, samples, shares, strict=True):
        implied, mean = _moments(_filled(theta, group))
        try:
            root = np.linalg.cholesky(implied)
        except np.linalg.LinAlgError:
            return np.inf
        inner = np.linalg.inv(root)
        away = inner @ (sample.mean - mean)
        own = float(np.linalg.slogdet(sample.covariance)[1])
        total += share * (
            2 * float(np.log(np.diag(root)).sum())
            - own
            + float(((inner @ sample.covariance) * inner).sum())
            - len(implied)
            + float(away @ away)
        )
    return total


def _moments(part: dict[str, Array]) -> tuple[Array, Array]:
    implied = part["loadings"] @ part["phi"] @ part["loadings"].T + part["theta"]
    return implied, part["intercepts"] + part["loadings"] @ part["means"]


def _filled(theta: Array, group: Group) -> dict[str, Array]:
    found = {}
    for name in MATRICES:
        places, values = group.places[name], group.values[name]
        found[name] = np.where(places >= 0, theta[np.maximum(places, 0)], values)
    return found


def _start(groups: list[Group], count: int) -> Array:
    total, times = np.zeros(count), np.zeros(count)
    for group in groups:
        for name in MATRICES:
            free = group.places[name] >= 0
            np.add.at(total, group.places[name][free], group.values[name][free])
            np.add.at(times, group.places[name][free], 1.0)
    return total / np.maximum(times, 1.0)


def _errors(information: Array, people: int) -> Array:
    if np.linalg.matrix_rank(information) < len(information):
        return np.full(len(information), np.nan)
    return np.sqrt(np.maximum(np.diag(np.linalg.inv(information)), 0.0) / people)
