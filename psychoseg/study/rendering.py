"""A run's report rendered again, in every form asked for, outside the run, which is never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from psychoseg.activation.whole import chosen_anew
from psychoseg.documents.plain import from_plain, to_json
from psychoseg.errors import Fault, StudyError, did_you_mean, shorten, visible
from psychoseg.report import html
from psychoseg.report.data import ReportData
from psychoseg.report.language import language_of
from psychoseg.report.paper import paper_of
from psychoseg.report.theme import Theme
from psychoseg.study.config import read_study
from psychoseg.study.fitting import attachments, printed
from psychoseg.study.runs import open_run
from psychoseg.study.templates import study_templates
from psychoseg.study.theme_file import theme_of


@dataclass(frozen=True)
class Rendering:
    """What a form of the report is made from."""

    data: ReportData
    study: Path
    made: datetime
    master: bytes | None
    theme: Theme | None

    @cached_property
    def page(self) -> str:
        """The HTML page, with the study's templates."""
        return html(self.data, templates=study_templates(self.study), theme=self.theme)


def _pdf(one: Rendering) -> bytes:
    return printed(one.data, one.page, one.study, one.made, one.theme, attachments(one.data, one.study))


def _html(one: Rendering) -> bytes:
    return one.page.encode()


def _pptx(one: Rendering) -> bytes:
    from psychoseg.report.slides import slides

    return slides(one.data, one.made, one.master, one.theme)


def _xlsx(one: Rendering) -> bytes:
    from psychoseg.report.workbook import workbook

    return workbook(one.data, one.made, one.theme)


def _csv(one: Rendering) -> bytes:
    from psychoseg.report.figures import figures_csv

    return figures_csv(one.data)


def _json(one: Rendering) -> bytes:
    return to_json(one.data).encode()


FORMATS: Mapping[str, tuple[str, Callable[[Rendering], bytes]]] = {
    "html": ("report.html", _html),
    "pdf": ("report.pdf", _pdf),
    "pptx": ("report.pptx", _pptx),
    "xlsx": ("report.xlsx", _xlsx),
    "csv": ("figures.csv", _csv),
    "json": ("report.json", _json),
}
"""Every form by name, with the file it is written to."""


def render_again(
    study: Path,
    run: str | None,
    into: Path,
    *,
    formats: Iterable[str] = ("html", "pdf"),
    master: Path | None = None,
    theme: Path | None = None,
    force: bool = False,
    language: str | None = None,
    paper: str | None = None,
) -> list[Path]:
    """Write a run's report with the study's present templates.

    Parameters
    ----------
    study : Path
    run : str, optional
        The latest where left out.
    into : Path
        The folder for the files; made where it does not exist.
    formats : iterable of str
        Names in :data:`FORMATS`.
    master : Path, optional
        A presentation whose layouts, fonts and colours the slides take.
    theme : Path, optional
        A theme.toml to use in place of the study's own.
    force : bool
        Replace files of the same name.
    language : str, optional
        A language of :data:`psychoseg.report.language.LANGUAGES` in place of the study's.
    paper : str, optional
        A size of :data:`psychoseg.report.paper.PAPERS` in place of the theme's.

    Returns
    -------
    list of Path
        What was written: nothing at all where any form could not be made.

    Raises
    ------
    ReportError
        Where no report is made in the language or on the paper.
    StudyError
        Where a form is unknown, the master cannot be read or files would be replaced; before any work is done.
    """
    names = _known(formats)
    drawn, looks = _master(master, names), theme_of(study, theme)
    if paper:
        looks = replace(looks or Theme(), paper=paper_of(paper).name)
    spoken = language_of(language).code if language else ""
    chosen = open_run(study, run)
    targets = [into / FORMATS[name][0] for name in names]
    taken = [path for path in targets if path.exists()]
    if taken and not force:
        raise StudyError(
            f"{', '.join(map(str, taken))} would be replaced; choose another --out, or add --force."
        )
    data = _chosen_anew(
        from_plain(ReportData, chosen.read_json("report_data.json"), "report_data.json"), study
    )
    if spoken:
        data = replace(data, cover=replace(data.cover, language=spoken))
    one = Rendering(data, study, datetime.fromisoformat(chosen.manifest.made), drawn, looks)
    contents = [FORMATS[name][1](one) for name in names]
    into.mkdir(parents=True, exist_ok=True)
    for path, content in zip(targets, contents, strict=True):
        partial = path.with_name(f".{path.name}.partial")
        partial.write_bytes(content)
        partial.replace(path)
    return targets


def _chosen_anew(data: ReportData, study: Path) -> ReportData:
    """The report with what the client says in study.yml at present, which needs no new run."""
    if data.activation is None or not data.personas:
        return data
    present = read_study(study)
    anew = chosen_anew(
        data.activation, data.personas, present.evaluate, present.activate, level=data.settings.level
    )
    return replace(data, activation=anew)


def _known(formats: Iterable[str]) -> list[str]:
    names = list(dict.fromkeys(formats))
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise StudyError(
            "These forms of a report are unknown:",
            [Fault(shorten(name), "no form of a report", did_you_mean(name, FORMATS)) for name in unknown],
        )
    if not names:
        raise StudyError(f"No form of the report is asked for; choose from {', '.join(FORMATS)}.")
    return names


def _master(path: Path | None, names: Iterable[str]) -> bytes | None:
    if path is None:
        return None
    if "pptx" not in names:
        raise StudyError("A master is for slides; add pptx to --format, or leave --master out.")
    try:
        return path.read_bytes()
    except OSError as problem:
        raise StudyError(f"{visible(path)} cannot be read: {problem.strerror or problem}.") from None
