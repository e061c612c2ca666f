"""What lies beneath: from answers to the few dimensions they share."""

from psychoseg.factors.analysis import FactorAnalysis, analyse
from psychoseg.factors.comparison import align, congruence
from psychoseg.factors.extraction import FitIndices, Solution, extract, fit_indices
from psychoseg.factors.model import FactorModel
from psychoseg.factors.retention import Retention, retain
from psychoseg.factors.rotation import Rotation, procrustes, rotate
from psychoseg.factors.suitability import Suitability, suitability

__all__ = [
    "FactorAnalysis",
    "FactorModel",
    "FitIndices",
    "Retention",
    "Rotation",
    "Solution",
    "Suitability",
    "align",
    "analyse",
    "congruence",
    "extract",
    "fit_indices",
    "procrustes",
    "retain",
    "rotate",
    "suitability",
]
