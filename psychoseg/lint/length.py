"""How long a questionnaire takes: reading speed and a time to decide for each kind of answer.

Reading follows Brysbaert (2019), *Journal of Memory and Language* 109, 104047: adults read 238
words of plain English a minute. The seconds to decide and answer are round numbers within what
Yan & Tourangeau (2008), *Applied Cognitive Psychology* 22, 51-68, and Couper & Kreuter (2013),
*Journal of the Royal Statistical Society A* 176, 271-286, report for items answered on a screen. So
the result is an estimate to plan with; a pretest with a clock is better.
"""

from __future__ import annotations

from psychoseg.questionnaire import Item, Questionnaire, Section
from psychoseg.values import dataclass

WORDS_A_MINUTE = 238
SECONDS = {
    "likert": 4.0,
    "nps": 5.0,
    "single": 4.5,
    "multiple": 6.0,
    "numeric": 8.0,
    "date": 8.0,
    "price": 3.0,
    "ranking": 4.0,
    "open": 30.0,
}
"""To decide and answer, once the words are read; for price steps and rankings a step or an option each."""
ROW = 3.0
"""For a row of a matrix, and for an item that has the scale of the one above it."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a questionnaire takes.

    Parameters
    ----------
    longest, shortest : float
        Minutes where everything is asked, and where nothing is that depends on other answers.
    sections : tuple of (str, float)
        Minutes of each section, by id, where everything in it is asked.
    """

    longest: float
    shortest: float
    sections: tuple[tuple[str, float], ...]


def minutes(questionnaire: Questionnaire) -> Length:
    """The time a questionnaire takes, section by section.

    Examples
    --------
    >>> from psychoseg.questionnaire import parse
    >>> asked = parse('''
    ... id: tea
    ... title: Tea
    ... sections:
    ...   - id: habits
    ...     items:
    ...       - {id: cups, text: How many cups of tea did you drink yesterday?, type: numeric, min: 0, max: 30}
    ... ''')
    >>> round(minutes(asked).longest, 2)
    0.17
    """
    consent = questionnaire.consent.text if questionnaire.consent is not None else ""
    opening = _reading(consent)
    timed = [(section, _of_section(section)) for section in questionnaire.sections]
    always = sum(
        _reading(section.intro) + sum(seconds for item, seconds in each if item.ask_if is None)
        for section, each in timed
        if section.ask_if is None
    )
    sections = tuple(
        (section.id, (_reading(section.intro) + sum(seconds for _, seconds in each)) / 60)
        for section, each in timed
    )
    longest = opening / 60 + sum(taken for _, taken in sections)
    return Length(longest, (opening + always) / 60, sections)


def _of_section(section: Section) -> list[tuple[Item, float]]:
    found: list[tuple[Item, float]] = []
    above: Item | None = None
    for item in section.items:
        found.append((item, seconds(item, above)))
        above = item
    return found


def seconds(item: Item, above: Item | None = None) -> float:
    """The time one item takes; the words of a scale and a lead-in count where they come first."""
    repeats = above is not None and item.scale is not None and item.scale == above.scale
    lead_in = "" if above is not None and item.battery and item.battery == above.battery else item.stem
    words = f"{lead_in} {item.text} {item.help} {item.show}"
    if not repeats and item.scale is not None:
        words += " " + " ".join(label for _, label in item.scale.labels)
    words += " " + " ".join(option.label for option in item.options)
    answering = (
        ROW if repeats or (item.battery and not lead_in) else SECONDS.get(item.type, SECONDS["single"])
    )
    times = len(item.steps) if item.type == "price" else len(item.options) if item.type == "ranking" else 1
    return _reading(words) + answering * max(times, 1)


def _reading(text: str) -> float:
    return 60 * len(text.split()) / WORDS_A_MINUTE
