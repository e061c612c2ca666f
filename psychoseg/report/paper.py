"""What a report is printed on: A4, US Letter, or pages of 16:9 for a screen."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.errors import Fault, ReportError, did_you_mean, shorten


@dataclass(frozen=True, slots=True)
class Paper:
    """One size of page.

    Parameters
    ----------
    name : str
    sheet : str
        The style sheet under ``paper/`` that lays the pages out; empty for our own.
    zoom : float
        How large the layout is printed. Letter is less tall than A4, and a screen holds two columns side by side, so
        both are laid out on larger pages of their own shape.
    margins : tuple of float
        Millimetres of the layout above, outside and inside its text.
    band : tuple of float
        Millimetres within the coloured band at the head of a persona, above and below its words, below them where
        the persona has one page only, and under the band.
    """

    name: str
    sheet: str = ""
    zoom: float = 1.0
    margins: tuple[float, float, float] = (22.0, 19.0, 15.0)
    band: tuple[float, float, float, float] = (22.0, 8.0, 7.0, 0.0)


PAPERS = {
    "a4": Paper("A4"),
    "letter": Paper("Letter", "paper/letter.css", 279.4 / 297, (22.0, 28.75, 24.75)),
    "16:9": Paper("16:9", "paper/deck.css", 338.667 / 394, (22.0, 17.0, 17.0), (20.0, 6.0, 6.0, 6.0)),
}
"""Every size by the name a person writes, in small letters."""


def paper_of(name: str) -> Paper:
    """The paper of a name, however it is capitalised.

    Examples
    --------
    >>> paper_of("Letter").name
    'Letter'

    Raises
    ------
    ReportError
        Where there is none of that name.
    """
    found = PAPERS.get(name.strip().lower())
    if found is None:
        listed = ", ".join(paper.name for paper in PAPERS.values())
        raise ReportError(
            f"No report is printed on this; there are {listed}.",
            [Fault(shorten(name), "no size of page", did_you_mean(name.lower(), PAPERS))],
        )
    return found
