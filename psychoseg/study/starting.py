"""Lay out a study that runs as it is: a questionnaire, two waves of invented answers, and study.yml."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from psychoseg.errors import StudyError, did_you_mean
from psychoseg.questionnaire import read as read_questionnaire
from psychoseg.resources import folder as shipped
from psychoseg.study.sample_choices import FOOD, SOFTWARE

RESPONDENTS = 1500
SEED = 20260101


@dataclass(frozen=True, slots=True)
class Sample:
    """A bundled study: its titles, when its invented waves were in the field, in local time, and what its client says."""

    title: str
    subtitle: str
    fieldwork: tuple[datetime, ...]
    choices: str


SAMPLES = {
    "everyday_food": Sample(
        "How people decide about everyday food",
        "A psychographic segmentation of invented answers",
        (datetime(2026, 3, 2, 9), datetime(2026, 9, 7, 9)),
        FOOD,
    ),
    "business_software": Sample(
        "How firms choose software",
        "A segmentation of invented buyers",
        (datetime(2026, 3, 2, 9), datetime(2026, 9, 7, 9)),
        SOFTWARE,
    ),
}

STUDY = """\
# The only file of this study edited by hand, besides the questionnaire and each wave's wave.yml.
# Every key that is left out keeps its default; `psychoseg fit --help` says more.
psychoseg: 1
title: {title}
subtitle: {subtitle}
# client: Name of the client
# agency: Name of the agency
status: Sample study
confidentiality: Invented answers, for trying psychoseg out
questionnaire: questionnaire.yml

# How the answers are analysed.
plan:
  missing: pairwise        # or listwise, ml
  correlation: pearson     # or polychoric, mixed, spearman
  extraction: minres       # or ml, paf, dwls
  rotation: oblimin        # factors may correlate
  fewest_segments: 2
  most_segments: 8
  smallest_share: 0.05
  resamples: 30            # pairs of bootstrap samples behind each stability
  seed: {seed}

# Who is set aside before the analysis. Every rule prints whom it took.
exclude:
  attention: true          # failed the attention check
  speed: 0.33              # took less than this share of the median time
  straight: 0.8            # one answer over more than this share of a scale's statements, in a row
  unanswered: 0.5          # left more than this share of the statements unanswered
  # Off unless set; each takes some honest people too, so look at evidence.parquet of a run first.
  # longstring: 15         # gave one answer more often in a row than this
  # variability: 0.3       # standard deviation of the answers below this
  # grids: 1               # one answer throughout in this share of the matrices or more
  # autocorrelation: 0.75  # a pattern that comes round again: stairs, zigzags
  # mahalanobis: 0.999     # a combination of answers beyond this quantile of chi-square
  # even_odd: 0.3          # halves of the same scales correlate less than this
  # inter_item: 2          # answers within scales spread more than this, in scale points
  # synonyms: 0.22         # like statements correlate less than this
  # antonyms: -0.03        # opposite statements correlate more than this
  # person_total: 0        # correlates less than this with everybody else's means
  # duplicates: 1          # this share of the answers, or more, as on an earlier line
  # same_text: 2           # this many others wrote the same, or more
  # page_speed: 2          # this many times as fast as the median over the pages
  # resampled: 0.2         # random halves of the same scales correlate less than this
  # nonsense: 1            # this share of the written answers says nothing, or more

# Shares in the population, which the sample is weighted to. `sex by age:` crosses two items, with the cells
# `f by 18-34` and so on; `column: w` takes weights from the export; `trim: [0.2, 5]` bounds them.
weights:
{margins}
# What is known of customers; it describes segments and never forms them.
# customers:
#   file: customers.csv
#   key: customer_id
#   respondent_key: ExternalReference   # the export's column; the respondent's id where left out
#   columns:
#     spend: {{kind: numeric, unit: euros, name: Spend last year, role: value}}
#     last_seen: {{kind: date}}
#     opens_mail: {{kind: nominal}}

# What forms the segments, and by what method. Items are named by id, construct or role; a block's weight is its
# share of all variance. What forms segments is starred in the report and never tested.
# segments:
#   method: kmeans
#   basis:
#     - scores                            # factor scores, the default
#     - {{items: channel, weight: 0.5}}
#     # - means                             # of the items of every construct, in place of scores
#   standardise: spread                   # or range, none
#   ipsatise: no                          # or centre, spread: each person's level of answering taken out
#   names: {{A: Your name for the largest}} # by letter in the order of size; else working names are proposed

{choices}"""

WAVE = """\
id: {wave}
fieldwork: {fieldwork}
source: Invented by psychoseg from {truth}
"""


def new(folder: Path, sample: str = "everyday_food") -> Path:
    """A study folder with a bundled questionnaire and two waves of invented answers.

    Parameters
    ----------
    folder : Path
        Must not exist, or be empty.
    sample : str
        Which bundled study.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    StudyError
        Where the folder holds anything, or there is no such sample.
    """
    if sample not in SAMPLES:
        raise StudyError(f"There is no sample study {sample}; {did_you_mean(sample, SAMPLES)}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(f"{folder} is there already and is not empty; choose another name.")
    partial = folder.with_name(f".partial-{folder.name}")
    if partial.exists():
        shutil.rmtree(partial)
    partial.mkdir(parents=True)
    try:
        _lay_out(partial, sample)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _lay_out(folder: Path, sample: str) -> None:
    from psychoseg.simulate import qualtrics_csv, read_truth, simulate

    source, truth_file = shipped("questionnaires") / f"{sample}.yml", f"{sample}.truth.yml"
    shutil.copyfile(source, folder / "questionnaire.yml")
    questionnaire = read_questionnaire(source)
    truth = read_truth(shipped("questionnaires") / truth_file, questionnaire)
    chosen = SAMPLES[sample]
    study = STUDY.format(
        title=chosen.title,
        subtitle=chosen.subtitle,
        seed=SEED,
        margins=_margins(truth.population),
        choices=chosen.choices,
    )
    (folder / "study.yml").write_text(study, encoding="utf-8")
    for number, (wave, start) in enumerate(zip(truth.waves, chosen.fieldwork, strict=True)):
        raw = folder / "waves" / f"{number + 1}-{wave}" / "raw"
        raw.mkdir(parents=True)
        answers = simulate(questionnaire, truth, wave=wave, respondents=RESPONDENTS, seed=SEED + number)
        (raw / "export.csv").write_text(
            qualtrics_csv(answers, questionnaire, start=start), encoding="utf-8", newline=""
        )
        (raw.parent / "wave.yml").write_text(
            WAVE.format(wave=raw.parent.name, fieldwork=f"{start:%B %Y}", truth=truth_file), encoding="utf-8"
        )


def _margins(population: Mapping[str, Mapping[str, float]]) -> str:
    return "".join(
        f"  {item}: {{{', '.join(f'{category}: {share:g}' for category, share in shares.items())}}}\n"
        for item, shares in population.items()
    )
