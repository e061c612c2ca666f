"""What every way of forming segments is and keeps: one contract, one identity, one frozen form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from scipy.special import log_softmax
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import check_is_fitted, check_random_state, validate_data

from psychoseg.errors import ModelError, PlanError
from psychoseg.segments.rows import Rows
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


class Method(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A way of forming segments: a scikit-learn clusterer that knows how sure it is.

    A method says how rows are grouped (``_form``), how near a person is to every segment
    (:meth:`distances`) and how much speaks for each (:meth:`affinity`); all else is here. Rows that are
    alike are one row with the sum of their weights, in sorted order, so that neither copies nor the order
    of people change anything. ``labels_`` are what :meth:`predict` gives for the same people.

    Parameters
    ----------
    n_clusters : int
    n_init : int
        Starts, where the method has any; the best is kept.
    random_state : int

    Attributes
    ----------
    labels_ : ndarray, people
        0 to ``n_clusters`` - 1, the largest segment (by weight) first, ties by the first coordinate.
    cluster_centers_ : ndarray, clusters × columns
        The method's own centres, else the weighted means of the members.
    loglik_, n_parameters_ : float, int
        Of methods with a likelihood only.
    notes_ : tuple of str
        What happened that a reader must know, in sentences.
    """

    name: ClassVar[str]
    words: ClassVar[str]
    takes_weights: ClassVar[bool] = True
    takes_missing: ClassVar[bool] = False
    takes_nominal: ClassVar[bool] = False
    """Whether columns may hold codes of categories, and which is said by ``nominal`` and ``ordinal``."""
    by_distance: ClassVar[bool] = True
    """Whether people are placed by how near they are, so that a border lies half way between centres."""
    most_pairs: ClassVar[int] = 100
    """Pairs of resamples in which it is formed anew, for stability; fewer where forming takes long."""
    keeps: ClassVar[Mapping[str, str]]
    """What places people: fitted arrays by name with their axes, k clusters, p columns, others free."""

    keeps_columns: ClassVar[tuple[str, ...]] = ()
    """Parameters that name columns and are kept too."""

    cluster_centers_: Array
    labels_: Labels
    _people: float

    def __init__(self, n_clusters: int = 4, n_init: int = 50, random_state: int = 0) -> None:
        self.n_clusters = n_clusters
        self.n_init = n_init
        self.random_state = random_state

    def fit(self, X: Array, y: None = None, sample_weight: Array | None = None) -> Self:  # noqa: ARG002
        """Form the segments of ``X``, people × columns.

        Weights that are whole numbers count as copies of a person. All others count, where the number of people
        matters, by their effective number, so that their scale changes nothing.

        Raises
        ------
        PlanError
            Where there are fewer distinct rows than segments, or weights that the method cannot use.
        ModelError
            Where a value is not finite, or missing and the method cannot do without it.
        """
        X = self._valid(X, reset=True)
        silent = np.isnan(X).all(axis=1)
        if silent.all():
            raise ModelError("Nobody has a value in any column: there is nothing to form segments from.")
        if silent.any():
            sample_weight = np.where(silent, 0.0, 1.0 if sample_weight is None else sample_weight)
        rows = Rows.of(X, sample_weight)
        self._people = _counted(sample_weight, len(X))
        if not self.takes_weights and np.ptp(rows.weights[rows.place]) > 0 and sample_weight is not None:
            raise PlanError(f"{self.words} takes no weights; choose another method or leave weights out.")
        if not 1 <= self.n_clusters <= len(rows.values):
            raise PlanError(
                f"{len(rows.values)} different rows (n_samples={len(X)}) cannot form {self.n_clusters} segments."
            )
        self.notes_: tuple[str, ...] = (
            (f"{int(silent.sum())} people without any value had no part in forming segments.",)
            if silent.any()
            else ()
        )
        for spent in ("cluster_centers_", "loglik_", "n_parameters_"):
            self.__dict__.pop(spent, None)
        found = np.asarray(self._form(rows.values, rows.weights), dtype=np.int64)
        self._settle(rows, found)
        self.labels_ = self._labelled(X, rows)
        return self

    def _form(self, values: Array, weights: Array) -> Labels:
        """Group distinct rows; sets what :attr:`keeps` names and gives each row's segment."""
        raise NotImplementedError

    def affinity(self, X: Array) -> Array:
        """How much speaks for each segment, people × clusters, as logarithms up to a constant a person."""
        raise NotImplementedError

    def distances(self, X: Array) -> Array:
        """How far each person is from each segment, people × clusters, in the method's own measure."""
        raise NotImplementedError

    def predict(self, X: Array) -> Labels:
        """The segment that most speaks for, of each row; the larger one where two do equally."""
        return np.asarray(self.affinity(X).argmax(axis=1), dtype=np.int64)

    def predict_proba(self, X: Array) -> Array:
        """The probability of each segment, people × clusters; rows sum to 1."""
        return np.asarray(np.exp(log_softmax(self.affinity(X), axis=1)), dtype=float)

    def to_plain(self) -> dict[str, Any]:
        """What places people, as plain data that JSON keeps exactly."""
        check_is_fitted(self)
        return {
            "method": self.name,
            **{name: np.asarray(getattr(self, name)).tolist() for name in self.keeps},
            **{name: list(map(int, getattr(self, name))) for name in self.keeps_columns},
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], where: str = "the method") -> Self:
        """A fitted method from plain data; refuses parts that are missing, of another shape or not finite."""
        parts = {"method", *cls.keeps, *cls.keeps_columns}
        missing, unknown = sorted(parts - set(plain)), sorted(set(plain) - parts)
        if missing or unknown:
            raise ModelError(
                f"{where} "
                + " and ".join(
                    f"{word} {', '.join(names)}"
                    for word, names in (("lacks", missing), ("has unknown", unknown))
                    if names
                )
                + "."
            )
        made, sizes = cls(), dict[str, int]()
        for name, axes in cls.keeps.items():
            try:
                value = np.asarray(plain[name], dtype=float)
            except (TypeError, ValueError):
                raise ModelError(f"{where}.{name} should hold numbers.") from None
            if value.ndim != len(axes) or not np.isfinite(value).all():
                raise ModelError(f"{where}.{name} should be finite numbers of {len(axes)} dimensions.")
            for axis, size in zip(axes, value.shape, strict=True):
                if sizes.setdefault(axis, size) != size:
                    raise ModelError(f"{where}.{name} does not fit the other parts.")
            setattr(made, name, value)
        made.n_clusters, made.n_features_in_ = sizes.get("k", 0), sizes.get("p", 0)
        if min(made.n_clusters, made.n_features_in_) < 1:
            raise ModelError(f"{where} holds no segments.")
        for name in cls.keeps_columns:
            setattr(made, name, _columns(plain[name], made.n_features_in_, f"{where}.{name}"))
        return made

    def chosen(self) -> dict[str, Any]:
        """What fitting has chosen by itself and refits of resamples keep, as parameters; nothing in most."""
        return {}

    def _valid(self, X: Array, *, reset: bool = False) -> Array:
        """The rows as numbers of the width that was fitted."""
        if not reset:
            check_is_fitted(self, list(self.keeps))
        finite = "allow-nan" if self.takes_missing else True
        return np.asarray(
            validate_data(self, X, dtype=np.float64, reset=reset, ensure_all_finite=finite), dtype=float
        )

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = self.takes_missing
        return tags

    def _draws(self) -> np.random.Generator:
        return np.random.default_rng(check_random_state(self.random_state).randint(2**31 - 1))

    def _settle(self, rows: Rows, found: Labels) -> None:
        """Give segments their place: by weight, then by the first coordinate of the centre."""
        masses = np.bincount(found, weights=rows.weights, minlength=self.n_clusters)
        if not hasattr(self, "cluster_centers_"):
            self.cluster_centers_ = self._centres(rows.values, rows.weights, found)
        keys = [self.cluster_centers_[:, at] for at in range(self.cluster_centers_.shape[1])][::-1]
        order = np.lexsort((*keys, -np.round(masses, 9)))
        for name, axes in {"cluster_centers_": "kp", **self.keeps}.items():
            value = np.asarray(getattr(self, name))
            for at, axis in enumerate(axes):
                if axis == "k":
                    value = np.take(value, order, axis=at)
            setattr(self, name, value)
        empty = int((masses == 0).sum())
        if empty:
            self.notes_ += (f"{empty} of the {self.n_clusters} segments are nobody's most likely one.",)

    def _centres(self, values: Array, weights: Array, found: Labels) -> Array:
        """The middle of each segment's members, clusters × columns."""
        return means(values, weights, found, self.n_clusters)

    def _labelled(self, X: Array, rows: Rows) -> Labels:
        """Everybody's segment; people of weight zero had no part in it and are placed all the same."""
        named = self.__dict__.pop("feature_names_in_", None)  # the rows have no names any more
        found, aside = self.predict(rows.values), rows.place < 0
        labels = np.where(aside, 0, found[rows.place])
        if aside.any():
            labels[aside] = self.predict(X[aside])
        if named is not None:
            self.feature_names_in_ = named
        return np.asarray(labels, dtype=np.int64)


def _counted(weights: Array | None, people: int) -> float:
    """How many people weights stand for."""
    given = np.ones(people) if weights is None else np.asarray(weights, dtype=float)
    return float(given.sum()) if (given == np.round(given)).all() else effective_base(given)


def _columns(value: Any, width: int, where: str) -> tuple[int, ...]:
    """Places of columns from plain data."""
    fits = isinstance(value, list) and all(
        isinstance(at, int) and not isinstance(at, bool) and 0 <= at < width for at in value
    )
    if not fits or len(set(value)) != len(value):
        raise ModelError(f"{where} should list different columns, from 0 to {width - 1}.")
    return tuple(value)


def means(values: Array, weights: Array, labels: Labels, clusters: int) -> Array:
    """Weighted means of the members of each segment, clusters × columns; added up row by row."""
    masses = np.bincount(labels, weights=weights, minlength=clusters)
    sums = [
        np.bincount(labels, weights=weights * column, minlength=clusters) for column in np.asarray(values).T
    ]
    return np.asarray(np.array(sums).T / np.where(masses > 0, masses, 1.0)[:, None], dtype=float)


def squared_distances(X: Array, centres: Array) -> Array:
    """Squared Euclidean distances, people × centres; the same for a person alone as among others."""
    total = np.zeros((len(X), len(centres)))
    for at in range(X.shape[1]):
        total += (X[:, at, None] - centres[None, :, at]) ** 2
    return total
