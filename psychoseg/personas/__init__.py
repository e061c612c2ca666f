"""Who they are: segments described from evidence only."""

from psychoseg.personas.describing import describe
from psychoseg.personas.model import Persona

__all__ = ["Persona", "describe"]
