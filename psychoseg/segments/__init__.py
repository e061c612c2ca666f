"""Who is alike: from scores to segments, how many, how stable, and how people are assigned to them."""

from psychoseg.segments.bases import Basis, Sources
from psychoseg.segments.choice import Candidates, compare
from psychoseg.segments.grouping import Grouped, basis_of, group
from psychoseg.segments.model import Segmentation

__all__ = ["Basis", "Candidates", "Grouped", "Segmentation", "Sources", "basis_of", "compare", "group"]
