"""How fast the factor stage is beside other tools: ratios of one run, never bare seconds.

Run with ``python benchmarks/factors.py``. Peers in Python are installed with the project; R's psych, lavaan and
EFAtools are measured too where ``Rscript`` and the packages are there. Everything runs on one thread, tools in
alternating rounds, so that a busy machine slows all alike. A ratio above 1 says how many times longer the peer takes.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from psychoseg.factors import extract
from psychoseg.factors.bootstrap import loading_intervals
from psychoseg.factors.extraction import extracted
from psychoseg.factors.retention.parallel import eigenvalues_of, leading, random_eigenvalues
from psychoseg.factors.rotation import rotate
from psychoseg.stats.polychoric import polychoric

ROUNDS = 3
SIZES = {"2800x25": (2800, 25, 5), "5000x60": (5000, 60, 8)}
SCRIPT = """
suppressPackageStartupMessages(library(psych)); have <- function(p) suppressWarnings(requireNamespace(p, quietly=TRUE))
X <- as.matrix(read.csv(commandArgs(TRUE)[1])); O <- as.matrix(read.csv(commandArgs(TRUE)[2])); k <- as.integer(commandArgs(TRUE)[3])
slow <- commandArgs(TRUE)[4] == "slow"; options(mc.cores=1); R <- cor(X)
quiet <- function(e) { sink(nullfile()); on.exit(sink()); suppressWarnings(suppressMessages(force(e))) }
took <- function(name, f, times=1) { t <- sapply(1:times, function(i) { a <- proc.time()[["elapsed"]]; quiet(f()); proc.time()[["elapsed"]] - a })
  cat(name, "\\t", format(median(t), digits=6), "\\n", sep="") }
many <- function(f, n) function() for (i in 1:n) f()
took("parallel\\tpsych fa.parallel(fa='pc')", function() fa.parallel(X, fa="pc", n.iter=100, plot=FALSE))
took("minres\\tpsych fa", many(function() fa(R, k, n.obs=nrow(X), rotate="none"), 10))
took("ml\\tpsych fa", many(function() fa(R, k, n.obs=nrow(X), fm="ml", rotate="none"), 10))
took("oblimin\\tGPArotation", many(function() GPArotation::oblimin(unclass(fa(R, k, rotate="none")$loadings), eps=1e-5, maxit=1000), 1))
if (slow) took("polychoric\\tpsych polychoric", function() polychoric(O, correct=0, progress=FALSE))
if (slow && have("lavaan")) took("polychoric\\tlavaan lavCor", function() lavaan::lavCor(as.data.frame(lapply(as.data.frame(O), ordered)), ordered=colnames(O)))
if (have("EFAtools")) {
  took("parallel\\tEFAtools", function() EFAtools::PARALLEL(X, n_datasets=100, eigen_type="PCA"))
  took("polychoric\\tEFAtools", function() EFAtools:::.polychoric(O))
}
"""


def main() -> None:
    """Measure every job at both sizes and print medians and ratios."""
    warnings.simplefilter("ignore")
    for name, (n, p, factors) in SIZES.items():
        answers = drawn(n, p, factors)
        ordinal = pd.DataFrame(np.digitize(answers, [-1.5, -0.5, 0.5, 1.5]) + 1, columns=answers.columns)
        ours, peers = jobs(answers, ordinal, factors)
        times: dict[tuple[str, str], list[float]] = {}
        for at in range(ROUNDS):
            for job, run in ours.items():
                times.setdefault((job, "psychoseg"), []).append(clocked(run, repeat=5))
            for (job, tool), run in peers.items():
                times.setdefault((job, tool), []).append(clocked(run))
            for key, seconds in of_r(answers, ordinal, factors, slow=at == 0).items():
                times.setdefault(key, []).append(seconds)
        print(f"\n{name}, {factors} factors, one thread")
        print(f"{'job':<12}{'tool':<34}{'median s':>10}{'ratio':>9}")
        for (job, tool), seconds in sorted(
            times.items(), key=lambda entry: (entry[0][0], statistics.median(entry[1]))
        ):
            own = statistics.median(times[job, "psychoseg"])
            middle = statistics.median(seconds)
            print(f"{job:<12}{tool:<34}{middle:>10.4f}{middle / own:>9.1f}")
    answers = drawn(3000, 60, 8)
    solution = extract(answers.corr(), 8)
    seconds = clocked(lambda: loading_intervals(answers, solution, np.random.default_rng(1), draws=1000))
    print(f"\n1,000 bootstrap solutions of 3000x60, 8 factors, oblimin: {seconds:.1f} s")


def drawn(n: int, p: int, factors: int) -> pd.DataFrame:
    """Normal answers of simple structure, communalities near one half."""
    rng = np.random.default_rng(20260101)
    A = np.zeros((p, factors))
    A[np.arange(p), np.arange(p) % factors] = 0.7
    z = rng.normal(size=(n, factors)) @ A.T + rng.normal(size=(n, p)) * np.sqrt(0.51)
    return pd.DataFrame(z, columns=[f"q{at:02}" for at in range(p)])


Job = Callable[[], object]


def jobs(
    answers: pd.DataFrame, ordinal: pd.DataFrame, factors: int
) -> tuple[dict[str, Job], dict[tuple[str, str], Job]]:
    """Our jobs by name, and the Python peers' by job and tool."""
    from factor_analyzer import factor_analyzer as incumbent
    from factor_analyzer.rotator import Rotator
    from statsmodels.multivariate.factor import Factor

    # its release 0.5.1 passes an argument that scikit-learn has dropped; only so does it run at all
    incumbent.check_array = lambda values, **_: np.asarray(values)
    R = answers.corr()
    plain, n, p = R.to_numpy(), len(answers), len(R)
    loadings = extracted(plain, factors).loadings
    stack = np.repeat(plain[None], 100, axis=0)

    def parallel() -> int:
        found = np.corrcoef(answers.to_numpy(), rowvar=False)
        return leading(
            eigenvalues_of(found[None])[0] > random_eigenvalues(p, n, np.random.default_rng(1), draws=100)
        )

    def theirs(method: str) -> Job:
        return lambda: incumbent.FactorAnalyzer(
            factors, rotation=None, method=method, is_corr_matrix=True
        ).fit(plain)

    ours: dict[str, Job] = {
        "parallel": parallel,
        "polychoric": lambda: polychoric(ordinal),
        "minres": lambda: extract(R, factors, "none"),
        "ml": lambda: extract(R, factors, "none", method="ml"),
        "oblimin": lambda: rotate(loadings, "oblimin", starts=1),
    }
    peers: dict[tuple[str, str], Job] = {
        ("parallel", "floor: 100 eigenvalue problems"): lambda: np.linalg.eigvalsh(stack),
        ("minres", "factor_analyzer"): theirs("minres"),
        ("ml", "factor_analyzer"): theirs("ml"),
        ("minres", "floor: one eigenvalue problem"): lambda: np.linalg.eigh(plain),
        ("oblimin", "factor_analyzer"): lambda: Rotator(
            "oblimin", normalize=False, max_iter=1000
        ).fit_transform(loadings),
    }
    if p < 30:
        peers["ml", "statsmodels"] = lambda: Factor(corr=plain, n_factor=factors, method="ml", nobs=n).fit()
    return ours, peers


def of_r(
    answers: pd.DataFrame, ordinal: pd.DataFrame, factors: int, *, slow: bool
) -> dict[tuple[str, str], float]:
    """Seconds of R's tools, empty where R or psych is not there; the slowest are measured in one round only."""
    if shutil.which("Rscript") is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        script, normal, coded = (Path(folder) / name for name in ("peers.R", "normal.csv", "ordinal.csv"))
        script.write_text(SCRIPT)
        answers.to_csv(normal, index=False)
        ordinal.to_csv(coded, index=False)
        ended = subprocess.run(
            ["Rscript", str(script), str(normal), str(coded), str(factors), "slow" if slow else "quick"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if ended.returncode:
        print(f"R was not measured: {ended.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    found = {}
    for line in ended.stdout.splitlines():
        job, tool, seconds = line.split("\t")
        found[job, tool] = float(seconds) / (10 if tool == "psych fa" else 1)
    return found


def clocked(run: Job, repeat: int = 1) -> float:
    """The median time of a few calls."""
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main()
