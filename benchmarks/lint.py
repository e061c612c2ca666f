"""How right the linter is: precision, recall and false flags on labelled questions, and how fast.

Usage::

    python benchmarks/lint.py FILE.csv [--json] [--write-measured] [--rows]

``FILE.csv`` has the columns ``text``, ``options`` (separated by ``|``), ``labels`` (separated by ``;``, empty
for a question without fault), ``source``, ``source_type`` and ``improved_text``; further columns are
ignored. A question counts as flagged where a rule about its wording, clarity or options finds a
warning or an error: what ``psychoseg lint`` shows by default. Intervals resample whole sources.
``--write-measured`` stores each rule's precision where ``psychoseg explain`` reads it.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from psychoseg.lint import Severity, lint
from psychoseg.lint.rules import RULES
from psychoseg.lint.several import asks_for_several, rules_out
from psychoseg.questionnaire.answers import Option
from psychoseg.questionnaire.model import Item, Questionnaire, Section

LABELS: dict[str, tuple[str, ...]] = {
    "leading": ("QW",),
    "loaded": ("QW",),
    "presupposition": ("QW",),
    "tag": ("QW",),
    "authority_cue": ("QW",),
    "one_sided": ("QW",),
    "priming": ("QW",),
    "double_barreled": ("QC201", "QC214"),
    "double_negative": ("QC202", "QW101", "QC203"),
    "negative": ("QC202", "QC203", "QW101"),
    "absolute": ("QC204",),
    "vague": ("QC205", "QC206", "QC212", "QC213", "QC216"),
    "jargon": ("QC207",),
    "long_complex": ("QC208", "QC209"),
    "hypothetical": ("QC210", "QW110"),
    "recall": ("QC211",),
    "sensitive": ("QR310", "QR323"),
    "social_desirability": ("QW112",),
    "overlap": ("QR301",),
    "gap": ("QR302",),
    "missing_option": ("QR304", "QR302"),
    "missing_neutral": ("QR307",),
    "unbalanced_scale": ("QR306", "QR318"),
    "non_exclusive": ("QR305", "QR319"),
    "scale_mismatch": ("QR312",),
    "agree_disagree": ("QR311",),
    "duplicate_options": ("QR303",),
}
"""Which rules answer for a label, by code or by the beginning of one: the one place that says so."""

FAMILIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "wording_bias": (
        ("leading", "loaded", "presupposition", "tag", "authority_cue", "one_sided", "priming"),
        ("QW",),
    ),
    "leading": (("leading",), ("QW",)),
    "double_barreled": (("double_barreled",), ("QC201", "QC214")),
    "options": (
        ("overlap", "gap", "missing_option", "unbalanced_scale", "non_exclusive", "scale_mismatch", "duplicate_options"),
        ("QR",),
    ),
}  # fmt: skip
"""Labels that are scored together, and the rules that answer for them; precision is against clean questions."""

JUDGED = ("QW", "QC", "QR")
DRAWS = 500
COLD_STARTS = 11
FORTY = (
    """\
id: forty
title: Forty
version: 1
language: en
objective: decide which bus lines to extend
consent: {text: Taking part is voluntary., contact: us@example.org, retention: one year}
scales:
  agree: {1: Strongly disagree, 2: Disagree, 3: Neither agree nor disagree, 4: Agree, 5: Strongly agree}
constructs: {calm: {name: Calm}, order: {name: Order}}
sections:
  - id: rides
    items:
"""
    + "".join(
        f'      - {{id: ride_{n}, type: single, text: "In the last 7 days, on how many days did you take bus {n}?", '
        "options: {1: On no day, 2: On 1 or 2 days, 3: On 3 to 5 days, 4: On 6 or 7 days}}\n"
        for n in range(30)
    )
    + "  - id: views\n    order: random\n    items:\n"
    + "".join(
        f"      - {{id: view_{n}, type: likert, scale: agree, construct: {('calm', 'order')[n % 2]}, text: I plan trip {n} ahead.}}\n"
        for n in range(10)
    )
)
"""Forty questions, for the cold start."""


@dataclass(frozen=True)
class Row:
    """One labelled question and the default findings about it and about its repair."""

    text: str
    labels: frozenset[str]
    source: str
    kind: str
    flags: frozenset[str]
    silent: frozenset[str]
    repaired: bool | None

    @property
    def flawed(self) -> bool:
        """Whether its label names a fault."""
        return bool(self.labels)

    @property
    def flagged(self) -> bool:
        """Whether a default rule finds something."""
        return bool(self.flags)


def questionnaire_of(text: str, options: str) -> Questionnaire:
    """A questionnaire of this one question."""
    offered = [option.strip() for option in options.split("|") if option.strip()]
    several = asks_for_several(text)
    answers = tuple(
        Option(str(code), label, exclusive=several and rules_out(label))
        for code, label in enumerate(offered, 1)
    )
    kind = ("multiple" if several else "single") if answers else "open"
    item = Item("q", text, kind, "behaviour", options=answers)
    return Questionnaire("case", "Case", "1", "en", (Section("s", "S", (item,)),), objective="case")


def findings(text: str, options: str) -> tuple[frozenset[str], frozenset[str]]:
    """The codes found at warning or above, and those found below it."""
    found = [one for one in lint(questionnaire_of(text, options)) if one.code.startswith(JUDGED)]
    loud = frozenset(one.code for one in found if one.severity >= Severity.WARNING)
    return loud, frozenset(one.code for one in found) - loud


def read_rows(path: Path) -> list[Row]:
    """Every row of a corpus, linted."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        table = list(csv.DictReader(opened))
    if not table or "text" not in table[0] or "labels" not in table[0]:
        raise SystemExit(
            f"{path} needs the columns text and labels; found {', '.join(table[0]) if table else 'no rows'}"
        )
    rows = []
    for line in table:
        options = line.get("options") or ""
        loud, silent = findings(line["text"], options)
        better = (line.get("improved_text") or "").strip()
        rows.append(
            Row(
                line["text"],
                frozenset(part.strip() for part in (line["labels"] or "").split(";") if part.strip()),
                line.get("source") or "",
                line.get("source_type") or "",
                loud,
                silent,
                not findings(better, "")[0] if better else None,
            )
        )
    return rows


def share(part: int, whole: int) -> float | None:
    """A share, or None of nothing."""
    return round(part / whole, 4) if whole else None


def binary(rows: Iterable[Row]) -> dict[str, float | None]:
    """Precision, recall and false flags of "is this question flawed"."""
    kept = list(rows)
    right = sum(row.flagged and row.flawed for row in kept)
    wrong = sum(row.flagged and not row.flawed for row in kept)
    flawed = sum(row.flawed for row in kept)
    clean = len(kept) - flawed
    return {
        "precision": share(right, right + wrong),
        "recall": share(right, flawed),
        "false_flags_per_100": round(100 * wrong / clean, 2) if clean else None,
    }


def by_family(rows: list[Row]) -> dict[str, dict[str, float | int | None]]:
    """Each family of labels: recall, and precision against clean questions."""
    told: dict[str, dict[str, float | int | None]] = {}
    for name, (labels, codes) in FAMILIES.items():
        meant = [row for row in rows if row.labels & set(labels)]
        hits = sum(any(code.startswith(codes) for code in row.flags) for row in meant)
        false = sum(any(code.startswith(codes) for code in row.flags) for row in rows if not row.flawed)
        told[name] = {
            "rows": len(meant),
            "precision": share(hits, hits + false),
            "recall": share(hits, len(meant)),
        }
    return told


def by_label(rows: list[Row]) -> dict[str, dict[str, float | int | None]]:
    """Each label: how often a default rule that answers for it fires, and how often any finding does."""
    told = {}
    for label, codes in LABELS.items():
        meant = [row for row in rows if label in row.labels]
        if meant:
            told[label] = {
                "rows": len(meant),
                "recall": share(
                    sum(any(c.startswith(codes) for c in row.flags) for row in meant), len(meant)
                ),
                "recall_with_info": share(
                    sum(any(c.startswith(codes) for c in row.flags | row.silent) for row in meant), len(meant)
                ),
                "flagged_at_all": share(sum(row.flagged for row in meant), len(meant)),
            }
    unknown = {label for row in rows for label in row.labels} - set(LABELS)
    return told | {
        label: {"rows": sum(label in row.labels for row in rows), "recall": None} for label in sorted(unknown)
    }


def by_source_type(rows: list[Row]) -> dict[str, dict[str, float | int | None]]:
    """Each kind of source: recall on its flawed questions, false flags on its clean ones."""
    told = {}
    for kind in sorted({row.kind for row in rows}):
        own = [row for row in rows if row.kind == kind]
        flawed = sum(row.flawed for row in own)
        told[kind] = {"flawed": flawed, "clean": len(own) - flawed} | {
            key: value for key, value in binary(own).items() if key != "precision"
        }
    return told


def by_rule(rows: list[Row]) -> dict[str, dict[str, float | int | None]]:
    """Each rule at its own severity: on how many questions it fires, and on how many of them a fault is labelled."""
    told = {}
    for rule in RULES:
        loud = rule.severity >= Severity.WARNING
        fired = [row for row in rows if rule.code in (row.flags if loud else row.flags | row.silent)]
        if fired:
            right = sum(row.flawed for row in fired)
            low, high = wilson(right, len(fired))
            told[rule.code] = {
                "flags": len(fired),
                "right": right,
                "precision": share(right, len(fired)),
                "low": low,
                "high": high,
                "false_flags_per_100": round(
                    100 * (len(fired) - right) / max(1, sum(not row.flawed for row in rows)), 2
                ),
            }
    return told


def wilson(part: int, whole: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not whole:
        return 0.0, 1.0
    p, extra = part / whole, z * z / whole
    middle = (p + extra / 2) / (1 + extra)
    half = z * ((p * (1 - p) / whole + extra / (4 * whole)) ** 0.5) / (1 + extra)
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)


def interval(rows: list[Row], figure: Callable[[list[Row]], float | None]) -> tuple[float, float] | None:
    """The 95 % interval of a figure when whole sources are drawn again."""
    sources: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sources[row.source].append(row)
    names, chance, drawn = sorted(sources), random.Random(20260101), []
    for _ in range(DRAWS):
        value = figure([row for name in chance.choices(names, k=len(names)) for row in sources[name]])
        if value is not None:
            drawn.append(value)
    if len(drawn) < DRAWS // 2:
        return None
    drawn.sort()
    return round(drawn[int(0.025 * len(drawn))], 3), round(drawn[int(0.975 * len(drawn)) - 1], 3)


def minimal_pairs(rows: list[Row]) -> dict[str, float | int | None]:
    """Of the flawed questions with a repair: how often the flaw is flagged and its repair is not."""
    pairs = [row for row in rows if row.flawed and row.repaired is not None]
    both = sum(row.flagged and bool(row.repaired) for row in pairs)
    return {
        "pairs": len(pairs),
        "both_right": share(both, len(pairs)),
        "repairs_flagged": share(sum(not row.repaired for row in pairs), len(pairs)),
    }


def speed(rows: list[Row]) -> dict[str, float]:
    """Milliseconds a question, and the CPU of a cold start on forty questions beside bare Python's."""
    texts = [row.text for row in rows]
    begun = time.process_time()
    for text in texts:
        lint(questionnaire_of(text, ""))
    each = 1000 * (time.process_time() - begun) / max(1, len(texts))
    bare, cold = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forty.yml"
        path.write_text(FORTY, encoding="utf-8")
        for _ in range(COLD_STARTS):
            bare.append(child_cpu(["-c", "pass"]))
            cold.append(child_cpu(["-m", "psychoseg", "lint", str(path)]))
    return {
        "ms_per_question": round(each, 3),
        "cold_start_cpu_ms": round(1000 * statistics.median(cold), 1),
        "bare_python_cpu_ms": round(1000 * statistics.median(bare), 1),
        "cold_start_over_bare": round(statistics.median(cold) / statistics.median(bare), 2),
    }


def child_cpu(arguments: list[str]) -> float:
    """CPU seconds of a Python child."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(rows: list[Row]) -> dict[str, object]:
    """Every figure."""
    clean = [row for row in rows if not row.flawed]
    return {
        "questions": len(rows),
        "flawed": len(rows) - len(clean),
        "clean": len(clean),
        "sources": len({row.source for row in rows}),
        **binary(rows),
        "intervals": {
            name: interval(rows, lambda some, name=name: binary(some)[name])  # type: ignore[misc]
            for name in ("precision", "recall", "false_flags_per_100")
        },
        "by_family": by_family(rows),
        "by_label": by_label(rows),
        "by_source_type": by_source_type(rows),
        "minimal_pairs": minimal_pairs(rows),
        "by_rule": by_rule(rows),
        "speed": speed(rows),
    }


def write_measured(rows: list[Row], figures: dict[str, object], path: Path) -> None:
    """Store what ``psychoseg explain`` prints."""
    told = {
        "corpus": f"{figures['questions']} labelled survey questions from {figures['sources']} sources, at hand while the rules were written",
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "questions": len(rows),
        "rules": {
            code: {k: v for k, v in row.items() if k != "false_flags_per_100"}
            for code, row in by_rule(rows).items()
        },
    }
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def show(figures: dict[str, object]) -> None:
    """The figures as tables."""
    print(
        f"{figures['questions']} questions ({figures['flawed']} flawed, {figures['clean']} clean) from {figures['sources']} sources"
    )
    for name in ("precision", "recall", "false_flags_per_100"):
        print(f"  {name:<22}{figures[name]!s:>8}   95 % {figures['intervals'][name]}")  # type: ignore[index]
    print(f"  minimal pairs         {figures['minimal_pairs']}")
    for title in ("by_family", "by_label", "by_source_type", "by_rule"):
        print(f"\n{title}")
        for name, row in figures[title].items():  # type: ignore[attr-defined]
            print(f"  {name:<22}" + "  ".join(f"{key} {value}" for key, value in row.items()))
    print(f"\nspeed  {figures['speed']}")


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--rows", action="store_true", help="print what was missed and what was flagged wrongly"
    )
    parser.add_argument(
        "--write-measured", action="store_true", help="store each rule's precision for explain"
    )
    arguments = parser.parse_args()
    rows = read_rows(arguments.file)
    figures = measure(rows)
    if arguments.write_measured:
        write_measured(rows, figures, Path(__file__).parent.parent / "psychoseg" / "lint" / "measured.json")
    if arguments.json:
        print(json.dumps(figures, indent=1))
        return
    show(figures)
    if arguments.rows:
        missed = Counter(label for row in rows if row.flawed and not row.flagged for label in row.labels)
        print(f"\nmissed, by label: {dict(missed.most_common())}")
        for row in rows:
            if row.flawed != row.flagged:
                print(
                    f"  {'missed' if row.flawed else 'wrong '}  {row.text[:110]}  {';'.join(sorted(row.labels or row.flags))}"
                )


if __name__ == "__main__":
    main()
