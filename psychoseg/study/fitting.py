"""One wave of a study, from its files to a finished run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from psychoseg import pipeline
from psychoseg.activation.checking import check_evaluation
from psychoseg.activation.model import Offered, Typing
from psychoseg.activation.offers import offered
from psychoseg.activation.typing_questions import typing_questions
from psychoseg.activation.whole import activate
from psychoseg.documents.plain import to_json
from psychoseg.lint import lint
from psychoseg.personas.profile import measures
from psychoseg.personas.withheld import hidden, withheld
from psychoseg.questionnaire import Questionnaire
from psychoseg.report import html, pdf
from psychoseg.report.assembly import firmness_of, fit_report, settings_of
from psychoseg.report.data import AuditFinding, Cover, ReportData
from psychoseg.report.figures import figures_csv
from psychoseg.report.glyphs import MissingGlyphError
from psychoseg.report.legible import legible
from psychoseg.report.paper import paper_of
from psychoseg.report.printing import Attached
from psychoseg.report.theme import Theme
from psychoseg.responses import Responses
from psychoseg.responses.account import account_of
from psychoseg.responses.among import among
from psychoseg.responses.themes import Themes
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.threads import one_thread
from psychoseg.study.config import StudyConfig, read_study
from psychoseg.study.letters import moved, write_letters
from psychoseg.study.loading import Loaded, Told, load
from psychoseg.study.manifest import sha256_of, versions
from psychoseg.study.runs import Run, RunWriter, finish, now, writing
from psychoseg.study.templates import study_templates


def fit_wave(
    study: Path, wave: str | None = None, *, told: Told = pipeline.silent, with_pdf: bool = True
) -> tuple[Run, pipeline.Fit]:
    """Analyse one wave of a study and keep everything in a new run.

    Parameters
    ----------
    study : Path
    wave : str, optional
        The first wave where left out.
    told : callable, optional
        Is given (stage, what it is doing).
    with_pdf : bool
        Whether to render the PDF too; the HTML page is always made.

    Returns
    -------
    Run, Fit
    """
    made = now()
    loaded = load(study, wave, told)
    _check_choices(loaded)
    told("lint", "checking the questionnaire")
    found = pipeline.fit(
        loaded.questionnaire, loaded.responses, loaded.config.plan,
        names=loaded.config.names, themes=loaded.themes, told=told,
    )  # fmt: skip
    plan = found.plan
    rules = Estimator(plan.confidence, plan.low_base, plan.least_base, plan.disclosure)
    activation, doubts = activate(
        found.personas, loaded.config.evaluate, loaded.config.activate, typing=_typing(found),
        offered=_offered(found, rules), estimator=rules, level=plan.level,
    )  # fmt: skip
    written = moved(study, loaded.responses.wave.id, loaded.config, found.grouped.assignments["segment"])
    found = replace(found, caveats=(*written, *doubts, *found.caveats))
    data = fit_report(
        cover_of(loaded.config, made), loaded.questionnaire, found.responses, found.analysis, found.grouped,
        found.personas, found.plan, settings_of(found.plan, found.tests, versions()["psychoseg"], loaded.inputs.items()),
        audit_of(loaded.questionnaire), found.caveats, found.effect, found.contrasts, found.distributions,
        firmness_of(found.grouped, found.responses.weights, found.held.styles, found.held.representations, found.held.sensitivity),
        activation,
    )  # fmt: skip
    with writing(study, made) as writer:
        told("report", "laying out the pages")
        write_report(writer, study, data, made, loaded.theme, with_pdf=with_pdf)
        _write_fit(writer, found, loaded.themes)
        write_letters(writer, loaded.config)
        run = finish(
            writer, kind="fit", wave=loaded.responses.wave.id, made=made, seed=found.plan.seed, plan=dict(found.plan.described()),
            inputs=loaded.inputs, summary=_summary(found),
        )  # fmt: skip
    return run, found


def _check_choices(loaded: Loaded) -> None:
    """Refuse what the client cannot judge segments by, before the long work begins."""
    customers = loaded.config.customers
    known = tuple(one.id for one in customers.fields) if customers else ()
    check_evaluation(loaded.config.evaluate, loaded.questionnaire, known)


def _typing(found: pipeline.Fit) -> Typing | None:
    """The few statements that tell segments, where attitudes formed them."""
    if not found.segmentation.by_attitudes:
        return None
    own = found.responses
    items = {item.id: item for item in found.questionnaire.attitudes if item.id in own.answers}
    segments = found.grouped.assignments.loc[own.answers.index, "segment"]
    with one_thread():
        return typing_questions(own.answers[list(items)], segments, own.weights, items)


def _offered(found: pipeline.Fit, rules: Estimator) -> tuple[Offered, ...]:
    """What most would take up in each segment, and what those would take up too."""
    people = among(found.responses, found.grouped.placed)
    measured = measures(people, found.questionnaire, found.segmentation.inputs)
    segments = found.grouped.assignments.loc[people.answers.index, "segment"]
    return offered(found.personas, measured, people.weights, segments, rules)


def audit_of(questionnaire: Questionnaire) -> list[AuditFinding]:
    """What the linter finds in the questionnaire, for the report."""
    return [
        AuditFinding(found.code, found.name, found.severity.name.lower(), found.item or "", found.message)
        for found in lint(questionnaire)
    ]


def cover_of(config: StudyConfig, made: datetime) -> Cover:
    """The titles and names on the first page."""
    return Cover(
        title=config.title,
        subtitle=config.subtitle,
        client=config.client,
        agency=config.agency,
        date=config.date or f"{made.day} {made:%B %Y}",
        status=config.status,
        confidentiality=config.confidentiality,
        language=config.language,
    )


def write_report(
    writer: RunWriter, study: Path, data: ReportData, made: datetime, theme: Theme | None, *, with_pdf: bool
) -> None:
    """The report's data, its HTML page and its PDF."""
    page = html(data, templates=study_templates(study), theme=theme)
    writer.write_json("report_data.json", data)
    writer.write("report.html", page.encode())
    if with_pdf:
        writer.write("report.pdf", printed(data, page, study, made, theme, attachments(data, study)))


def printed(
    data: ReportData, page: str, study: Path, made: datetime, theme: Theme | None = None,
    attached: Sequence[Attached] = (),
) -> bytes:  # fmt: skip
    """The report as PDF; where no font has some signs of what people wrote, without them and saying so."""
    title, templates = data.cover.title, study_templates(study)
    missing: frozenset[str] = frozenset()
    while True:
        try:
            return pdf(
                page, made=made, title=title, attached=attached,
                faces=theme.faces if theme else (), zoom=paper_of(theme.paper).zoom if theme else 1.0,
            )  # fmt: skip
        except MissingGlyphError as problem:
            if problem.characters <= missing:
                raise
            missing |= problem.characters
            page = html(legible(data, missing), templates=templates, theme=theme)


def attachments(data: ReportData, study: Path) -> list[Attached]:
    """What a PDF carries along: every figure, everything as JSON, and the questionnaire where it is still the run's own."""
    found = [
        Attached("figures.csv", figures_csv(data), "Every figure of this report with its interval and bases"),
        Attached("report.json", to_json(data).encode(), "Everything this report is made from"),
    ]
    path = study / read_study(study).questionnaire
    content = path.read_bytes() if path.is_file() else b""
    if (path.relative_to(study).as_posix(), sha256_of(content)) in data.settings.inputs:
        found.append(Attached("questionnaire.yml", content, "The questionnaire as it was asked", "Source"))
    return found


def answers_table(responses: Responses) -> pd.DataFrame:
    """Answers, profile, customer data and weights of everybody analysed; no written answers, which may name people."""
    known = responses.customers.table.add_prefix("customer_")
    parts = [
        responses.answers,
        responses.profile,
        *([known] if len(known.columns) else []),
        responses.weights.rename("weight"),
    ]
    return pd.concat(parts, axis=1)


def write_answers(
    writer: RunWriter, responses: Responses, questionnaire: Questionnaire, themes: Themes
) -> None:
    """The answers of everybody analysed, why each is missing, who was set aside, the evidence and the account."""
    writer.write_json("ingest.json", account_of(responses, questionnaire, themes))
    writer.write_table("responses.parquet", answers_table(responses))
    writer.write_table("missing.parquet", responses.states)
    writer.write_table("exclusions.parquet", responses.exclusions)
    writer.write_table("evidence.parquet", responses.evidence)


def _write_fit(writer: RunWriter, found: pipeline.Fit, themes: Themes) -> None:
    write_answers(writer, found.responses, found.questionnaire, themes)
    writer.write_json("themes.json", _by_segment(found, themes))
    writer.write_json("factor_model.json", found.model.to_plain())
    writer.write_table("scores.parquet", found.scores)
    writer.write_json("segmentation.json", found.segmentation.to_plain())
    writer.write_table("assignments.parquet", found.grouped.assignments)
    if found.held.influence is not None and found.held.influence.caveats:
        writer.write_table(
            "influence.parquet", found.held.influence.moves.rename_axis("respondent").to_frame()
        )
    writer.write_json("personas.json", list(found.personas))


def _by_segment(found: pipeline.Fit, themes: Themes) -> dict[str, list[dict[str, object]]]:
    """The share of each theme in each segment, with interval and base; described, not tested."""
    plan = found.plan
    estimator = Estimator(plan.confidence, plan.low_base, plan.least_base, plan.disclosure)
    segments, weights = found.grouped.assignments["segment"], found.responses.weights
    rows: list[dict[str, object]] = []
    for at, theme in enumerate(themes.themes):
        values = themes.table[at]
        shares = [
            estimator.share(values[segments == one.number], weights[segments == one.number])
            for one in found.personas
        ]
        gone = withheld(shares, plan.disclosure)
        by_name = {
            one.name: hidden(share) if at in gone else share
            for at, (one, share) in enumerate(zip(found.personas, shares, strict=True))
        }
        rows.append(
            {
                "item": theme.item,
                "theme": theme.name,
                "words": list(theme.words),
                "how": theme.how,
                "all": theme.share,
                "segments": by_name,
            }
        )
    return {"themes": rows}


def _summary(found: pipeline.Fit) -> dict[str, str]:
    return {
        "analysed": str(len(found.responses.answers)),
        "excluded": str(found.responses.excluded),
        "kmo": f"{found.analysis.suitability.kmo:.2f}",
        "factors": str(len(found.model.factors)),
        "segments": str(len(found.personas)),
    }
