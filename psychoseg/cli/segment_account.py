"""The segments of one wave in words, and as plain data for machines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import pandas as pd

from psychoseg.cli.segment_held import held_lines
from psychoseg.cli.segment_methods import method_lines
from psychoseg.documents.plain import to_plain
from psychoseg.errors import visible
from psychoseg.personas.contrasts import LETTERS, Contrasts
from psychoseg.personas.profile import in_spreads
from psychoseg.segments import Candidates
from psychoseg.segments.apart import Apart
from psychoseg.segments.plots import plots_of
from psychoseg.segments.stability import FIRM, TENDENCY
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.omnibus import Omnibus
from psychoseg.study import Segmented

WIDTH = 104
MOST_ITEMS = 12


def segment_lines(found: Segmented) -> list[str]:
    """The account, in the order an expert asks."""
    grouped, responses = found.grouped, found.loaded.responses
    lines = [
        "",
        f"{len(responses.answers)} people"
        + ("." if grouped.placed.all() else f", {int(grouped.placed.sum())} of them in a segment."),
        *_wrapped(f"{grouped.segmentation.method}."),
        "",
        "How many?",
        *_tried(grouped.candidates),
        *_wrapped(f"{grouped.candidates.reason}."),
        *_wrapped(grouped.candidates.verdict),
        *(f"    {vote.criterion:<26}{vote.segments:>2}  {vote.rule}" for vote in grouped.candidates.votes),
    ]
    if found.comparison is not None:
        lines += ["", "What other methods find", *method_lines(found.comparison)]
    if grouped.structure is not None:
        lines += [
            "",
            "Are there segments at all?",
            *_wrapped(grouped.structure.words),
            *_wrapped(_tested(found)),
        ]
    lines += ["", "How firm is each, and who is next to it?", *_each(found)]
    if grouped.apart is not None:
        lines += ["", "Can they be told apart?", *_apart(grouped.apart)]
    lines += ["", "What sets them apart? (means in standard deviations; everybody is 0)", *_centres(found)]
    lines += ["", "In a few words", *_in_words(found)]
    lines += [
        "",
        "What else differs? (did not form them; % unless a unit is given)",
        *_differing(found.contrasts),
    ]
    lines += held_lines(found.held)
    caveats = dict.fromkeys((*grouped.caveats, *found.held.caveats))
    if caveats:
        lines += ["", "What to doubt", *(line for caveat in caveats for line in _wrapped(caveat))]
    return lines


def _tried(candidates: Candidates) -> Iterator[str]:
    yield "  segments  agreement   5% to 95%     weakest  across  explained  silhouette    gap  strength  smallest"
    for one in candidates.tried:
        mark = (
            "  <- chosen"
            if one.segments == candidates.chosen
            else "  runner-up"
            if one.segments == candidates.runner_up
            else ""
        )
        yield (
            f"  {one.segments:<8}  {one.stability:<9.2f}   {one.stability_low:.2f} to {one.stability_high:.2f}"
            f"  {_number(min(one.within, default=None)):>7}  {_number(min(one.across, default=None)):>6}"
            f"  {one.explained:>9.0%}  {one.silhouette:>10.2f}  {_number(one.gap):>5}"
            f"  {_number(one.strength):>8}  {one.smallest:>8.0%}{mark}"
        )
    yield "  Agreement: adjusted Rand index between two bootstrap samples, median. Weakest: the segment that comes"
    yield "  back least (median Jaccard). Across: the segment whose people come from most segments of the line above."


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(visible(text), WIDTH, initial_indent="  ", subsequent_indent="  ")


def _tested(found: Segmented) -> str:
    structure = found.grouped.structure
    return (
        ""
        if structure is None
        else f"Against clouds of the same shape without segments, n = {structure.people}: separation p = {structure.separation_p:.3f}, stability p = {structure.stability_p:.3f}."
    )


def _each(found: Segmented) -> Iterator[str]:
    yield "  segment  share      n   came back   core   next to"
    for row in _rows(found):
        note = (
            "firm"
            if row["jaccard"] >= FIRM
            else "not to be trusted"
            if row["jaccard"] < TENDENCY
            else "a tendency"
        )
        yield (
            f"  {row['segment']:<7}  {row['share']:>5.0%}  {row['members']:>5}   {row['jaccard']:<9.2f}"
            f"  {row['core']:>5.0%}   {row['neighbour']} ({row['towards']:.0%} of its people), {note}"
        )
    yield "  Came back: mean Jaccard similarity in resamples. Core: clearly nearer to their own centre than to the next."


def _rows(found: Segmented) -> list[dict[str, Any]]:
    assigned, weights = found.grouped.assignments, found.loaded.responses.weights
    rows = []
    for number in range(1, len(found.grouped.segmentation.names) + 1):
        own = assigned["segment"] == number
        towards = assigned.loc[own, "second"].value_counts(normalize=True)
        rows.append(
            {
                "segment": number,
                "share": float(weights[own].sum() / weights[found.grouped.placed].sum()),
                "members": int(own.sum()),
                "jaccard": float(found.grouped.stability[number].mean()),
                "jaccard_low": float(found.grouped.stability[number].quantile(0.05)),
                "core": float(assigned.loc[own, "core"].mean()),
                "poor_fit": float(assigned.loc[own, "poor_fit"].mean()),
                "neighbour": int(towards.index[0]) if len(towards) else 0,
                "towards": float(towards.iloc[0]) if len(towards) else 0.0,
            }
        )
    return rows


def _apart(apart: Apart) -> Iterator[str]:
    numbers = range(1, len(apart.shares) + 1)
    seen = apart.recognition
    yield (
        "  segment  share  corrected      near a border  recognised   probability of each segment among its members"
    )
    yield " " * 59 + "".join(f"{number:>6}" for number in numbers)
    for at, number in enumerate(numbers):
        corrected = (
            f"{apart.corrected[at]:.0%} ({apart.corrected_low[at]:.0%} to {apart.corrected_high[at]:.0%})"
            if apart.corrected
            else "–"
        )
        told = "–" if seen is None else f"{seen.sensitivity[at]:.0%}"
        yield (
            f"  {number:<7}  {apart.shares[at]:>5.0%}  {corrected:<15}  {apart.border[at]:>11.0%}  {told:>10}   "
            + "".join(f"{value:>6.2f}" for value in apart.posterior[at])
        )
    yield from _wrapped(
        f"Corrected: the share allowing for people put in the wrong segment. Probabilities: {apart.source}. Near a border: their own centre is farther than .8 of the way to another."
    )
    if seen is not None:
        yield from _wrapped(
            f"Recognised: in their own segment when left out of the training ({_chosen(seen.classifiers)}, nested cross-validation, n = {seen.people}); {seen.accuracy:.0%} of all, where chance gives {seen.largest:.0%} (all in the largest) or {seen.proportional:.0%} (at random by size)."
        )


def _chosen(classifiers: tuple[str, ...]) -> str:
    return ", ".join(sorted({name.split()[0] for name in classifiers}))


def _standing(found: Segmented) -> pd.DataFrame:
    """Means of segments (columns from 1) on every column, in standard deviations from everybody."""
    table = found.grouped.basis.in_numbers.table
    own = found.grouped.assignments["segment"].where(table.notna().all(axis=1), 0)
    weights = found.loaded.responses.weights[own > 0]
    standard = in_spreads(table[own > 0], weights)
    sums = standard.mul(weights, axis=0).groupby(own[own > 0]).sum()
    return sums.div(weights.groupby(own[own > 0]).sum(), axis=0).T


def _centres(found: Segmented) -> Iterator[str]:
    centres = _standing(found)
    centres.index = centres.index.map(visible)
    widest = max(map(len, centres.index))
    carried = {visible(one.name): one.explained for one in found.contrasts.carriers}
    yield ("  " + " " * widest + "".join(f"{number:>7}" for number in centres.columns) + "   carried")
    for name, row in centres.iterrows():
        known = f"{carried[str(name)]:>10.0%}" if str(name) in carried else ""
        yield f"  {name!s:<{widest}}" + "".join(f"{value:>+7.1f}" for value in row) + known
    yield "  Carried: share of the variable's variance that lies between segments (eta squared); not tested."


def _in_words(found: Segmented) -> Iterator[str]:
    for number, words in enumerate(found.terms, 1):
        if not words:
            yield f"  {number}  nothing marks it: people in it stand near everybody on every score"
        for at, term in enumerate(words):
            mean = term.trait.segment
            yield (
                f"  {number if at == 0 else ' '}  {visible(term.word)}: {term.mean:+.1f} ({mean.low:+.1f} to {mean.high:+.1f}, "
                f"n = {mean.base}) on {visible(term.trait.label)}"
            )
    yield "  A word stands for a mean half a standard deviation or more from everybody, with its interval."


def _differing(found: Contrasts) -> Iterator[str]:
    """The items that differ most, each with its measure that differs most."""
    shown = [one for one in found.contrasts if one.significant][:MOST_ITEMS]
    if not shown:
        yield "  Nothing that was asked beyond what formed the segments differs between them by more than chance."
    else:
        count = len(found.rows[0].cells)
        yield (
            f"  {'':<34}  {'effect':<8}  {'adj. p':<7}"
            + "".join(f"{at + 1} {LETTERS[at]}".rjust(9) for at in range(count))
            + f"{'all':>7}"
        )
    for one in shown:
        rows = [
            row
            for row in found.rows
            if row.item == one.item and one.label in (row.label, _head(row.label), row.item)
        ]
        row = max(rows, key=lambda entry: max(abs(cell.difference) for cell in entry.cells))
        name = visible(row.label)
        yield (
            f"  {name if len(name) <= 34 else name[:33] + '…':<34}  {_effect(one.omnibus):<8}  {_p(one.adjusted):<7}"
            + "".join(
                f"{_value(cell.estimate) + (' ' + cell.letters if cell.letters else ''):>9}"
                for cell in row.cells
            )
            + f"{_value(row.total):>7}"
        )
    left = sum(one.significant for one in found.contrasts) - len(shown)
    if left > 0:
        yield f"  {left} more items differ; --json has all of them, with intervals, bases and every option."
    yield from _wrapped(found.words)
    yield "  Effect: V is Cramér's, η² the share of variance between segments. n of each number in --json."


def _head(label: str) -> str:
    return label.rpartition(": ")[0]


def _effect(test: Omnibus) -> str:
    return f"V {test.effect:.2f}" if test.effect_name == "Cramér's V" else f"η² {test.effect:.2f}"


def _p(value: float) -> str:
    return "<.001" if value < 0.001 else f"{value:.3f}".removeprefix("0")


def _value(estimate: Estimate) -> str:
    if not estimate.shown or estimate.value is None:
        return "–"
    return f"{100 * estimate.value:.0f}" if estimate.unit == "share" else f"{estimate.value:.3g}"


def segment_facts(found: Segmented) -> dict[str, Any]:
    """The same as plain data, every number finite."""
    grouped = found.grouped
    return {
        "wave": found.loaded.responses.wave.id,
        "people": len(found.loaded.responses.answers),
        "factors": list(found.model.factors),
        "method": grouped.segmentation.method,
        "basis": {"words": grouped.basis.words, "columns": list(grouped.basis.recipe.names)},
        "chosen": grouped.candidates.chosen,
        "reason": grouped.candidates.reason,
        "ruled": grouped.candidates.ruled,
        "runner_up": grouped.candidates.runner_up,
        "votes": to_plain(grouped.candidates.votes),
        "tried": to_plain(grouped.candidates.tried),
        "structure": None
        if grouped.structure is None
        else {
            "verdict": grouped.structure.verdict,
            "separation_p": grouped.structure.separation_p,
            "stability_p": grouped.structure.stability_p,
            "people": grouped.structure.people,
        },
        "methods": to_plain(found.comparison),
        "apart": to_plain(grouped.apart),
        "segments": _rows(found),
        "plots": to_plain(plots_of(grouped, found.loaded.responses.weights)),
        "terms": [
            [{"word": term.word, "trait": to_plain(term.trait)} for term in words] for words in found.terms
        ],
        "contrasts": to_plain(found.contrasts),
        "centres": [list(centre) for centre in grouped.segmentation.centres],
        "styles": {"words": found.held.styles.words, **to_plain(found.held.styles)},
        "representations": to_plain(found.held.representations),
        "sensitivity": to_plain(found.held.sensitivity),
        "effect_of_exclusion": to_plain(found.held.effect),
        "caveats": list(dict.fromkeys((*grouped.caveats, *found.held.caveats))),
    }
