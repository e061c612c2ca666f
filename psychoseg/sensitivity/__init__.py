"""What would have come out otherwise: with everybody, without a few, from other answers, by other methods, in other numbers."""

from psychoseg.sensitivity.alternatives import Alternative, Sensitivity, sensitivity
from psychoseg.sensitivity.exclusions import Effect, exclusion_effect
from psychoseg.sensitivity.influence import Influence, influence

__all__ = [
    "Alternative",
    "Effect",
    "Influence",
    "Sensitivity",
    "exclusion_effect",
    "influence",
    "sensitivity",
]
