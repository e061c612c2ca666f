"""What speaks for a number of segments: one file a criterion, each named for its paper's term."""

from psychoseg.segments.criteria.across import across
from psychoseg.segments.criteria.gap import Gap, gap
from psychoseg.segments.criteria.prediction import Strength, prediction_strength
from psychoseg.segments.criteria.spread import calinski_harabasz, silhouette
from psychoseg.segments.criteria.tree import ward_agreement
from psychoseg.segments.criteria.within import jaccards

__all__ = [
    "Gap", "Strength", "across", "calinski_harabasz", "gap", "jaccards", "prediction_strength", "silhouette",
    "ward_agreement",
]  # fmt: skip
