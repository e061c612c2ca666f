"""What to do about segments: advice with its evidence, an evaluation by the client's criteria, a sheet to work from."""

from psychoseg.activation.model import Activation, Advice

__all__ = ["Activation", "Advice"]
