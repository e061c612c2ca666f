"""The report's sections in page order; other packages may add theirs behind them."""

from psychoseg.report.sections.activation import ACTIVATION
from psychoseg.report.sections.annex import ANNEX
from psychoseg.report.sections.audit import AUDIT
from psychoseg.report.sections.change import CHANGE
from psychoseg.report.sections.comparison import COMPARISON
from psychoseg.report.sections.cover import COVER
from psychoseg.report.sections.evaluation import EVALUATION
from psychoseg.report.sections.firmness import FIRMNESS
from psychoseg.report.sections.glossary import GLOSSARY
from psychoseg.report.sections.likert import LIKERT
from psychoseg.report.sections.map import MAP
from psychoseg.report.sections.method import METHOD
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.sections.persona import PERSONA
from psychoseg.report.sections.reading import READING
from psychoseg.report.sections.summary import SUMMARY

SECTIONS = (
    COVER,
    READING,
    SUMMARY,
    PERSONA,
    COMPARISON,
    EVALUATION,
    ACTIVATION,
    LIKERT,
    MAP,
    CHANGE,
    METHOD,
    FIRMNESS,
    AUDIT,
    GLOSSARY,
    ANNEX,
)

__all__ = ["SECTIONS", "Page", "Section"]
