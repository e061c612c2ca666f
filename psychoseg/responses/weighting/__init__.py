"""Weights: how many people of the population each respondent stands for."""

from psychoseg.responses.weighting.cells import post_stratify
from psychoseg.responses.weighting.given import read_weights
from psychoseg.responses.weighting.raking import rake
from psychoseg.responses.weighting.trimming import trim
from psychoseg.responses.weighting.wave import HEAVY, TOO_HEAVY, weigh

__all__ = ["HEAVY", "TOO_HEAVY", "post_stratify", "rake", "read_weights", "trim", "weigh"]
