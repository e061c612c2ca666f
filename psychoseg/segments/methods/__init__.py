"""One file a way of forming segments; each is a scikit-learn clusterer that also gives centres and probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psychoseg.errors import ModelError
from psychoseg.segments.methods._method import Method
from psychoseg.segments.methods.kmeans import WeightedKMeans

METHODS: dict[str, type[Method]] = {method.name: method for method in (WeightedKMeans,)}


def method_from_plain(plain: Mapping[str, Any], where: str = "the method") -> Method:
    """A fitted method from what :meth:`Method.to_plain` gave."""
    kind = METHODS.get(str(plain.get("method")))
    if kind is None:
        raise ModelError(f"{where} was formed by a method this psychoseg does not have.")
    return kind.from_plain(plain, where)


__all__ = ["METHODS", "Method", "WeightedKMeans", "method_from_plain"]
