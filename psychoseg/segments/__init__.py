"""Who is alike: from scores to segments, how many, how stable, and how people are assigned to them."""

from psychoseg.segments.choice import Candidates, compare
from psychoseg.segments.grouping import Grouped, group
from psychoseg.segments.model import Segmentation

__all__ = ["Candidates", "Grouped", "Segmentation", "compare", "group"]
