"""What was asked: the questionnaire as a frozen value, and how it is read from YAML."""

from psychoseg.questionnaire.model import Consent, Construct, Item, Option, Questionnaire, Scale, Section
from psychoseg.questionnaire.reading import parse, read

__all__ = ["Consent", "Construct", "Item", "Option", "Questionnaire", "Scale", "Section", "parse", "read"]
