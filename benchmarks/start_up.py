"""What `psychoseg lint` costs on a small file, beside a bare interpreter, in CPU time: ratios, not seconds.

Run with ``make bench``. Commands alternate, so a machine that slows down slows them alike; the ratio to a
bare Python start is what to compare between machines and days.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 11
SMALL = """\
id: tea
title: Tea
objective: Know who drinks tea
scales: {agree: {1: Disagree, 2: Neither, 3: Agree}}
sections:
  - id: habits
    items:
      - {id: cups, text: "In the last 7 days, how many cups of tea did you drink?", type: numeric, min: 0, max: 200}
      - {id: rest, text: I rest after lunch., type: likert, scale: agree}
"""
NUMERIC = "import numpy, pandas, scipy.stats, sklearn.cluster, statsmodels.api"


def spent() -> float:
    """CPU seconds of all commands run so far: what a busy machine does not change much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Time every command in turn and print medians with their ratio to a bare start."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tea.yml"
        path.write_text(SMALL)
        food = Path(__file__).parent.parent / "questionnaires" / "everyday_food.yml"
        commands = {
            "bare Python": ["-c", "pass"],
            "psychoseg --help": ["-m", "psychoseg", "--help"],
            "psychoseg lint --help": ["-m", "psychoseg", "lint", "--help"],
            "lint, one typed question": ["-m", "psychoseg", "lint", "--text", "You drink tea, don't you?"],
            "lint, 2 items": ["-m", "psychoseg", "lint", str(path)],
            "lint, 67 items": ["-m", "psychoseg", "lint", str(food)],
            "lint if it loaded the numeric libraries": [
                "-c",
                f"{NUMERIC}; from psychoseg.cli import main; main(['lint', {str(path)!r}])",
            ],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for round_ in range(ROUNDS + 1):
            for name, arguments in commands.items():
                before = spent()
                subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
                if round_:  # the first round warms the disk's cache
                    taken[name].append(spent() - before)
    bare = statistics.median(taken["bare Python"])
    print(f"{'command':<42}{'median ms':>10}{'min':>8}{'max':>8}{'× bare':>8}")
    for name, times in taken.items():
        middle = statistics.median(times)
        print(
            f"{name:<42}{1000 * middle:>10.0f}{1000 * min(times):>8.0f}{1000 * max(times):>8.0f}{middle / bare:>8.1f}"
        )


if __name__ == "__main__":
    main()
