"""One file a way of forming segments; each is a scikit-learn clusterer that also gives centres."""

from __future__ import annotations

from psychoseg.segments.methods.kmeans import WeightedKMeans

METHODS: dict[str, type[WeightedKMeans]] = {"kmeans": WeightedKMeans}

__all__ = ["METHODS", "WeightedKMeans"]
