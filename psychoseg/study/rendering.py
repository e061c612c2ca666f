"""A run's report rendered again, outside the run, which is never changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from psychoseg.documents.plain import from_plain
from psychoseg.errors import StudyError
from psychoseg.report import html
from psychoseg.report.data import ReportData
from psychoseg.study.fitting import printed
from psychoseg.study.runs import open_run
from psychoseg.study.templates import study_templates


def render_again(
    study: Path, run: str | None, into: Path, *, with_pdf: bool = True, force: bool = False
) -> list[Path]:
    """Write a run's report with the study's present templates.

    Parameters
    ----------
    study : Path
    run : str, optional
        The latest where left out.
    into : Path
        The folder for report.html and report.pdf; made where it does not exist.
    with_pdf : bool
    force : bool
        Replace files of the same name.

    Returns
    -------
    list of Path
        What was written.
    """
    chosen = open_run(study, run)
    targets = [into / "report.html", *([into / "report.pdf"] if with_pdf else [])]
    taken = [path for path in targets if path.exists()]
    if taken and not force:
        raise StudyError(
            f"{', '.join(map(str, taken))} would be replaced; choose another --out, or add --force."
        )
    data = from_plain(ReportData, chosen.read_json("report_data.json"), "report_data.json")
    page = html(data, templates=study_templates(study))
    contents = [page.encode()]
    if with_pdf:
        contents.append(printed(data, page, study, datetime.fromisoformat(chosen.manifest.made)))
    into.mkdir(parents=True, exist_ok=True)
    for path, content in zip(targets, contents, strict=True):
        partial = path.with_name(f".{path.name}.partial")
        partial.write_bytes(content)
        partial.replace(path)
    return targets
