"""One way to lay out a questionnaire file: keys in order, even indentation, comments kept."""

from psychoseg.questionnaire.formatting.layout import formatted

__all__ = ["formatted"]
