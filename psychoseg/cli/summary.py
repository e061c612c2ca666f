"""What came out of a run, short enough to read and complete enough to act on."""

from __future__ import annotations

from typing import Any

from psychoseg.documents.plain import to_plain
from psychoseg.errors import visible
from psychoseg.pipeline import Fit
from psychoseg.report.data import Change
from psychoseg.responses.quality import counted_out
from psychoseg.stats.estimate import Estimate
from psychoseg.study import Run


def fit_lines(run: Run, found: Fit) -> list[str]:
    """The summary of a fit."""
    responses, analysis, chosen = found.responses, found.analysis, found.grouped.candidates
    rules = ", ".join(f"{count} {rule}" for rule, count in counted_out(responses.exclusions).items())
    set_aside = f" ({rules})" if rules else ""
    tried = next(entry for entry in chosen.tried if entry.segments == chosen.chosen)
    lines = [
        "",
        f"Answers   {responses.rows} rows, {responses.excluded} set aside{set_aside}, {len(responses.answers)} analysed",
        f"Weights   {responses.weighting.words}, design effect {responses.weighting.deff:.2f}, effective base {analysis.n:.0f}",
        f"Suited    KMO {analysis.suitability.kmo:.2f}, lowest item {analysis.suitability.items.min():.2f}",
        f"Factors   {analysis.retention.chosen}: {', '.join(found.model.factors)}",
        f"          {analysis.retention.reason}",
        f"Segments  {chosen.chosen}, stability {tried.stability:.2f} (adjusted Rand index across resamples)",
        f"          {chosen.reason}",
        *([f"          {found.grouped.structure.words}"] if found.grouped.structure else []),
    ]
    for persona in found.personas:
        share = (
            f"{_percent(persona.share.value)}% ({_percent(persona.share.low)}–{_percent(persona.share.high)})"
        )
        lines.append(f"  {persona.letter}  {share:<15} n = {persona.members:<6}{visible(persona.name)}")
    if found.effect is not None:
        lines.append(f"Set aside {found.effect.words}")
    if found.held.sensitivity is not None:
        lines.append(f"Otherwise {found.held.sensitivity.words}")
    return [*lines, *_where(run)]


def track_lines(run: Run, change: Change) -> list[str]:
    """The summary of a track."""
    lines = [
        "",
        f"Shares in {change.before_wave} and in {change.after_wave}, with intervals, measured with the frozen model of {run.manifest.parent}:",
    ]
    lines += [
        f"  {_interval(row.before):<15} → {_interval(row.after):<15} {row.verdict:<16} {visible(row.name)}"
        for row in change.shares
    ]
    worst = min(change.congruence, key=lambda pair: pair[1])
    lines += [
        f"Same factors: congruence from {worst[1]:.2f} ({visible(worst[0])}) upwards; {change.poor_fit:.1%} of people far from every segment",
    ]
    if change.anew is not None:
        lines.append(f"Anew      {change.anew.words}")
        lines += [f"          {visible(sentence)}" for sentence in change.anew.said]
    return [*lines, *_where(run)]


def fit_facts(run: Run, found: Fit) -> dict[str, Any]:
    """The same as plain data, for machines."""
    return {
        "run": str(run.folder),
        "rows": found.responses.rows,
        "excluded": found.responses.excluded,
        "analysed": len(found.responses.answers),
        "kmo": found.analysis.suitability.kmo,
        "factors": list(found.model.factors),
        "factors_reason": found.analysis.retention.reason,
        "segments": [
            {
                "letter": persona.letter,
                "name": persona.name,
                "share": persona.share.value,
                "low": persona.share.low,
                "high": persona.share.high,
                "members": persona.members,
                "base": persona.share.base,
            }
            for persona in found.personas
        ],
        "segments_reason": found.grouped.candidates.reason,
        "structure": found.grouped.structure.verdict if found.grouped.structure else None,
        "effect_of_exclusion": None if found.effect is None else to_plain(found.effect),
        "sensitivity": to_plain(found.held.sensitivity),
        "representations": to_plain(found.held.representations),
        "styles": to_plain(found.held.styles),
        "caveats": list(found.caveats),
        "pdf": str(run.folder / "report.pdf") if "report.pdf" in run.manifest.outputs else None,
    }


def _where(run: Run) -> list[str]:
    report = "report.pdf" if "report.pdf" in run.manifest.outputs else "report.html"
    return [f"Run       {visible(run.folder)}", f"Report    {visible(run.folder / report)}"]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f}"


def _interval(estimate: Estimate) -> str:
    return f"{_percent(estimate.value)}% ({_percent(estimate.low)}–{_percent(estimate.high)})"
