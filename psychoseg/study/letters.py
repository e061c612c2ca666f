"""Whether the letters in study.yml still stand for the people they were written of.

Segments are lettered by size, and a fit on other data can change their order. Whoever wrote names, scores, roles or
tasks by letter had a certain fit before them; that fit's people tell whether each letter still means the same.
"""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from psychoseg.client import LETTERS
from psychoseg.documents.plain import to_plain
from psychoseg.errors import StudyError
from psychoseg.report.format import percent
from psychoseg.study.config import StudyConfig
from psychoseg.study.runs import Run, RunWriter, runs

FILE, PEOPLE = "letters.json", "assignments.parquet"
FEWEST = 30
"""People of a segment that both fits must hold before anything is said of it."""


def lettered(config: StudyConfig) -> dict[str, dict[str, object]]:
    """What study.yml says by letter: the parts that speak of each."""
    parts: dict[str, dict[str, object]] = {}
    for letter, name in config.names.items():
        parts.setdefault(letter, {})["names"] = name
    for letter, sheet in config.activate.items():
        own = to_plain(sheet)
        parts.setdefault(letter, {})["activate"] = {key: own[key] for key in own if key != "where"}
    evaluate = config.evaluate
    for criterion in evaluate.criteria if evaluate else ():
        for letter, score in criterion.scores:
            parts.setdefault(letter, {})[f"scores of {criterion.name}"] = score
    for letter, role in evaluate.roles if evaluate else ():
        parts.setdefault(letter, {})["roles"] = role
    return dict(sorted(parts.items()))


def write_letters(writer: RunWriter, config: StudyConfig) -> None:
    """Keep with a run what was said by letter, so that a later fit finds the one it was written of."""
    if said := lettered(config):
        writer.write_json(FILE, said)


def moved(study: Path, wave: str, config: StudyConfig, segments: pd.Series) -> tuple[str, ...]:
    """A sentence for each letter whose people are mostly in another segment now.

    Parameters
    ----------
    study : Path
    wave : str
    config : StudyConfig
    segments : Series of int, by respondent
        This fit's.

    Notes
    -----
    An earlier run that was changed or is damaged tells nothing, and stops no new one; ``psychoseg show --verify`` names it.
    """
    said = lettered(config)
    try:
        written_of = _written_of(study, wave, said) if said else None
        if written_of is None:
            return ()
        table = pd.read_parquet(io.BytesIO(written_of.read(PEOPLE)))
    except StudyError:
        return ()
    then = table.set_index(table.columns[0])["segment"].rename("then")
    both = pd.concat([then, segments.rename("now")], axis=1, join="inner")
    found = []
    for letter, parts in said.items():
        number = LETTERS.index(letter) + 1
        now = both.loc[both["then"] == number, "now"]
        if len(now) < FEWEST:
            continue
        shares = now.value_counts(normalize=True)
        most = int(shares.index[0])
        if most != number:
            found.append(
                f"study.yml speaks of segment {letter} ({', '.join(parts)}), but {percent(float(shares.iloc[0]))} of the people who "
                f"were in it when that was written (run {written_of.name}) are in {LETTERS[most - 1]} now. Put the letter right and "
                "fit again."
            )
    return tuple(found)


def _written_of(study: Path, wave: str, said: dict[str, dict[str, object]]) -> Run | None:
    """The fit that was looked at when this was written: the one before the first that knew it, or that first one."""
    fits = [
        run for run in runs(study)
        if run.manifest.kind == "fit" and run.manifest.wave == wave and PEOPLE in run.manifest.outputs
    ]  # fmt: skip
    at = len(fits)
    while at and FILE in fits[at - 1].manifest.outputs and fits[at - 1].read_json(FILE) == to_plain(said):
        at -= 1
    return fits[max(at - 1, 0)] if fits else None
