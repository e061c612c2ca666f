"""Whether invented groups are found, and none where there are none: counts over many invented studies.

Run with ``python benchmarks/segments_truth.py [apart] [overlap] [none] [small] [--sets N]``; all four where none is
named. R's mclust and flexclust are peers where ``Rscript`` finds them, stepmix where it can be imported. Every study is
drawn from its own number, so that a count can be repeated and a failure looked at.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.candidates import Candidates
from psychoseg.segments.choice import compare
from psychoseg.segments.methods import METHODS, Method
from psychoseg.segments.small_groups import small_groups
from psychoseg.segments.stability import global_stability, resamples
from psychoseg.segments.structure import structure

SETS, PAIRS, PROCESSES = 100, 20, 2
PEERS = """
suppressWarnings(suppressPackageStartupMessages(library(mclust))); have <- suppressWarnings(requireNamespace("flexclust", quietly=TRUE))
for (f in commandArgs(TRUE)) { d <- read.csv(f); X <- as.matrix(d[, -1]); k <- length(unique(d[, 1])); set.seed(1)
  m <- Mclust(X, G=k, verbose=FALSE); a <- adjustedRandIndex(m$classification, d[, 1]); b <- NA
  if (have) b <- adjustedRandIndex(flexclust::clusters(flexclust::stepcclust(X, k, nrep=20, verbose=FALSE)), d[, 1])
  cat(a, b, "\\n") }
"""


def main() -> None:
    """Draw and count what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("jobs", nargs="*", choices=[*JOBS, []], default=[])
    asked.add_argument("--sets", type=int, default=SETS, help="invented studies of each kind")
    given = asked.parse_args()
    for job in given.jobs or JOBS:
        JOBS[job](range(given.sets))


def groups(
    seed: int, *, apart: float, shares: np.ndarray, columns: int, people: int
) -> tuple[np.ndarray, np.ndarray]:
    """People of groups whose centres are at least so many spreads apart, in standardised columns, and their groups."""
    rng = np.random.default_rng(seed)
    centres = np.zeros((len(shares), columns))
    while True:
        centres = rng.normal(size=centres.shape)
        between = np.sqrt(((centres[:, None] - centres) ** 2).sum(axis=2))[np.triu_indices(len(shares), 1)]
        centres *= apart / between.min()
        if between.max() < 2.5 * between.min():
            break
    truth = rng.choice(len(shares), size=people, p=shares)
    X = centres[truth] + rng.normal(size=(people, columns))
    return (X - X.mean(axis=0)) / X.std(axis=0), truth


def chosen(X: np.ndarray, seed: int) -> tuple[Candidates, dict[int, Method]]:
    """The number of segments that the rule takes of two to eight, and all solutions."""
    pairs = resamples(len(X), PAIRS, np.random.default_rng(seed))
    return compare(X, np.ones(len(X)), range(2, 9), pairs, starts=20, smallest_share=0.03)


def apart(sets: range) -> None:
    """Groups with hardly any overlap: the right number, and the right people."""
    found = over(_apart, sets)
    right = [number == truth for number, truth, *_ in found]
    good = [hit and value >= 0.9 for hit, (_, _, value, _) in zip(right, found, strict=True)]
    print(
        f"apart: the right number in {sum(right)} of {len(sets)}, with an adjusted Rand index of .9 or more in {sum(good)}"
    )
    missed = [f"{truth} taken for {number}" for number, truth, *_ in found if number != truth]
    print(
        f"       told of a small group where the smallest is a tenth or more: {sum(false for *_, false in found)}"
    )
    print(
        f"       missed: {', '.join(missed) or 'none'}; median index {np.median([value for *_, value, _ in found]):.3f}"
    )


def _apart(seed: int) -> tuple[int, int, float, bool]:
    rng = np.random.default_rng(10_000 + seed)
    number = int(rng.integers(3, 7))
    X, truth = groups(
        seed, apart=5.0, shares=uneven(number, rng), columns=int(rng.integers(4, 9)), people=800
    )
    found, solutions = chosen(X, seed)
    hidden = small_groups(X, X, np.ones(len(X)), found, solutions)
    return found.chosen, number, adjusted_rand(solutions[found.chosen].labels_, truth), bool(hidden)


def overlap(sets: range) -> None:
    """Groups three spreads apart, the number known: how near each method comes, beside other tools."""
    ours = pd.DataFrame(over(_overlap, sets))
    ours = ours.join(pd.DataFrame(peers(sets)))
    print(
        f"overlap: mean adjusted Rand index with the truth over {len(sets)} studies, the number of groups known"
    )
    for name, mean in ours.mean().sort_values(ascending=False).items():
        print(f"       {name:<28} {mean:.3f}  (standard error {ours[name].sem():.3f})")


def moderate(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(20_000 + seed)
    number = int(rng.integers(3, 6))
    return groups(seed, apart=3.0, shares=uneven(number, rng), columns=5, people=800)


def _overlap(seed: int) -> dict[str, float]:
    from sklearn.cluster import KMeans
    from sklearn.mixture import GaussianMixture

    X, truth = moderate(seed)
    number = int(truth.max()) + 1
    found = {f"psychoseg {name}": method(number).fit(X).labels_ for name, method in METHODS.items()}
    found["scikit-learn k-means"] = KMeans(number, n_init=20, random_state=0).fit(X).labels_
    found["scikit-learn mixture, full"] = GaussianMixture(number, n_init=5, random_state=0).fit(X).predict(X)
    try:
        from stepmix.stepmix import StepMix

        model = StepMix(
            number, measurement="gaussian_diag", n_init=10, max_iter=500, progress_bar=0, random_state=0
        )
        found["stepmix, diagonal"] = model.fit(X).predict(X)
    except ImportError:
        pass
    return {name: adjusted_rand(np.asarray(labels, dtype=np.int64), truth) for name, labels in found.items()}


def peers(sets: range) -> dict[str, list[float]]:
    """mclust and flexclust on the same studies; nothing where they are not there."""
    if shutil.which("Rscript") is None:
        print("mclust and flexclust: skipped, there is no Rscript")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for seed in sets:
            X, truth = moderate(seed)
            files.append(Path(folder) / f"{seed}.csv")
            pd.DataFrame(X).assign(truth=truth)[["truth", *range(X.shape[1])]].to_csv(files[-1], index=False)
        code = Path(folder) / "peers.R"
        code.write_text(PEERS)
        ended = subprocess.run(
            ["Rscript", str(code), *map(str, files)], capture_output=True, text=True, check=False
        )
    if ended.returncode:
        print(f"mclust and flexclust: skipped, {ended.stderr.strip().splitlines()[-1:]}")
        return {}
    rows = [
        [float(value) for value in line.replace("NA", "nan").split()] for line in ended.stdout.splitlines()
    ]
    return {"R mclust": [one for one, _ in rows], "R flexclust": [other for _, other in rows]}


def none(sets: range) -> None:
    """One cloud: numbers that follow one normal, and ranks that one factor and noise give."""
    for kind in ("normal", "ordinal"):
        found = over(partial(_none, kind), sets)
        said = {
            verdict: found.count(verdict) for verdict in ("none", "constructed", "reproducible", "natural")
        }
        clear = said["none"] + said["constructed"]
        print(f"none, {kind}: constructed or none in {clear} of {len(sets)}; {said}")


def _none(kind: str, seed: int) -> str:
    rng = np.random.default_rng(30_000 + seed)
    columns = int(rng.integers(3, 7))
    X = rng.normal(size=(600, columns)) @ rng.normal(size=(columns, columns))
    if kind == "ordinal":
        # scale scores: means of four ranks each, all of one cloud
        items = X[:, :, None] / X.std(axis=0)[:, None] + rng.normal(size=(600, columns, 4))
        cuts = np.array([-1.6, -0.5, 0.6, 1.8]) + rng.normal(0, 0.2, size=(columns, 1, 4))
        X = (items[..., None] > cuts[:, None].reshape(columns, 1, 4)).sum(axis=3).mean(axis=2)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    number = int(rng.integers(3, 6))
    pairs = resamples(len(X), PAIRS, rng)

    stable = float(np.median(global_stability(X, np.ones(len(X)), number, pairs)))
    return structure(X, np.ones(len(X)), number, range(2, 7), stable, rng).verdict


def small(sets: range) -> None:
    """Three large groups and one of a twentieth: whether it is a segment of its own."""
    found = pd.DataFrame(over(_small, sets))
    print(f"small: a group of 5 % of 1,000 people, four spreads from the others, over {len(sets)} studies")
    for name in found:
        print(f"       {name:<40} {int(found[name].sum())} of {len(sets)}")


def _small(seed: int) -> dict[str, bool]:
    X, truth = groups(seed, apart=4.0, shares=np.array([0.4, 0.3, 0.25, 0.05]), columns=5, people=1000)

    def there(labels: np.ndarray) -> bool:
        shared = [
            ((labels == at) & (truth == 3)).sum() / ((labels == at) | (truth == 3)).sum()
            for at in range(labels.max() + 1)
        ]
        return max(shared) > 0.6

    candidates, solutions = chosen(X, seed)
    alone = there(solutions[candidates.chosen].labels_)
    told = bool(small_groups(X, X, np.ones(len(X)), candidates, solutions))
    found = {"by the number chosen": alone, "by the number chosen, or told that it is not": alone or told}
    return found | {
        f"by {name}, told the number": there(method(4).fit(X).labels_) for name, method in METHODS.items()
    }


def uneven(number: int, rng: np.random.Generator) -> np.ndarray:
    """Shares of groups, the smallest at least a tenth."""
    raw = 0.1 + rng.dirichlet(np.full(number, 2.0)) * (1 - 0.1 * number)
    return raw / raw.sum()


def over(run: Callable[[int], object], sets: range) -> list:
    """What a run gives for every study, by several processes."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        return list(pool.map(_quiet, [run] * len(sets), sets))


def _quiet(run: Callable[[int], object], seed: int) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return run(seed)


JOBS: dict[str, Callable[[range], None]] = {"apart": apart, "overlap": overlap, "none": none, "small": small}


if __name__ == "__main__":
    main()
