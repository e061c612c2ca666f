"""What a questionnaire is like as a whole: its items by type, how long it takes and how hard it is to read."""

from __future__ import annotations

from psychoseg.lint.length import Length, minutes
from psychoseg.lint.readability import ReadingLevel, reading_level
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.questionnaire import Questionnaire


@dataclass(frozen=True)
class Summary:
    """Facts about a questionnaire that are no findings.

    Parameters
    ----------
    items : int
    types : tuple of (str, int)
        How many items of each type, the most frequent first.
    reading : ReadingLevel, optional
        Of all items' wording together; None where there is none.
    length : Length, optional
        Minutes it takes.
    """

    items: int
    types: tuple[tuple[str, int], ...]
    reading: ReadingLevel | None = None
    length: Length | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts as short phrases, for a line or a table."""
        counted = ", ".join(f"{count} {kind}" for kind, count in self.types)
        told = [f"{self.items} item{'' if self.items == 1 else 's'} ({counted})"]
        if self.length is not None:
            told.append(_told(self.length))
        if self.reading is not None:
            told.append(f"reading level {self.reading}")
        return tuple(told)

    def to_dict(self) -> dict[str, object]:
        """The facts as plain values, for JSON."""
        reading = self.reading and {"formula": self.reading.formula, "value": self.reading.value}
        length = self.length and {
            "longest": round(self.length.longest, 1),
            "shortest": round(self.length.shortest, 1),
            "sections": {section: round(taken, 1) for section, taken in self.length.sections},
        }
        return {"items": self.items, "types": dict(self.types), "minutes": length, "reading_level": reading}


def summarise(questionnaire: Questionnaire) -> Summary:
    """The facts about one questionnaire.

    Examples
    --------
    >>> from psychoseg.lint.plain import from_words
    >>> summarise(from_words(["How many cups of tea did you drink yesterday?"])).facts
    ('1 item (1 open)', 'about 1 minute', 'reading level grade 3.7 (Flesch-Kincaid)')
    """
    counted: dict[str, int] = {}
    for item in questionnaire.items:
        counted[item.type] = counted.get(item.type, 0) + 1
    types = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    reading = reading_level([item.text for item in questionnaire.items], questionnaire.language)
    return Summary(len(questionnaire.items), tuple(types), reading, minutes(questionnaire))


def _told(length: Length) -> str:
    """Whole minutes, and the range where questions that depend on answers make a difference."""
    shortest, longest = (max(1, round(taken)) for taken in (length.shortest, length.longest))
    span = f"{longest}" if shortest == longest else f"{shortest} to {longest}"
    return f"about {span} minute{'' if longest == 1 else 's'}"
