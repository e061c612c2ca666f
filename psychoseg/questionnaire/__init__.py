"""What was asked: the questionnaire as a frozen value, and how it is read from YAML."""

from psychoseg.questionnaire.answers import Option, Scale
from psychoseg.questionnaire.model import Battery, Item, Questionnaire, Section
from psychoseg.questionnaire.purpose import Cell, Consent, Construct, Quota, Version
from psychoseg.questionnaire.reading import parse, read

__all__ = [
    "Battery",
    "Cell",
    "Consent",
    "Construct",
    "Item",
    "Option",
    "Questionnaire",
    "Quota",
    "Scale",
    "Section",
    "Version",
    "parse",
    "read",
]
