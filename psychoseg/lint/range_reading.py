"""One label on its way to a range: each part is taken from the front once it is understood."""

from __future__ import annotations

from itertools import pairwise

from psychoseg.lint.range_words import Token
from psychoseg.values import dataclass, replace

_LONGEST_TAIL = 5
_LONGEST_NOUN = 2
_ARTICLES = frozenset(["a", "an"])


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range: its number, the size of its unit where it names one, and "k" as 1,000 ``times``."""

    value: float = 0.0
    step: float = 1.0
    unit: float = 0.0
    dimension: str = ""
    decimal: bool = False
    times: float = 1.0


class Reading:
    """What the parts of a label say, taken together.

    Parameters
    ----------
    parts : tuple of Token

    Examples
    --------
    >>> from psychoseg.lint.range_words import tokens
    >>> reading = Reading(tokens("over 5 but no more than 10 kg", "en"))
    >>> (reading.low.value, reading.holds_low, reading.high.value, reading.holds_high, reading.high.dimension)
    (5.0, False, 10.0, True, 'weight')
    """

    def __init__(self, parts: tuple[Token, ...]) -> None:
        self.percent = any(part.kind == "percent" for part in parts)
        self.money = any(part.kind == "money" for part in parts)
        self.low: End | None = None
        self.high: End | None = None
        self.holds_low = self.holds_high = True
        self.noun = self.rate = ""
        self._parts = [part for part in parts if part.kind not in {"percent", "money"} and part.text != "."]
        self._place = 0
        self.understood = self._ends() and self._tail()

    def _kind(self, ahead: int = 0) -> str:
        place = self._place + ahead
        return self._parts[place].kind if place < len(self._parts) else ""

    def _take(self, *kinds: str) -> Token | None:
        if self._kind() not in kinds:
            return None
        self._place += 1
        return self._parts[self._place - 1]

    def _skip_leads(self) -> None:
        while self._take("lead"):
            pass

    def _ends(self) -> bool:
        self._skip_leads()
        limit = self._take("above", "from", "below", "up to")
        self._skip_leads()
        first = self._end()
        if first is None:
            return False
        if limit is not None and limit.kind in {"below", "up to"}:
            self.high, self.holds_high = first, limit.kind == "up to"
            return True
        self.low, self.holds_low = first, limit is None or limit.kind == "from"
        if self._take("or more"):
            self._unit()
        elif self._take("or less"):
            self._unit()
            self.low, self.high = None, first
        elif not self._upper_end() and limit is None:
            self.high = first
        return True

    def _upper_end(self) -> bool:
        """Whether a second number follows, with "to" or a limit of its own before it."""
        before = self._place
        joint = self._take("joint")
        self._skip_leads()
        limit = self._take("up to")
        limit = self._take("below") or limit
        last = self._end() if joint or limit else None
        if last is None:
            self._place = before
            return False
        self.high, self.holds_high = last, limit is None or limit.kind == "up to"
        if self.low and last.times > self.low.times and self.low.value * last.times <= last.value:
            self.low = replace(self.low, value=self.low.value * last.times, step=self.low.step * last.times)
        return True

    def _end(self) -> End | None:
        """A number with its unit: "5", "5k", "5 hours", "an hour", "none"."""
        if self._kind() == "rate" and self._kind(1) == "unit" and self._parts[self._place].text in _ARTICLES:
            self._place += 1
            number = Token("number", "1", 1.0)
        else:
            taken = self._take("number", "zero")
            if taken is None:
                return None
            number = taken
        times = self._take("times")
        factor = times.value if times else 1.0
        unit = self._unit()
        return End(
            number.value * factor,
            number.step * factor,
            unit.value if unit else 0.0,
            unit.dimension if unit else "",
            number.decimal and factor == 1.0,
            factor,
        )

    def _unit(self) -> Token | None:
        """The unit after a number, or the noun that says what is counted."""
        unit = self._take("unit")
        for _ in range(_LONGEST_NOUN):
            word = self._take("word")
            if word is None:
                break
            if unit is None and not self.noun:
                self.noun = word.text
        return unit

    def _tail(self) -> bool:
        """Whether what is left adds nothing to the numbers; what they are counted per is kept."""
        left = self._parts[self._place :]
        if len(left) > _LONGEST_TAIL or any(
            part.kind not in {"word", "unit", "rate", "lead"} for part in left
        ):
            return False
        for part, after in pairwise(left):
            if part.kind == "rate" and not self.rate:
                self.rate = after.text
        return True
