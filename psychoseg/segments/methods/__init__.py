"""One file a way of forming segments; each is a scikit-learn clusterer that also gives centres and probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psychoseg.errors import ModelError, PlanError, did_you_mean
from psychoseg.segments.methods._method import Method
from psychoseg.segments.methods.bagged import Bagged
from psychoseg.segments.methods.ensemble import Ensemble
from psychoseg.segments.methods.kmeans import WeightedKMeans
from psychoseg.segments.methods.latent_class import LatentClass
from psychoseg.segments.methods.mixture import Mixture
from psychoseg.segments.methods.pam import Medoids
from psychoseg.segments.methods.reduced import ReducedKMeans
from psychoseg.segments.methods.ward import Ward

METHODS: dict[str, type[Method]] = {
    method.name: method
    for method in (WeightedKMeans, Medoids, Ward, Mixture, LatentClass, ReducedKMeans, Bagged, Ensemble)
}


def made(
    method: type[Method],
    segments: int,
    *,
    starts: int,
    seed: int,
    options: Mapping[str, Any] | None = None,
) -> Method:
    """A method that is not fitted yet.

    Parameters
    ----------
    method : type of Method
    segments : int
    starts, seed : int
    options : mapping of str to object, optional
        More parameters of the method, by name.

    Raises
    ------
    PlanError
        Where the method does not have an option; columns of categories are named as such.

    Examples
    --------
    >>> made(WeightedKMeans, 3, starts=10, seed=1).n_clusters
    3
    """
    options = dict(options or {})
    if not method.takes_nominal:
        for kind in ("nominal", "ordinal"):
            if options.pop(kind, ()):
                able = [other.words for other in METHODS.values() if other.takes_nominal]
                raise PlanError(
                    f"{method.words} takes no {kind} columns"
                    + (f"; {' and '.join(able)} do." if able else ".")
                )
    known = method().get_params()
    unknown = sorted(set(options) - set(known))
    if unknown:
        raise PlanError(f"{method.words} has no option {unknown[0]!r}; {did_you_mean(unknown[0], known)}")
    return method(n_clusters=segments, n_init=starts, random_state=seed, **options)


def method_from_plain(plain: Mapping[str, Any], where: str = "the method") -> Method:
    """A fitted method from what :meth:`Method.to_plain` gave."""
    kind = METHODS.get(str(plain.get("method")))
    if kind is None:
        raise ModelError(f"{where} was formed by a method this psychoseg does not have.")
    return kind.from_plain(plain, where)


__all__ = [
    "METHODS",
    "Bagged",
    "Ensemble",
    "LatentClass",
    "Medoids",
    "Method",
    "Mixture",
    "ReducedKMeans",
    "Ward",
    "WeightedKMeans",
    "made",
    "method_from_plain",
]
