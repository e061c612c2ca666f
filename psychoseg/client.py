"""What a client says of the segments in study.yml: criteria with weights and scores, roles, and who does what by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from psychoseg.documents import Faults, Node, Reader, Scalar, as_number
from psychoseg.errors import did_you_mean, shorten

ROLES = ("focus", "develop", "keep", "do not pursue")
"""Attractive to us and we to them; attractive but we not to them; the other way round; neither."""
AXES = ("attractive", "ours")
"""How attractive a segment is to us, and how attractive we are to it."""
LOWEST, HIGHEST, CUT = 1.0, 10.0, 5.5
SIZE, VALUE, SPEND = "size", "value", "spend"
OF_SEGMENTS = {SIZE: "Share of people", VALUE: "Share of value", SPEND: "Value per head"}
LETTERS = "ABCDEFGHIJKL"
DAYS = ("30", "60", "90")
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that segments are judged by.

    Parameters
    ----------
    name : str
        As it is printed; empty for what the data call it.
    measure : str
        What is taken from the data: one of :data:`OF_SEGMENTS`, or a measure's key, such as ``age`` for a mean
        or ``bought_1`` for the share of an answer; empty where the client scores.
    weight : float
        Beside the weights of the other criteria of its axis.
    index : bool
        Whether it is told as an index against everybody.
    low_is_better : bool
    scores : tuple of (letter, score)
        The client's, from 1 to 10.
    reason : str
        Why the client scores so.
    where : str
        Its place in study.yml, for messages.
    """

    name: str
    measure: str = ""
    weight: float = 1.0
    index: bool = False
    low_is_better: bool = False
    scores: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    where: str = field(default="study.yml", compare=False)


@dataclass(frozen=True, slots=True)
class EvaluationChoices:
    """By what, and how much, segments are judged.

    Parameters
    ----------
    attractive, ours : tuple of Criterion
        How attractive a segment is to us, and how attractive we are to it.
    cut : float
        The total from which an axis counts as high.
    roles : tuple of (letter, role)
        Roles that the client sets whatever the totals say.
    where : str
    """

    attractive: tuple[Criterion, ...]
    ours: tuple[Criterion, ...]
    cut: float = CUT
    roles: tuple[tuple[str, str], ...] = ()
    where: str = field(default="study.yml", compare=False)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Those of both axes."""
        return (*self.attractive, *self.ours)


def read_evaluation(reader: Reader | None, faults: Faults) -> EvaluationChoices | None:
    """The choices under a study's ``evaluate``; None where there are none."""
    if reader is None:
        return None
    axes = [tuple(_criterion(node, faults) for node in reader.entries(axis, required=True)) for axis in AXES]
    for axis, criteria in zip(AXES, axes, strict=True):
        if axis in reader and not criteria:
            faults.add(
                reader.place(axis), f"{axis} holds no criteria", "as in - {criterion: size, weight: 2}"
            )
    found = EvaluationChoices(
        axes[0],
        axes[1],
        reader.number("cut", CUT, least=LOWEST, most=HIGHEST) or CUT,
        _roles(reader, faults),
        faults.place(reader.node),
    )
    reader.close()
    return found


def _criterion(node: Node, faults: Faults) -> Criterion:
    reader = Reader(node, faults, "a criterion")
    name = reader.text("criterion", required=True)
    scores = _scores(reader, faults)
    reason = reader.text("reason")
    if "scores" in reader and not reason:
        faults.add(
            reader.place("scores"), "scores come without a reason", "say why in reason; the report prints it"
        )
    for key in ("as", "better"):
        if "scores" in reader and key in reader:
            faults.add(reader.place(key), f"{key} goes with what the data say, not with scores")
    found = Criterion(
        name=reader.text("name", name if scores or "scores" in reader else ""),
        measure="" if scores or "scores" in reader else name,
        weight=reader.number("weight", 1.0, least=0.01, most=1000) or 1.0,
        index=reader.choice("as", ("figure", "index"), "figure") == "index",
        low_is_better=reader.choice("better", ("high", "low"), "high") == "low",
        scores=scores,
        reason=reason,
        where=faults.place(node),
    )
    if found.index and found.measure in (SIZE, VALUE):
        faults.add(reader.place("as"), f"{found.measure} has no index", "leave `as` out")
    reader.close()
    return found


def is_letter(key: Scalar, faults: Faults) -> bool:
    """Whether a key is the letter of a segment; a fault where it is not."""
    if len(key.text) == 1 and key.text in LETTERS:
        return True
    faults.add(key, f"{shorten(key.text)} is not the letter of a segment", "the largest segment is A")
    return False


def _scores(reader: Reader, faults: Faults) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for key, node in reader.pairs("scores"):
        score = as_number(node)
        if not is_letter(key, faults):
            continue
        if score is None or not LOWEST <= score <= HIGHEST:
            faults.add(node, f"the score of segment {key.text} should be a number from 1 to 10")
        else:
            found[key.text] = score
    return tuple(sorted(found.items()))


def _roles(reader: Reader, faults: Faults) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for key, node in reader.pairs("roles"):
        role = " ".join(getattr(node, "text", "").split())
        if not is_letter(key, faults):
            continue
        if role not in ROLES:
            faults.add(node, f"the role of segment {key.text} is {shorten(role)}", did_you_mean(role, ROLES))
        else:
            found[key.text] = role
    return tuple(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """What a client says of one segment.

    Parameters
    ----------
    owner, kpi : str
    steps : tuple of (day, text)
        What is to be done by day 30, 60 and 90.
    rate : float, optional
        The rate at present of what a test is to raise.
    people : int, optional
        How many people a test can reach.
    """

    owner: str = ""
    kpi: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    rate: float | None = None
    people: int | None = None
    where: str = field(default="study.yml", compare=False)


Choices = Mapping[str, SheetChoices]
"""By letter of the segment."""


def read_sheets(reader: Reader | None, faults: Faults) -> dict[str, SheetChoices]:
    """What stands under a study's ``activate``, by the letter of the segment."""
    found: dict[str, SheetChoices] = {}
    if reader is None:
        return found
    for key, node in getattr(reader.node, "pairs", ()):
        if not is_letter(key, faults):
            continue
        one = Reader(node, faults, f"what is done about segment {key.text}")
        test = one.inner("test", "a test")
        found[key.text] = SheetChoices(
            _line(one, "owner", faults),
            _line(one, "kpi", faults),
            _steps(one, faults),
            test.number("rate", least=0.0001, most=0.95) if test else None,
            test.whole("people", least=20, most=1_000_000_000) if test else None,
            faults.place(key),
        )
        if test:
            test.close()
        one.close()
    return found


def _steps(reader: Reader, faults: Faults) -> tuple[tuple[str, str], ...]:
    inner = reader.inner("steps", "the next steps")
    if inner is None:
        return ()
    found = tuple((day, text) for day in DAYS if (text := _line(inner, day, faults)))
    inner.close()
    return found


def _line(reader: Reader, key: str, faults: Faults) -> str:
    text = reader.text(key)
    if len(text) > LONGEST:
        faults.add(
            reader.place(key), f"{key} has {len(text)} characters", f"at most {LONGEST} fit on the sheet"
        )
    return text
