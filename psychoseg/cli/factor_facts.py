"""A factor analysis as plain data, for machines."""

from __future__ import annotations

import math
from dataclasses import is_dataclass
from typing import Any

import pandas as pd

from psychoseg.factors.plots import loadings_map, scree
from psychoseg.study import Factored


def factor_facts(found: Factored) -> dict[str, Any]:
    """Everything the account says and more, with every variant by name."""
    evidence = found.evidence
    analysis = evidence.analysis
    solution, retention = analysis.solution, analysis.retention
    correlations = analysis.correlations
    facts = {
        "wave": found.loaded.responses.wave.id,
        "people": {
            "rows": found.loaded.responses.rows,
            "set_aside": found.loaded.responses.excluded,
            "used": correlations.used,
            "effective": analysis.n,
        },
        "method": analysis.model.method,
        "suitability": {
            "kmo": analysis.suitability.kmo,
            "msa": analysis.suitability.items,
            "bartlett_chi2": analysis.suitability.chi2,
            "bartlett_df": analysis.suitability.df,
            "bartlett_p": analysis.suitability.p_value,
            "determinant": analysis.suitability.determinant,
            "condition": analysis.suitability.condition,
        },
        "mardia": evidence.mardia,
        "missing_completely_at_random": None
        if correlations.saturated is None
        else {
            "chi2": correlations.saturated.mcar_chi2,
            "df": correlations.saturated.mcar_df,
            "p": correlations.saturated.mcar_p,
        },
        "items": list(evidence.screened),
        "retention": {
            "votes": [
                {"criterion": name, "factors": number, "note": note} for name, number, note in retention.votes
            ],
            "chosen": retention.chosen,
            "reason": retention.reason,
            "stability": [{"factors": number, "share": share} for number, share in retention.stability],
            "scree": scree(retention),
        },
        "solution": {
            "pattern": solution.pattern,
            "structure": solution.structure,
            "correlations": solution.correlations,
            "communality": solution.communality,
            "complexity": solution.complexity,
            "variance": solution.variance,
            "fit": solution.fit,
            "heywood": list(solution.heywood),
            "converged": solution.converged,
            "rounds": solution.rounds,
            "starts": solution.starts,
            "starts_reaching_best": solution.reached,
            "loadings_map": list(loadings_map(solution.pattern)),
        },
        "second_opinions": list(analysis.opinions),
        "correlation_errors": correlations.error,
        "determinacy": analysis.model.determinacy,
        "reliability": dict(analysis.reliabilities),
        "omega": evidence.omega,
        "htmt": evidence.htmt,
        "held_out": None
        if evidence.held_out is None
        else {
            "structure": evidence.held_out.structure,
            "explored": evidence.held_out.explored,
            "fit": evidence.held_out.confirmed.fit,
            "loadings": evidence.held_out.confirmed.loadings,
        },
        "style": {
            "pairs": [list(pair) for pair in evidence.styles.pairs],
            "mean": evidence.styles.people.mean(),
            "sd": evidence.styles.people.std(),
            "effects": list(evidence.style_effects),
        },
        "intervals": None
        if evidence.intervals is None
        else {
            "confidence": evidence.intervals.confidence,
            "draws": evidence.intervals.draws,
            "error": evidence.intervals.error,
            "low": evidence.intervals.low,
            "high": evidence.intervals.high,
            "phi_error": evidence.intervals.phi_error,
        },
        "suggestions": list(evidence.suggestions),
        "caveats": list(evidence.caveats),
    }
    plain: dict[str, Any] = _plain(facts)
    return plain


def _plain(value: Any) -> Any:
    """Tables as rows by name, numbers that are not finite as null."""
    if isinstance(value, pd.DataFrame):
        return {str(name): _plain(row) for name, row in value.iterrows()}
    if isinstance(value, pd.Series):
        return {str(name): _plain(entry) for name, entry in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {str(name): _plain(entry) for name, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if isinstance(value, bool) or value is None or isinstance(value, (str, int)):
        return value
    if hasattr(value, "item"):
        return _plain(value.item())
    return value if math.isfinite(value) else None
