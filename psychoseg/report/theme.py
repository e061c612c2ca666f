"""How a report looks and who signs it: an agency's colours, logo, fonts and words, or our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

COLOURS = (
    "#117733", "#332288", "#cc6677", "#ddaa33", "#66aacc", "#882255",
    "#99c76b", "#b31919", "#5020df", "#c9be9c", "#4a281c", "#df20df",
)  # fmt: skip
"""The first six are of Paul Tol's muted and vibrant sets (https://sronpersonalpages.sron.nl/~pault/); the others were
chosen so that all stay apart for readers with any common colour blindness (ΔE of 20 among six, 13 among twelve)."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the family it belongs to, its weight (100 to 900) and its style."""

    family: str
    content: bytes
    weight: int = 400
    style: str = "normal"


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of a report.

    Parameters
    ----------
    brand : str
        Whose logo it is; what is said where the logo cannot be seen.
    night : str
        The ground of the cover. Colours are written ``#rrggbb``.
    ink, mute, rule, wash, accent : str
        Text, quiet text, lines, the ground of quiet areas, and small headings.
    segments : tuple of str
        A colour for each segment in order; darker, lighter and printable kin are derived.
    over, under : str
        Ends of the scale in the comparison: far above and far below everybody.
    logo : str
        A picture as a data address; empty for none.
    text, display, quote : str
        Families for text, titles and quotes.
    faces : tuple of Face
        Font files beside those that ship.
    footer : str
        What stands at the foot of pages, in place of agency, client and confidentiality.
    bleed : float
        Millimetres that colours run over the edge of the page, for a press.
    marks : bool
        Whether crop marks are printed.
    paper : str
        A name in :data:`psychoseg.report.paper.PAPERS`.
    """

    brand: str = ""
    night: str = "#16202e"
    ink: str = "#16202e"
    mute: str = "#5d6673"
    rule: str = "#d9dce0"
    wash: str = "#f6f3ec"
    accent: str = "#b5502b"
    segments: tuple[str, ...] = COLOURS
    over: str = "#8cc8c0"
    under: str = "#e3b889"
    logo: str = ""
    text: str = "Inter"
    display: str = "Newsreader Display"
    quote: str = "Newsreader"
    faces: tuple[Face, ...] = ()
    footer: str = ""
    bleed: float = 0.0
    marks: bool = False
    paper: str = "A4"


_CURRENT: ContextVar[Theme | None] = ContextVar("theme", default=None)
_OURS = Theme()


def look() -> Theme:
    """The theme of the report being made; our own outside of one."""
    return _CURRENT.get() or _OURS


@contextmanager
def themed(theme: Theme | None) -> Iterator[None]:
    """Make a report with this theme."""
    token = _CURRENT.set(theme)
    try:
        yield
    finally:
        _CURRENT.reset(token)
