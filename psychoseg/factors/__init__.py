"""What lies beneath: from answers to the few dimensions they share."""

from psychoseg.factors.analysis import FactorAnalysis, analyse
from psychoseg.factors.comparison import align, congruence
from psychoseg.factors.extraction import extract
from psychoseg.factors.model import FactorModel
from psychoseg.factors.retention import Retention, retain
from psychoseg.factors.suitability import Suitability, suitability

__all__ = [
    "FactorAnalysis",
    "FactorModel",
    "Retention",
    "Suitability",
    "align",
    "analyse",
    "congruence",
    "extract",
    "retain",
    "suitability",
]
