"""Fit of a confirmatory model, as lavaan prints it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from psychoseg.factors.confirmatory.estimation import Estimated, Sample
from psychoseg.factors.extraction.fit import comparative_fit, noncentrality, tucker_lewis


@dataclass(frozen=True, slots=True)
class ConfirmatoryFit:
    """Indices of fit of a maximum likelihood model.

    Parameters
    ----------
    n, groups, parameters : int
    chi_square : float
        n F.
    df : int
    p_value : float
    baseline_chi_square, baseline_df : float, int
        Of independence within groups.
    cfi, tli : float
    rmsea, rmsea_low, rmsea_high : float
        With the 90 % interval, and times the root of the number of groups.
    srmr : float
        Of standardised covariances and, where means are modelled, means; groups weighted by size.
    log_likelihood, aic, bic : float
    """

    n: int
    groups: int
    parameters: int
    chi_square: float
    df: int
    p_value: float
    baseline_chi_square: float
    baseline_df: int
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    srmr: float
    log_likelihood: float
    aic: float
    bic: float


def confirmatory_fit(model: Estimated, samples: list[Sample], *, means: bool) -> ConfirmatoryFit:
    """Every index of a fitted model; ``means`` says whether means were modelled or only ride along."""
    n, groups, p = sum(sample.n for sample in samples), len(samples), len(samples[0].mean)
    moments = groups * (p * (p + 1) // 2 + p)
    parameters = len(model.labels)
    df = moments - parameters
    chi = max(n * model.discrepancy, 0.0)
    baseline = sum(
        sample.n * (np.log(np.diag(sample.covariance)).sum() - np.linalg.slogdet(sample.covariance)[1])
        for sample in samples
    )
    baseline_df = groups * p * (p - 1) // 2
    saturated = -sum(
        sample.n / 2 * (p * math.log(2 * math.pi) + np.linalg.slogdet(sample.covariance)[1] + p)
        for sample in samples
    )
    likelihood = float(saturated) - chi / 2
    counted = parameters if means else parameters - groups * p
    ends = (
        [math.sqrt(groups * noncentrality(chi, df, level) / (df * n)) for level in (0.95, 0.05)]
        if df
        else [0.0, 0.0]
    )
    return ConfirmatoryFit(
        n=n,
        groups=groups,
        parameters=counted,
        chi_square=chi,
        df=df,
        p_value=float(stats.chi2.sf(chi, df)) if df else 1.0,
        baseline_chi_square=float(baseline),
        baseline_df=baseline_df,
        cfi=comparative_fit(chi, df, float(baseline), baseline_df) or 0.0,
        tli=tucker_lewis(chi, df, float(baseline), baseline_df) or 1.0,
        rmsea=math.sqrt(groups * max(chi - df, 0.0) / (df * n)) if df else 0.0,
        rmsea_low=ends[0],
        rmsea_high=ends[1],
        srmr=sum(
            sample.n / n * _srmr(part, sample, means)
            for part, sample in zip(model.groups, samples, strict=True)
        ),
        log_likelihood=likelihood,
        aic=-2 * likelihood + 2 * counted,
        bic=-2 * likelihood + counted * math.log(n),
    )


def _srmr(part: dict[str, np.ndarray], sample: Sample, means: bool) -> float:
    implied = part["loadings"] @ part["phi"] @ part["loadings"].T + part["theta"]
    sd = np.sqrt(np.diag(sample.covariance))
    away = ((sample.covariance - implied) / np.outer(sd, sd))[np.tril_indices(len(sd))]
    squares, count = float(away @ away), len(away)
    if means:
        shift = (sample.mean - part["intercepts"] - part["loadings"] @ part["means"]) / sd
        squares, count = squares + float(shift @ shift), count + len(sd)
    return math.sqrt(squares / count)
