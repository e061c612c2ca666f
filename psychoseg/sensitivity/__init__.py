"""What would have come out otherwise: with everybody, from other answers, by other methods, in other numbers."""

from psychoseg.sensitivity.alternatives import Alternative, Sensitivity, sensitivity
from psychoseg.sensitivity.exclusions import Effect, exclusion_effect

__all__ = ["Alternative", "Effect", "Sensitivity", "exclusion_effect", "sensitivity"]
