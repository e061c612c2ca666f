"""A persona with the traits and prices a test gives it."""

from __future__ import annotations

import pytest

from psychoseg.personas.model import Confidence, Persona
from psychoseg.stats.estimate import Estimate


def persona(traits=(), prices=(), *, number=1, share=0.25, value=None, **more) -> Persona:
    size = Estimate(share, share - 0.02, share + 0.02, "share", 1600, 1600.0, 1500.0)
    return Persona(
        number=number, letter=chr(64 + number), name=f"Group {chr(64 + number)}", essence="", members=round(1600 * share),
        share=size, descriptors=(), dimensions=more.get("dimensions", ()), statements=(), traits=tuple(traits), prices=tuple(prices),
        quotes=(), value_share=value, confidence=Confidence(0.9, 0.85, 0.8, ""),
    )  # fmt: skip


@pytest.fixture(scope="session")
def persona_with():
    """A maker of personas."""
    return persona
