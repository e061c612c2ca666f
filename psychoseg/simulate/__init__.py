"""Invented people whose factors and segments are known, to try a method on before it meets real ones."""

from psychoseg.simulate.plain import plain_csv
from psychoseg.simulate.qualtrics import qualtrics_csv
from psychoseg.simulate.reading import read_truth
from psychoseg.simulate.simulation import Simulated, simulate
from psychoseg.simulate.truth import Level, Shares, Statement, TrueSegment, Truth, TruthError

__all__ = [
    "Level",
    "Shares",
    "Simulated",
    "Statement",
    "TrueSegment",
    "Truth",
    "TruthError",
    "plain_csv",
    "qualtrics_csv",
    "read_truth",
    "simulate",
]
