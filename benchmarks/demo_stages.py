"""Where the wall time of the main job goes, stage by stage: shares, not seconds.

Run with ``make bench``. Each stage's time is its share of the whole, over a few runs of the bundled study.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

ROUNDS = 3


def main() -> None:
    """Run the main job a few times in fresh processes and print each stage's share."""
    if len(sys.argv) > 1:
        once(Path(sys.argv[1]))
        return
    runs: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            ended = subprocess.run(
                [sys.executable, __file__, folder], capture_output=True, text=True, check=True
            )
        runs.append(
            {
                name: float(seconds)
                for name, seconds in (line.split("\t") for line in ended.stdout.splitlines())
            }
        )
    stages = list(runs[0])
    whole = statistics.median(sum(run.values()) for run in runs)
    print(f"{'stage':<12}{'median s':>10}{'min':>8}{'max':>8}{'share':>8}")
    for stage in stages:
        times = [run[stage] for run in runs]
        middle = statistics.median(times)
        print(f"{stage:<12}{middle:>10.2f}{min(times):>8.2f}{max(times):>8.2f}{middle / whole:>8.0%}")
    print(f"{'whole':<12}{whole:>10.2f}")


def once(folder: Path) -> None:
    """One main job, each stage's seconds as a line."""
    marks = [("import", time.perf_counter())]
    from psychoseg.study import fit_wave, new, track_wave

    warnings.simplefilter("ignore")

    def told(stage: str, _: str) -> None:
        if marks[-1][0] != stage:
            marks.append((stage, time.perf_counter()))

    told("simulate", "")
    study = new(folder / "study")
    fit_wave(study, told=told)
    marks.append(("track", time.perf_counter()))
    track_wave(study)
    ends = [begun for _, begun in marks[1:]] + [time.perf_counter()]
    for (stage, begun), end in zip(marks, ends, strict=True):
        print(f"{stage}\t{end - begun}")


if __name__ == "__main__":
    main()
