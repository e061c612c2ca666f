"""A later wave of a study, measured with the model of an earlier run."""

from __future__ import annotations

from pathlib import Path

from psychoseg import pipeline
from psychoseg.documents.plain import from_plain
from psychoseg.errors import ModelError, StudyError
from psychoseg.factors import FactorModel
from psychoseg.report.assembly import settings_of, share_changes, track_report
from psychoseg.report.data import Change, ReportData
from psychoseg.segments import Segmentation
from psychoseg.study.fitting import audit_of, cover_of, write_answers, write_report
from psychoseg.study.layout import choose_wave, waves
from psychoseg.study.loading import Told, load
from psychoseg.study.manifest import versions
from psychoseg.study.runs import Run, finish, now, open_run, writing


def track_wave(
    study: Path,
    wave: str | None = None,
    *,
    run: str | None = None,
    told: Told = pipeline.silent,
    with_pdf: bool = True,
) -> tuple[Run, pipeline.Track, Change]:
    """Measure a later wave with an earlier run's model and keep the comparison in a new run.

    Parameters
    ----------
    study : Path
    wave : str, optional
        The last wave where left out.
    run : str, optional
        The fit to measure with; the latest where left out.
    told : callable, optional
    with_pdf : bool

    Raises
    ------
    StudyError
        Where there is no fit yet, or the wave is the one the model was made from.
    """
    parent = open_run(study, run, kind="fit")
    chosen = choose_wave(study, wave or waves(study)[-1])
    if chosen == parent.manifest.wave:
        raise StudyError(
            f"The model of run {parent.name} was made from the wave {chosen} itself; name a later wave with --wave."
        )
    made = now()
    loaded = load(study, chosen, told)
    model = FactorModel.from_plain(parent.read_json("factor_model.json"))
    segmentation = Segmentation.from_plain(parent.read_json("segmentation.json"))
    baseline = from_plain(ReportData, parent.read_json("report_data.json"), "report_data.json")
    _same_items(model, [item.id for item in loaded.questionnaire.attitudes], parent)
    _refuse_same_file(loaded.inputs, parent)
    found = pipeline.track(
        model, segmentation, tuple(persona.share for persona in baseline.personas), loaded.questionnaire, loaded.responses,
        loaded.config.plan, told=told,
    )  # fmt: skip
    change = Change(
        before_wave=parent.manifest.wave,
        after_wave=chosen,
        shares=share_changes(
            segmentation.names, found.sizes, tuple(one.essence for one in baseline.personas)
        ),
        poor_fit=found.poor_fit,
        congruence=tuple((str(name), float(value)) for name, value in found.congruence.items()),
        notes=(),
        anew=found.anew,
    )
    settings = settings_of(
        loaded.config.plan, len(found.sizes), versions()["psychoseg"], loaded.inputs.items()
    )
    data = track_report(
        cover_of(loaded.config, made),
        loaded.questionnaire,
        loaded.responses,
        loaded.config.plan,
        settings,
        change,
        audit_of(loaded.questionnaire),
        found.caveats,
    )
    with writing(study, made) as writer:
        told("report", "laying out the pages")
        write_report(writer, study, data, made, loaded.theme, with_pdf=with_pdf)
        writer.write_json("change.json", change)
        write_answers(writer, loaded.responses, loaded.questionnaire, loaded.themes)
        writer.write_table("scores.parquet", found.scores)
        writer.write_table("assignments.parquet", found.assignments)
        finished = finish(
            writer, kind="track", wave=chosen, made=made, seed=loaded.config.plan.seed, plan=dict(loaded.config.plan.described()),
            inputs=loaded.inputs, parent=parent.name,
            summary={"analysed": str(len(loaded.responses.answers)), "excluded": str(loaded.responses.excluded)},
        )  # fmt: skip
    return finished, found, change


def _same_items(model: FactorModel, items: list[str], parent: Run) -> None:
    missing = [item for item in model.items if item not in items]
    if missing:
        raise ModelError(
            f"The questionnaire no longer holds {', '.join(missing)}, which run {parent.name} was made from; fit the new wave instead."
        )


def _refuse_same_file(inputs: dict[str, str], parent: Run) -> None:
    """The same export in two waves is a mistake that would look like perfect stability."""
    for path, digest in inputs.items():
        if path.startswith("waves/") and digest in parent.manifest.inputs.values():
            raise StudyError(
                f"{path} is byte for byte the export that run {parent.name} was made from; put the later wave's export there."
            )
