"""How fast segments are formed and redrawn beside other tools, and how time grows with people.

Run with ``python benchmarks/segments.py [stability] [classes] [growth] [--answers FILE]``; all three where none is named.
scikit-learn is installed with the project; stepmix is a peer where it can be imported, R's flexclust and poLCA where
``Rscript`` finds them. Tools of a job run in alternating rounds in one run, so that a busy machine slows all alike.
A ratio above 1 says how many times longer the peer takes. Where a peer is slow it redraws fewer samples and its time is
scaled up, which is said.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from psychoseg.segments.kernel import compiled
from psychoseg.segments.methods import METHODS
from psychoseg.segments.methods._latent import Answers, Classes
from psychoseg.segments.rows import Rows
from psychoseg.segments.stability import resamples, stabilities

ROUNDS, PAIRS, STARTS = 3, 20, 3
NUMBERS = range(2, 10)
PROCESSES = 2
STEPS = 100
SIZES = (10_000, 100_000, 316_228, 1_000_000)
DRAWN = Path("growth.svg")
PATIENCE = 60.0
"""Seconds after which a method is not tried on more people."""

FLEXCLUST = """
suppressPackageStartupMessages(library(flexclust)); a <- commandArgs(TRUE); X <- as.matrix(read.csv(a[1]))
cores <- as.integer(a[3]); options(mc.cores=cores); set.seed(1)
t <- system.time(bootFlexclust(X, k=2:9, nboot=as.integer(a[2]), nrep=as.integer(a[4]), FUN="cclust", multicore=cores > 1))
cat(t[["elapsed"]])
"""
POLCA = """
suppressPackageStartupMessages(library(poLCA)); a <- commandArgs(TRUE); d <- read.csv(a[1]) + 1
f <- as.formula(paste("cbind(", paste(names(d), collapse=","), ") ~ 1")); set.seed(1)
t <- system.time(capture.output(m <- poLCA(f, d, nclass=as.integer(a[2]), maxiter=as.integer(a[3]), tol=-1e300, calc.se=FALSE, verbose=FALSE)))
cat(t[["elapsed"]], m$numiter)
"""


def main() -> None:
    """Measure what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("jobs", nargs="*", choices=[*JOBS, []], default=[])
    asked.add_argument("--answers", type=Path, help="a CSV of 0 and 1 to redraw instead of invented answers")
    given = asked.parse_args()
    warnings.simplefilter("ignore")
    print(
        f"kernel: {'compiled' if compiled.load() else 'NumPy'}; {os.cpu_count()} processors; load {os.getloadavg()[0]:.1f}"
    )
    for job in given.jobs or JOBS:
        JOBS[job](given.answers)


def stability(answers: Path | None) -> None:
    """Bootstrap stability of two to nine segments."""
    rng = np.random.default_rng(1)
    binary = pd.read_csv(answers).to_numpy(float) if answers else ticked(rng)
    kind = "answers given" if answers else "invented answers"
    groups = np.repeat(np.arange(5), 1000)
    continuous = rng.normal(size=(5, 10))[groups] * 1.5 + rng.normal(size=(5000, 10))
    for name, X, reps in (
        (
            f"{len(binary):,} x {binary.shape[1]} {kind} ({len(np.unique(binary, axis=0))} different rows)",
            binary,
            3,
        ),
        ("5,000 x 10 continuous", continuous, 1),
    ):
        print(f"\n## Stability of 2 to 9 segments, {PAIRS} pairs of resamples, {STARTS} starts: {name}")
        times: dict[str, list[float]] = {}
        for at in range(ROUNDS):
            note(times, "psychoseg", lambda X=X: redrawn(X, PAIRS))
            note(
                times,
                "psychoseg, as it redraws by itself (5 starts, each improved 5 times)",
                lambda X=X: redrawn(X, PAIRS, 5, 5),
            )
            note(times, f"scikit-learn, {PROCESSES} processes", lambda X=X: scikit(X, PAIRS), told=True)
            if at < reps:
                note(
                    times,
                    f"flexclust, {PROCESSES} processes",
                    lambda X=X: flexclust(X, 2) * PAIRS / 2,
                    told=True,
                )
        table(times, {f"flexclust, {PROCESSES} processes": "scaled up from 2 pairs"})
    before = peak()
    redrawn(continuous, 20)
    few = peak()
    redrawn(continuous, 200)
    print(
        f"memory of 20 pairs {few - before:.0f} MB more than before, of 200 pairs {peak() - few:.0f} MB more than of 20"
    )


def redrawn(X: np.ndarray, pairs: int, starts: int = STARTS, swaps: int = 0) -> None:
    drawn = resamples(len(X), pairs, np.random.default_rng(0))
    stabilities(X, np.ones(len(X)), NUMBERS, drawn, starts=starts, swaps=swaps)


def scikit(X: np.ndarray, pairs: int) -> float:
    """Seconds of the same with scikit-learn: both solutions of each pair, everybody labelled, compared."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(
            pool.map(_scikit_pair, [X[:50]] * 4, range(4))
        )  # processes are there and have loaded what they need
        begun = time.perf_counter()
        list(pool.map(_scikit_pair, [X] * pairs, range(pairs)))
        return time.perf_counter() - begun


def _scikit_pair(X: np.ndarray, seed: int) -> list[float]:
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    rng = np.random.default_rng(seed)
    found = []
    for number in NUMBERS:
        labels = [
            KMeans(number, n_init=STARTS, random_state=seed)
            .fit(X[rng.integers(len(X), size=len(X))])
            .predict(X)
            for _ in range(2)
        ]
        found.append(adjusted_rand_score(*labels))
    return found


def flexclust(X: np.ndarray, pairs: int) -> float:
    return of_r("flexclust", FLEXCLUST, X, pairs, PROCESSES, STARTS)[0]


def classes(_: Path | None) -> None:
    """Latent classes: a fixed number of steps of EM from one start."""
    rng = np.random.default_rng(2)
    for people, columns, categories, kinds in ((10_000, 5, 4, 3), (10_000, 30, 5, 5), (100_000, 30, 5, 5)):
        truth = rng.integers(kinds, size=people)
        chances = rng.dirichlet(np.ones(categories), size=(kinds, columns))
        drawn = rng.random((people, columns, 1)) > np.cumsum(chances, axis=2)[truth]
        X = np.minimum(drawn.sum(axis=2), categories - 1)
        print(
            f"\n## {STEPS} steps of EM, one start: {people:,} people, {columns} columns of {categories} categories, {kinds} classes"
        )
        times: dict[str, list[float]] = {}
        for at in range(ROUNDS if people < 50_000 else 1):
            note(times, "psychoseg", lambda X=X, k=kinds: steps(X, k))
            note(times, "stepmix", lambda X=X, k=kinds: stepmix(X, k), told=True)
            if people < 50_000 and (at == 0 or columns < 10):
                note(times, "poLCA", lambda X=X, k=kinds: polca(X, k), told=True)
        table(times, {})


def steps(X: np.ndarray, kinds: int) -> None:
    """From the table to the end of the last step: distinct rows, coding and all."""
    rows = Rows.of(X.astype(float))
    levels = (X.max(axis=0) + 1).astype(np.int64)
    data = Answers.of(
        rows.values, levels, np.zeros(len(levels), dtype=bool), np.zeros((len(rows.values), 0)), rows.weights
    )
    rng = np.random.default_rng(0)
    none = np.zeros((0, kinds, 1))
    now = data.legal(
        Classes(np.ones((kinds, 1)), rng.gamma(1.0, size=(int(levels.sum()), kinds, 1)), none, none)
    )
    for _ in range(STEPS):
        now, _ = data.step(now)


def stepmix(X: np.ndarray, kinds: int) -> float:
    try:
        from stepmix.stepmix import StepMix
    except ImportError:
        raise AbsentError("stepmix cannot be imported") from None
    model = StepMix(
        kinds,
        measurement="categorical",
        n_init=1,
        max_iter=STEPS,
        abs_tol=0,
        rel_tol=0,
        progress_bar=0,
        random_state=0,
    )
    begun = time.perf_counter()
    model.fit(X)
    return time.perf_counter() - begun


def polca(X: np.ndarray, kinds: int) -> float:
    seconds, made = of_r("poLCA", POLCA, X, kinds, STEPS)
    return seconds * STEPS / max(made - 1, 1)


def growth(_: Path | None) -> None:
    """Every method on more and more people: seconds, and the power of people by which they grow at the end."""
    print(
        "\n## Seconds to form 5 segments of 10 columns, by people (default starts; ^ the power by which time grows from 100,000 on)"
    )
    print(f"{'':<24}" + "".join(f"{size:>12,}" for size in SIZES) + f"{'^':>8}{'peak MB':>10}")
    taken: dict[str, list[float]] = {}
    for name, method in METHODS.items():
        seconds: list[float] = []
        for size in SIZES:
            if seconds and seconds[-1] > PATIENCE:
                break
            rng = np.random.default_rng(size)
            X = (2.0 * np.eye(5, 10))[rng.integers(5, size=size)] + rng.normal(size=(size, 10))
            begun = time.perf_counter()
            method(5).fit(X)
            seconds.append(time.perf_counter() - begun)
        late = [(size, took) for size, took in zip(SIZES, seconds, strict=False) if size >= 100_000]
        power = np.polyfit(*np.log(np.array(late)).T, 1)[0] if len(late) > 1 else np.nan
        print(
            f"{name:<24}"
            + "".join(f"{took:>12.2f}" for took in seconds)
            + " " * 12 * (len(SIZES) - len(seconds))
            + f"{power:>8.2f}{peak():>10.0f}",
            flush=True,
        )
        taken[name] = seconds
    DRAWN.write_text(drawn(taken), "utf-8")
    print(f"drawn in {DRAWN.resolve()}")


def drawn(taken: dict[str, list[float]]) -> str:
    """Seconds by people, both on scales of powers of ten, as a picture; each line ends at its name."""
    width, height, left, top = 640.0, 420.0, 60.0, 20.0
    most = max(max(seconds) for seconds in taken.values())
    decades = np.arange(-2, np.ceil(np.log10(most)) + 1)

    def at(size: float, seconds: float) -> tuple[float, float]:
        across = np.log10(size / SIZES[0]) / np.log10(SIZES[-1] / SIZES[0])
        up = (np.log10(max(seconds, 0.01)) - decades[0]) / (decades[-1] - decades[0])
        return left + across * (width - left - 120), height - 40 - up * (height - 40 - top)

    parts = []
    for power in decades:
        _, y = at(SIZES[0], 10.0**power)
        parts.append(
            f'<path d="M{left} {y:.1f}H{width - 120}" stroke="#ccc"/><text x="4" y="{y + 4:.1f}">{10.0**power:g} s</text>'
        )
    for size in SIZES:
        x, _ = at(size, 1.0)
        parts.append(f'<text x="{x:.1f}" y="{height - 18}" text-anchor="middle">{size:,}</text>')
    ends = sorted(
        (at(SIZES[len(seconds) - 1], seconds[-1]), name, seconds) for name, seconds in taken.items()
    )
    below = np.inf
    for (x, y), name, seconds in sorted(ends, key=lambda end: -end[0][1]):
        below = min(y, below - 14)
        line = " ".join(
            "{:.1f},{:.1f}".format(*at(size, took)) for size, took in zip(SIZES, seconds, strict=False)
        )
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="#234"/><text x="{x + 6:.1f}" y="{below + 4:.1f}">{name}</text>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="12">{"".join(parts)}</svg>\n'


JOBS: dict[str, Callable[[Path | None], None]] = {
    "stability": stability,
    "classes": classes,
    "growth": growth,
}


class AbsentError(Exception):
    """A peer that is not installed."""


def ticked(rng: np.random.Generator) -> np.ndarray:
    """1,453 people's 11 answers, of four groups."""
    chances = rng.beta(0.6, 0.6, size=(4, 11))[rng.choice(4, size=1453, p=[0.4, 0.28, 0.22, 0.1])]
    return (rng.random(chances.shape) < chances).astype(float)


def of_r(package: str, script: str, X: np.ndarray, *arguments: int) -> list[float]:
    """The numbers an R script prints."""
    if shutil.which("Rscript") is None:
        raise AbsentError("there is no Rscript")
    with tempfile.TemporaryDirectory() as folder:
        data, code = Path(folder) / "data.csv", Path(folder) / "run.R"
        pd.DataFrame(X, columns=[f"v{at}" for at in range(X.shape[1])]).to_csv(data, index=False)
        code.write_text(script)
        ended = subprocess.run(
            ["Rscript", str(code), str(data), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.returncode:
        raise AbsentError(
            f"R's {package} did not run: {ended.stderr.strip().splitlines()[-1] if ended.stderr.strip() else 'no reason given'}"
        )
    return [float(value) for value in ended.stdout.split()]


def note(
    times: dict[str, list[float]], tool: str, run: Callable[[], float | None], *, told: bool = False
) -> None:
    """Clock a tool, or take the seconds it tells; say once why one is absent."""
    begun = time.perf_counter()
    try:
        seconds = run()
    except AbsentError as why:
        if tool not in times:
            print(f"{tool}: skipped, {why}")
        times.setdefault(tool, [])
        return
    times.setdefault(tool, []).append(float(seconds or 0) if told else time.perf_counter() - begun)


def table(times: dict[str, list[float]], scaled: dict[str, str]) -> None:
    ours = statistics.median(times["psychoseg"])
    for tool, seconds in times.items():
        if seconds:
            middle = statistics.median(seconds)
            print(f"{tool:<72} {middle:>10.4f} s  x{middle / ours:>8.1f}  {scaled.get(tool, '')}")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
