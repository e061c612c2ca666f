"""Arithmetic the stages share: moments, intervals, effects, random streams."""
