"""What segments are formed from: factor scores, single questions, scale means, or any mix; one file a kind."""

from psychoseg.segments.bases.basis import Basis, make
from psychoseg.segments.bases.recipe import Column, Recipe, Sources

__all__ = ["Basis", "Column", "Recipe", "Sources", "make"]
