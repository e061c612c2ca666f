"""How well latent classes fit: what they leave unexplained, and whether one more class is worth its parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.segments.methods import LatentClass
from psychoseg.segments.soft import doubt
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]

DRAWS = 99


@dataclass(frozen=True, slots=True, eq=False)
class LatentFit:
    """What is printed of latent classes.

    Parameters
    ----------
    classes : int
    log_likelihood : float
        On the scale of the effective number of people.
    parameters : int
    people : float
        Effective.
    aic, bic, adjusted_bic, caic : float
        Smaller is better: Akaike's; Schwarz's; with n replaced by (n + 2) / 24 (Sclove 1987); with log n + 1 a parameter
        (Bozdogan 1987).
    entropy : float
        1 - entropy / log classes: 1 where everybody surely belongs to one class.
    residuals : ndarray, coded columns × coded columns
        Pearson's chi-square of each pair's table against what the classes expect, by its degrees of freedom; much above
        1, some 4 and more, and the pair hangs together within classes. 0 on the diagonal.
    columns : tuple of int
        The columns of the residuals.
    """

    classes: int
    log_likelihood: float
    parameters: int
    people: float
    aic: float
    bic: float
    adjusted_bic: float
    caic: float
    entropy: float
    residuals: Array
    columns: tuple[int, ...]


def latent_fit(model: LatentClass, X: Array, weights: Array | None = None) -> LatentFit:
    """The fit of classes to the people they were formed from.

    Parameters
    ----------
    model : LatentClass
        Fitted to ``X`` with ``weights``.
    X : ndarray, people × columns
    weights : ndarray, people, optional

    Notes
    -----
    Vermunt, J. K. & Magidson, J. (2016), *Technical Guide for Latent GOLD 5.1* (bivariate residuals). People who left one
    of a pair unanswered are not in its table.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> truth = rng.integers(2, size=400)
    >>> X = (rng.random((400, 4)) < np.where(truth == 0, 0.1, 0.9)[:, None]).astype(float)
    >>> found = latent_fit(LatentClass(2, nominal=(0, 1, 2, 3)).fit(X), X)
    >>> bool(found.residuals.max() < 4), found.parameters
    (True, 9)
    """
    weights = np.ones(len(X)) if weights is None else np.asarray(weights, dtype=float)
    people = effective_base(weights)
    value = float(model.loglik_) * people / float(weights.sum())
    count, posterior = int(model.n_parameters_), model.predict_proba(X)
    deviance = -2 * value
    return LatentFit(
        classes=model.n_clusters,
        log_likelihood=value,
        parameters=count,
        people=people,
        aic=deviance + 2 * count,
        bic=deviance + count * float(np.log(people)),
        adjusted_bic=deviance + count * float(np.log((people + 2) / 24)),
        caic=deviance + count * float(np.log(people) + 1),
        entropy=1 - doubt(posterior, weights) / float(np.log(max(model.n_clusters, 2))),
        residuals=_residuals(model, X, weights * people / weights.sum(), posterior),
        columns=model.coded,
    )


def _residuals(model: LatentClass, X: Array, weights: Array, posterior: Array) -> Array:
    ends = np.cumsum(model.levels_.astype(int))
    chances = [
        model.chances_[:, end - int(level) : end] for end, level in zip(ends, model.levels_, strict=True)
    ]
    found = np.zeros((len(chances), len(chances)))
    for one in range(len(chances)):
        for other in range(one):
            pair = X[:, [model.coded[one], model.coded[other]]]
            known = ~np.isnan(pair).any(axis=1)
            cells = pair[known].astype(np.int64)
            width = chances[other].shape[1]
            observed = np.bincount(
                cells[:, 0] * width + cells[:, 1],
                weights=weights[known],
                minlength=chances[one].shape[1] * width,
            ).reshape(-1, width)
            shares = weights[known] @ posterior[known]
            expected = (chances[one] * shares[:, None]).T @ chances[other]
            there = expected > 1e-9
            chi = float(((observed - expected)[there] ** 2 / expected[there]).sum())
            rows, columns = ((observed.sum(axis=axis) > 0).sum() for axis in (1, 0))
            free = max(int((rows - 1) * (columns - 1)), 1)
            found[one, other] = chi / free
            found[other, one] = chi / free
    return found


@dataclass(frozen=True, slots=True)
class Ratio:
    """One class fewer against as many: twice the gain in log-likelihood, and how often chance gives as much."""

    gain: float
    p: float
    draws: int


def bootstrap_ratio(
    fewer: LatentClass,
    more: LatentClass,
    X: Array,
    rng: np.random.Generator,
    *,
    draws: int = DRAWS,
    starts: int = 5,
) -> Ratio:
    """Whether the larger of two solutions fits better than people drawn from the smaller one would let it.

    Parameters
    ----------
    fewer, more : LatentClass
        Fitted to ``X`` without weights: a likelihood ratio has no distribution with them.
    X : ndarray, people × columns
        Drawn people leave unanswered what these did.
    rng : Generator
    draws : int
        Samples; p is never below 1 / (draws + 1).
    starts : int
        Of the fits to each sample.

    Notes
    -----
    McLachlan, G. J. (1987), *Applied Statistics* 36, 318-324; Nylund, K. L., Asparouhov, T. & Muthén, B. O. (2007),
    *Structural Equation Modeling* 14, 535-569.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> truth = rng.integers(2, size=200)
    >>> X = (rng.random((200, 4)) < np.where(truth == 0, 0.1, 0.9)[:, None]).astype(float)
    >>> one, two = (LatentClass(k, 5, nominal=(0, 1, 2, 3)).fit(X) for k in (1, 2))
    >>> bootstrap_ratio(one, two, X, rng, draws=9, starts=2).p
    0.1
    """
    gain = 2 * float(more.loglik_ - fewer.loglik_)
    as_much = 0
    for _ in range(draws):
        sample = drawn(fewer, X, rng)
        seed = int(rng.integers(2**31 - 1))
        values = [
            type(model)(**{**model.get_params(), "n_init": starts, "random_state": seed}).fit(sample).loglik_
            for model in (fewer, more)
        ]
        as_much += 2 * (values[1] - values[0]) >= gain
    return Ratio(gain, (1 + as_much) / (draws + 1), draws)


def drawn(model: LatentClass, X: Array, rng: np.random.Generator) -> Array:
    """People as the model has them, as many as in ``X`` and with its gaps."""
    kinds = rng.choice(model.n_clusters, size=len(X), p=model.shares_ / model.shares_.sum())
    made, first = np.empty(X.shape), 0
    for at, level in zip(model.coded, model.levels_.astype(int), strict=True):
        summed = np.cumsum(model.chances_[:, first : first + level], axis=1)
        made[:, at] = np.minimum((rng.random(len(X))[:, None] > summed[kinds]).sum(axis=1), level - 1)
        first += level
    for place, at in enumerate(model.numeric):
        made[:, at] = rng.normal(model.means_[kinds, place], model.spreads_[kinds, place])
    return np.where(np.isnan(X), np.nan, made)
