"""A factor analysis explained in a terminal or a pipe: what was done, what came out, what to doubt."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import pandas as pd

from psychoseg.errors import shorten, visible
from psychoseg.factors.evidence import Evidence
from psychoseg.factors.extraction import FitIndices
from psychoseg.factors.plots import loadings_map
from psychoseg.study import Factored

WIDTH = 110
WORDING = 34
SMALL = 0.32


def factor_lines(found: Factored) -> list[str]:
    """The whole account, section by section."""
    evidence, responses = found.evidence, found.loaded.responses
    analysis = evidence.analysis
    texts = {item.id: item.text for item in found.loaded.questionnaire.attitudes}
    lines = [
        "",
        f"{len(responses.answers)} people analysed, {responses.excluded} set aside; {analysis.correlations.used} behind the "
        f"correlations, effective base {analysis.n:.0f}, {analysis.n / len(texts):.0f} an item",
        *_wrapped(analysis.model.method[:1].upper() + analysis.model.method[1:] + "."),
    ]
    for heading, body in (
        ("Do the answers suit it?", _suitability(evidence)),
        ("How many factors?", _retention(evidence)),
        ("Does the solution fit?", _fit(evidence)),
        ("Which items carry which factor?", _loadings(evidence, texts)),
        ("How do factors correlate?", _correlations(evidence)),
        ("How reliable are they?", _reliability(evidence)),
        ("Does it hold in people who were not looked at?", _held_out(evidence)),
        ("Is it response style?", _style(evidence)),
        ("Which items might go? (none was dropped)", _suggested(evidence)),
        ("What to doubt", [line for caveat in evidence.caveats for line in _wrapped(caveat, "  - ", "    ")]),
    ):
        if body:
            lines += ["", heading, *body]
    return lines


def _suitability(evidence: Evidence) -> list[str]:
    fit, shape = evidence.analysis.suitability, evidence.mardia
    doubted = [one for one in evidence.screened if one.doubts]
    lines = [
        f"  KMO {fit.kmo:.2f}; lowest item {fit.items.min():.2f} ({visible(fit.items.idxmin())}); "
        f"Bartlett χ²({fit.df}) = {fit.chi2:.0f} over n = {fit.n:.0f}, {_p(fit.p_value)}; determinant {fit.determinant:.2g}",
        f"  Mardia's skewness {shape.skewness:.1f} ({_p(shape.skewness_p)}), kurtosis {shape.kurtosis:.1f} "
        f"({_p(shape.kurtosis_p)}; {shape.items * (shape.items + 2)} if normal), n = {shape.n}",
    ]
    for one in doubted:
        lines += _wrapped(f"{visible(one.item)}: {'; '.join(one.doubts)}", "  ", "      ")
    return lines


def _retention(evidence: Evidence) -> list[str]:
    retention = evidence.analysis.retention
    lines = []
    for name, number, note in retention.votes:
        lines += _wrapped(f"{name:<33} {number:>2}  {note}", "  ", " " * 40)
    lines += _wrapped(f"Kept: {retention.chosen}; {visible(retention.reason)}.", "  ", "  ")
    drawn = ", ".join(f"{number} in {share:.0%}" for number, share in retention.stability[:4])
    lines += _wrapped(
        f"With other people the rule, before a look at who carries what, would find: {drawn}.", "  ", "  "
    )
    return lines


def _fit(evidence: Evidence) -> list[str]:
    solution = evidence.analysis.solution
    fit = solution.fit
    lines = [f"  RMSR {solution.rmsr:.3f}; extraction in {solution.rounds} rounds, "
             f"{solution.reached} of {solution.starts} starts found this rotation"]  # fmt: skip
    if fit is not None:
        lines.insert(0, f"  {fit_words(fit)}")
    lines += [f"  {one.by} agrees on {one.of} to {one.difference:.1g}" for one in evidence.analysis.opinions]
    return lines


def fit_words(fit: FitIndices) -> str:
    """The indices of fit in one line, each variant by name."""
    if fit.chi_square is None:
        return f"χ² is not defined (improper or singular); SRMR {fit.srmr:.3f}"
    words = f"χ²({fit.df}) = {fit.chi_square:.1f} (Bartlett's correction), "
    words += f"{_p(fit.p_value)}; " if fit.p_value is not None else ""
    if fit.rmsea is not None:
        words += f"RMSEA {fit.rmsea.value:.3f} [{fit.rmsea.low:.3f}, {fit.rmsea.high:.3f}]; "
    words += "".join(
        f"{name} {value:.3f}; " for name, value in (("CFI", fit.cfi), ("TLI", fit.tli)) if value is not None
    )
    return f"{words}SRMR {fit.srmr:.3f}; BIC {fit.bic:.1f}"


def _loadings(evidence: Evidence, texts: dict[str, str]) -> list[str]:
    solution = evidence.analysis.solution
    factors = list(solution.pattern.columns)
    lines = [
        f"  {letter} = {visible(name)}, {solution.variance[name]:.2f} items' worth"
        for letter, name in _lettered(factors)
    ]
    width = max(len(str(item)) for item in solution.pattern.index)
    lines.append(
        "  "
        + " " * (width + WORDING + 2)
        + "".join(f"{letter:>7}" for letter, _ in _lettered(factors))
        + "     h²   interval of the main loading"
    )
    rows: dict[str, list[str]] = {}
    main: dict[str, str] = {}
    for cell in loadings_map(solution.pattern):
        shown = (
            f"{_plain(cell.loading)}{'*' if cell.main else ' '}"
            if abs(cell.loading) >= SMALL or cell.main
            else "·  "
        )
        rows.setdefault(cell.item, []).append(f"{shown:>7}")
        if cell.main and evidence.intervals is not None:
            row, column = solution.pattern.index.get_loc(cell.item), factors.index(cell.factor)
            low, high = (
                float(table.to_numpy(dtype=float)[row, column])
                for table in (evidence.intervals.low, evidence.intervals.high)
            )
            main[cell.item] = f"   [{_plain(low)}, {_plain(high)}]"
    for item, cells in rows.items():
        wording = visible(shorten(texts.get(item, ""), WORDING))
        lines.append(
            f"  {item:<{width}}  {wording:<{WORDING}}{''.join(cells)}  {_plain(solution.communality[item]):>5}{main.get(item, '')}"
        )
    lines.append(f"  * the item's main loading; · below {SMALL}")
    return lines


def _correlations(evidence: Evidence) -> list[str]:
    phi = evidence.analysis.solution.correlations
    if len(phi) < 2:
        return []
    letters = [letter for letter, _ in _lettered(list(phi.columns))]
    lines = ["     " + "".join(f"{letter:>7}" for letter in letters)]
    for at, letter in enumerate(letters):
        lines.append(f"  {letter}  " + "".join(f"{_plain(value):>7}" for value in phi.iloc[at, : at + 1]))
    return lines


def _reliability(evidence: Evidence) -> list[str]:
    analysis = evidence.analysis
    sure = analysis.model.determinacy
    lines = ["     items  alpha   interval        omega   AVE   determinacy"]
    for letter, factor in _lettered(list(analysis.model.factors)):
        one = analysis.reliabilities.get(factor)
        if one is None or one.scale is None:
            lines.append(
                f"  {letter}  one item or none loads most on it                 {_plain(sure[factor])}"
            )
            continue
        lines.append(
            f"  {letter}  {len(one.scale.items):>5}  {_plain(one.alpha):>5}  [{_plain(one.alpha_low)}, {_plain(one.alpha_high)}]"
            f"  {_plain(one.scale.omega_unidimensional):>9}  {_plain(one.scale.average_variance_extracted)}  {_plain(sure[factor]):>6}"
        )
    if evidence.omega is not None:
        whole = evidence.omega
        lines.append(
            f"  all items: omega hierarchical {_plain(whole.hierarchical)}, total {_plain(whole.total)} (Schmid and Leiman)"
        )
    worst = evidence.htmt.where(evidence.htmt < 1).max().max() if len(evidence.htmt) > 1 else float("nan")
    if pd.notna(worst):
        lines.append(
            f"  highest heterotrait-monotrait ratio {_plain(float(worst))} (below .85 factors are told apart)"
        )
    return lines


def _held_out(evidence: Evidence) -> list[str]:
    if evidence.held_out is None:
        return _wrapped(evidence.not_held_out, "  ", "  ")
    fit = evidence.held_out.confirmed.fit
    return _wrapped(
        f"Explored in {evidence.held_out.explored} people, each item kept on its main factor only, confirmed in {fit.n} others: "
        f"χ²({fit.df}) = {fit.chi_square:.1f}, CFI {fit.cfi:.3f}, TLI {fit.tli:.3f}, "
        f"RMSEA {fit.rmsea:.3f} [{fit.rmsea_low:.3f}, {fit.rmsea_high:.3f}], SRMR {fit.srmr:.3f} (maximum likelihood).",
        "  ",
        "  ",
    )


def _style(evidence: Evidence) -> list[str]:
    people = evidence.styles.people
    lines = []
    if evidence.styles.pairs:
        pairs = ", ".join(f"{one}–{other}" for one, other in evidence.styles.pairs)
        lean = people["acquiescence"]
        lines += _wrapped(
            f"Acquiescence {lean.mean():+.2f} on average, spread {lean.std():.2f} (-1 to 1), from the opposite pairs {visible(pairs)}.",
            "  ",
            "  ",
        )
    middle = f", the middle {people['midpoint'].mean():.0%}" if people["midpoint"].notna().any() else ""
    lines.append(f"  Ends of the scale make {people['extremes'].mean():.0%} of answers{middle}.")
    for effect in evidence.style_effects:
        low = str(effect.congruence.idxmin())
        lines.append(
            f"  {effect.correction}: least congruence {effect.congruence.min():.2f} ({visible(low)})"
        )
    return lines


def _suggested(evidence: Evidence) -> list[str]:
    return [
        line
        for one in evidence.suggestions
        for line in _wrapped(f"{visible(one.item)}: {visible('; '.join(one.reasons))}", "  ", "      ")
    ]


def _lettered(factors: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, factor in enumerate(factors):
        yield (chr(ord("A") + at) if at < 26 else f"F{at + 1}"), factor


def _plain(value: float) -> str:
    """Two digits, no zero before the point, as the field writes what cannot exceed 1."""
    shown = f"{value:.2f}"
    return shown.replace("0.", ".", 1) if abs(value) < 1 and not shown.endswith("1.00") else shown


def _p(value: float | None) -> str:
    return "" if value is None else "p < .001" if value < 0.001 else f"p = {value:.3f}".replace("0.", ".", 1)


def _wrapped(text: str, first: str = "", then: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
