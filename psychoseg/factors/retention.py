"""How many factors: parallel analysis decides, other criteria stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

DRAWS = 1000
QUANTILE = 0.95

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Retention:
    """The evidence on the number of factors.

    Parameters
    ----------
    eigenvalues : tuple of float
        Of the correlation matrix, largest first.
    random : tuple of float
        95th percentile of the same eigenvalues for independent answers of as many people.
    votes : tuple of (criterion, number, note)
    chosen : int
    reason : str
        The rule that chose, or a person's reason to overrule it.
    """

    eigenvalues: tuple[float, ...]
    random: tuple[float, ...]
    votes: tuple[tuple[str, int, str], ...]
    chosen: int
    reason: str


def retain(
    correlation: pd.DataFrame,
    n: float,
    rng: np.random.Generator,
    *,
    overrule: int | None = None,
    because: str = "",
) -> Retention:
    """The number of factors to keep.

    Parameters
    ----------
    correlation : DataFrame, items × items
    n : float
        People behind it; the effective number where they are weighted.
    rng : Generator
        For the random matrices of parallel analysis.
    overrule : int, optional
        A person's own number, with their reason in ``because``.
    """
    R = correlation.to_numpy(dtype=float)
    eigenvalues = np.linalg.eigvalsh(R)[::-1]
    random = random_eigenvalues(len(R), n, rng)
    parallel = _leading(eigenvalues > random)
    partial = minimum_average_partial(R)
    votes = (
        (
            "Parallel analysis",
            parallel,
            f"components above the 95th percentile of {DRAWS} random matrices (Horn 1965)",
        ),
        ("Minimum average partial", partial, "smallest average squared partial correlation (Velicer 1976)"),
        (
            "Eigenvalue above 1",
            int((eigenvalues > 1).sum()),
            "shown because it is known; it keeps too many (Kaiser 1960)",
        ),
    )
    reason = because if overrule else "parallel analysis decides"
    return Retention(
        tuple(map(float, eigenvalues)), tuple(map(float, random)), votes, overrule or parallel, reason
    )


def random_eigenvalues(
    items: int, n: float, rng: np.random.Generator, draws: int = DRAWS, quantile: float = QUANTILE
) -> Array:
    """Quantiles of the eigenvalues of correlation matrices of independent normal answers.

    The matrices are drawn as Wishart matrices from their triangular root (Bartlett's
    decomposition), so that the cost does not depend on the number of people.

    Examples
    --------
    >>> found = random_eigenvalues(10, 500, np.random.default_rng(1))
    >>> bool(1.2 < found[0] < 1.35)
    True
    """
    freedom = np.maximum(n - 1 - np.arange(items), 1.0)
    roots = np.zeros((draws, items, items))
    rows, columns = np.tril_indices(items, -1)
    roots[:, rows, columns] = rng.standard_normal((draws, len(rows)))
    roots[:, np.arange(items), np.arange(items)] = np.sqrt(rng.chisquare(freedom, (draws, items)))
    scatter = roots @ roots.transpose(0, 2, 1)
    scale = np.sqrt(np.einsum("dii->di", scatter))
    eigenvalues: Any = np.linalg.eigvalsh(scatter / scale[:, :, None] / scale[:, None, :])
    return np.asarray(np.quantile(eigenvalues, quantile, axis=0)[::-1], dtype=float)


def minimum_average_partial(R: Array) -> int:
    """Velicer's MAP: the number of components after which the rest correlates least.

    Velicer, W. F. (1976), *Psychometrika* 41, 321-327; the original criterion, mean squared partials.
    """
    p = len(R)
    values, vectors = np.linalg.eigh(R)
    components = vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0.0))
    averages = [((R**2).sum() - p) / (p * (p - 1))]
    for count in range(1, p - 1):
        rest = R - components[:, :count] @ components[:, :count].T
        scale = np.sqrt(np.maximum(np.diag(rest), 1e-12))
        partial = rest / np.outer(scale, scale)
        averages.append(((partial**2).sum() - p) / (p * (p - 1)))
    return int(np.argmin(averages))


def _leading(flags: npt.NDArray[np.bool_]) -> int:
    """How many flags are true before the first false one."""
    return int(np.argmin(flags)) if not flags.all() else len(flags)
