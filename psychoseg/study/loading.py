"""One wave of a study read from its files: the questionnaire, the answers and what written ones are about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from psychoseg.questionnaire import Questionnaire
from psychoseg.questionnaire import read as read_questionnaire
from psychoseg.report.theme import Theme
from psychoseg.responses import Responses, ingest
from psychoseg.responses.themes import Themes, prepare, themes_of
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.memory import give_back
from psychoseg.stats.threads import one_thread
from psychoseg.study.config import StudyConfig, read_study, read_wave
from psychoseg.study.export import read_customers, read_export
from psychoseg.study.keys import pseudonyms_of
from psychoseg.study.layout import choose_wave
from psychoseg.study.manifest import sha256_of
from psychoseg.study.mapping import read_mapping
from psychoseg.study.theme_file import NAME as THEME_FILE
from psychoseg.study.theme_file import theme_of
from psychoseg.study.theme_words import read_themes, themes_file

Told = Callable[[str, str], None]
"""Is given a stage and what it is doing."""


def silent(stage: str, doing: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """A wave's files, read: what they hold and the hash of each, by path in the study."""

    config: StudyConfig
    questionnaire: Questionnaire
    responses: Responses
    inputs: dict[str, str]
    themes: Themes
    theme: Theme | None = None


def load(study: Path, asked: str | None, told: Told) -> Loaded:
    """The questionnaire and the answers of one wave, the first where none is asked for."""
    config, theme = read_study(study), theme_of(study)
    wave = choose_wave(study, asked)
    questionnaire = read_questionnaire(study / config.questionnaire)
    about = read_wave(study, wave)
    if config.plan.themes and any(item.type == "open" for item in questionnaire.items):
        prepare()
    told("ingest", f"reading the export of {wave}")
    raw, _, hashes = read_export(study, about)
    give_back()
    mapping, stated_in = read_mapping(study, wave)
    pseudonyms, why = pseudonyms_of(study)
    named = pseudonyms.of_all if pseudonyms is not None else _unnamed
    customers, theirs = read_customers(study, config.customers)
    responses = ingest(
        raw,
        questionnaire,
        config.plan,
        about,
        mapping,
        named=named,
        customers=customers,
        told=partial(told, "ingest"),
    )
    del raw, customers  # large, and not needed any more
    give_back()
    if why:
        responses = replace(responses, changes=(*responses.changes, why))
    inputs = {
        "study.yml": sha256_of((study / "study.yml").read_bytes()),
        config.questionnaire: sha256_of((study / config.questionnaire).read_bytes()),
        **hashes,
        **theirs,
    }
    if stated_in is not None:
        inputs[stated_in.relative_to(study).as_posix()] = sha256_of(stated_in.read_bytes())
    if theme is not None:
        inputs[THEME_FILE] = sha256_of((study / THEME_FILE).read_bytes())
    declared = read_themes(study, questionnaire)
    if declared:
        inputs["themes.yml"] = sha256_of(themes_file(study).read_bytes())
    told("ingest", "looking for themes in written answers")
    plan = config.plan
    estimator = Estimator(plan.confidence, plan.low_base, plan.least_base)
    with one_thread():
        themes = themes_of(
            responses.held.texts, responses.weights, questionnaire, declared, estimator, found=plan.themes
        )
    return Loaded(config, questionnaire, responses, inputs, themes, theme)


def _unnamed(ids: pd.Series) -> pd.Series:
    """No names: people go by their line."""
    return pd.Series("", index=ids.index, dtype="str")
