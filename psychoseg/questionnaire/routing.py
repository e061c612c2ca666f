"""Who is asked what: a condition on earlier answers, written as ``own_car == yes and trips > 2``.

::

    any    = all ("or" all)*
    all    = one ("and" one)*
    one    = "not" one | "(" any ")" | "answered" "(" item ")" | item test
    test   = ("==" | "!=" | "<" | "<=" | ">" | ">=" | "has") value | "in" "[" value ("," value)* "]"

A value is a code or a number; one that holds blanks or signs stands in quotes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from psychoseg.errors import shorten
from psychoseg.values import dataclass

DEEPEST = 20
LONGEST = 2_000

_SIGNS = ("==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",")
_WORDS = frozenset(["and", "or", "not", "in", "has"])
_COMPARE = ("==", "!=", "<", "<=", ">", ">=")
_IN_PLACE_OF = {
    "=": "==",
    "===": "==",
    "<>": "!=",
    "&": "and",
    "&&": "and",
    "|": "or",
    "||": "or",
    "!": "not",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, or a part of one.

    Parameters
    ----------
    operator : str
        ``and``, ``or`` and ``not`` join ``parts``; ``answered`` asks whether ``item`` was; all others
        compare the answer to ``item`` with ``values``.
    """

    operator: str
    item: str = ""
    values: tuple[str, ...] = ()
    parts: tuple[Condition, ...] = ()

    @property
    def comparisons(self) -> Iterator[Condition]:
        """The parts that look at one item, as they are written."""
        if self.parts:
            for part in self.parts:
                yield from part.comparisons
        else:
            yield self

    @property
    def items(self) -> tuple[str, ...]:
        """The items it looks at, each once."""
        return tuple(dict.fromkeys(part.item for part in self.comparisons))

    def holds(self, answers: Mapping[str, str | Collection[str]]) -> bool | None:
        """Whether somebody with these answers is asked; None where the answers do not tell.

        Parameters
        ----------
        answers : mapping
            By item the code, number or codes given; an empty one was left out by the respondent, and
            an item that is not there has not been asked yet.

        Examples
        --------
        >>> rides = parse_condition("own_car == yes and trips > 2")
        >>> rides.holds({"own_car": "yes", "trips": "3"})
        True
        >>> rides.holds({"own_car": "no"})
        False
        >>> rides.holds({"own_car": "yes"}) is None
        True
        """
        if self.operator == "not":
            inner = self.parts[0].holds(answers)
            return None if inner is None else not inner
        if self.operator in {"and", "or"}:
            settles = self.operator == "or"
            found = [part.holds(answers) for part in self.parts]
            return settles if settles in found else None if None in found else not settles
        if self.item not in answers:
            return None
        given = answers[self.item]
        return self._meets(tuple(given) if not isinstance(given, str) else (given,) if given else ())

    def _meets(self, given: tuple[str, ...]) -> bool:
        """Nothing given meets no comparison."""
        if self.operator == "answered" or not given:
            return bool(given) and self.operator == "answered"
        if self.operator in {"==", "in", "has"}:
            return any(_same(answer, value) for answer in given for value in self.values)
        if self.operator == "!=":
            return not any(_same(answer, value) for answer in given for value in self.values)
        return any(_ordered(answer, self.operator, self.values[0]) for answer in given)

    def __str__(self) -> str:
        if self.operator == "not":
            return f"not {_grouped(self.parts[0])}"
        if self.parts:
            return f" {self.operator} ".join(_grouped(part) for part in self.parts)
        if self.operator == "answered":
            return f"answered({self.item})"
        if self.operator == "in":
            return f"{self.item} in [{', '.join(map(_quoted, self.values))}]"
        return f"{self.item} {self.operator} {_quoted(self.values[0])}"


class ConditionError(ValueError):
    """What is wrong with a condition, at which of its characters, and what to write."""

    def __init__(self, what: str, at: int, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.at, self.hint = what, at, hint


def parse_condition(text: str) -> Condition:
    """The condition a text stands for.

    Raises
    ------
    ConditionError
        Where it is none.

    Examples
    --------
    >>> found = parse_condition("not (own_car == no or age < 18) and bought has 3")
    >>> found.items
    ('own_car', 'age', 'bought')
    >>> str(found)
    'not (own_car == no or age < 18) and bought has 3'
    """
    if len(text) > LONGEST:
        raise ConditionError(f"a condition of {len(text):,} characters", 0, f"the most is {LONGEST:,}")
    return _Parser(text).whole()


class _Parser:
    """Reads a condition from left to right, one token at a time."""

    def __init__(self, text: str) -> None:
        self.tokens = [*_tokens(text), ("end", "", len(text))]
        self.at = 0
        self.depth = 0

    def whole(self) -> Condition:
        found = self.joined("or")
        if self.kind != "end":
            raise ConditionError(
                f"{shorten(self.text)} where the condition should end", self.place, _joiner(self.text)
            )
        return found

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def text(self) -> str:
        return self.tokens[self.at][1]

    @property
    def place(self) -> int:
        return self.tokens[self.at][2]

    def takes(self, *texts: str) -> str:
        """The next token where it is one of these signs or words, else an empty text."""
        if self.kind in {"sign", "word"} and self.text in texts:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def needs(self, sign: str, after: str) -> None:
        if not self.takes(sign):
            raise ConditionError(f"no {sign} after {after}", self.place)

    def joined(self, operator: str) -> Condition:
        parts = [self.joined("and") if operator == "or" else self.one()]
        while self.takes(operator):
            parts.append(self.joined("and") if operator == "or" else self.one())
        return parts[0] if len(parts) == 1 else Condition(operator, parts=tuple(parts))

    def one(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ConditionError(f"nested more than {DEEPEST} levels deep", self.place)
        if self.takes("not"):
            found = Condition("not", parts=(self.one(),))
        elif self.takes("("):
            found = self.joined("or")
            self.needs(")", "what ( began")
        else:
            found = self.comparison()
        self.depth -= 1
        return found

    def comparison(self) -> Condition:
        item = self.name()
        if item == "answered" and self.takes("("):
            item = self.name()
            self.needs(")", shorten(item))
            return Condition("answered", item)
        if self.takes("in"):
            return Condition("in", item, self.values())
        operator = self.takes(*_COMPARE, "has")
        if not operator:
            hint = (
                f"write {_IN_PLACE_OF[self.text]}"
                if self.text in _IN_PLACE_OF
                else "write ==, !=, <, <=, >, >=, in or has"
            )
            raise ConditionError(
                f"nothing says what the answer to {shorten(item)} should be", self.place, hint
            )
        place = self.place
        value = self.value()
        if operator[0] in "<>" and _number(value) is None:
            raise ConditionError(f"{shorten(value)} after {operator} is not a number", place)
        return Condition(operator, item, (value,))

    def name(self) -> str:
        if self.kind != "word" or self.text in _WORDS:
            raise ConditionError(
                f"{shorten(self.text) if self.text else 'nothing'} where an item should stand",
                self.place,
                f"write {_IN_PLACE_OF[self.text]}" if self.text in _IN_PLACE_OF else "",
            )
        self.at += 1
        return self.tokens[self.at - 1][1]

    def value(self) -> str:
        if self.kind not in {"word", "quoted"}:
            found = shorten(self.text) if self.text else "nothing"
            raise ConditionError(f"{found} where a code or a number should stand", self.place)
        self.at += 1
        return self.tokens[self.at - 1][1]

    def values(self) -> tuple[str, ...]:
        self.needs("[", "in")
        found = [self.value()]
        while self.takes(","):
            found.append(self.value())
        self.needs("]", "the values")
        return tuple(found)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and place of each word, sign and quoted value."""
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
            continue
        start = at
        sign = next((sign for sign in _SIGNS if text.startswith(sign, at)), "")
        if sign:
            at += len(sign)
            yield "sign", sign, start
        elif char in "'\"":
            end = text.find(char, at + 1)
            if end < 0:
                raise ConditionError("a quotation that is not closed", at, f"add a second {char}")
            at = end + 1
            yield "quoted", text[start + 1 : end], start
        elif _in_word(char):
            while at < len(text) and _in_word(text[at]):
                at += 1
            yield "word", text[start:at], start
        else:
            while at < len(text) and text[at] in "=!&|<>":
                at += 1
            at = max(at, start + 1)
            yield "other", text[start:at], start


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "_.-+"


def _joiner(found: str) -> str:
    return f"write {_IN_PLACE_OF[found]}" if found in _IN_PLACE_OF else "join conditions with and, or"


def _same(answer: str, value: str) -> bool:
    if answer == value:
        return True
    number = _number(value)
    return number is not None and number == _number(answer)


def _ordered(answer: str, operator: str, value: str) -> bool:
    given, bound = _number(answer), _number(value)
    if given is None or bound is None:
        return False
    if operator == "<":
        return given < bound
    if operator == "<=":
        return given <= bound
    return given > bound if operator == ">" else given >= bound


def _number(text: str) -> float | None:
    """The number a text stands for, written in digits with a sign and a point at most."""
    body = text[1:] if text[:1] in {"-", "+"} else text
    before, _, after = body.partition(".")
    if len(body) > 20 or not (before + after).isascii() or not (before + after).isdigit():
        return None
    return float(text)


def _grouped(part: Condition) -> str:
    return f"({part})" if part.operator in {"and", "or"} else str(part)


def _quoted(value: str) -> str:
    plain = value and all(map(_in_word, value)) and value not in _WORDS
    return value if plain else f'"{value}"'
