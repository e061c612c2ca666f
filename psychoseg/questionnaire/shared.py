"""What all items of a questionnaire are read against, and the conditions they leave to be checked."""

from __future__ import annotations

from psychoseg.documents import Faults, Node, Reader, Scalar
from psychoseg.errors import did_you_mean, shorten
from psychoseg.questionnaire.answers import Scale
from psychoseg.questionnaire.purpose import Construct
from psychoseg.values import dataclass, field

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.questionnaire.model import Item
    from psychoseg.questionnaire.routing import Condition


@dataclass(slots=True)
class Shared:
    """The scales, constructs and language of a questionnaire, while its items are read."""

    faults: Faults
    language: str
    scales: dict[str, Scale]
    constructs: dict[str, Construct]
    instrument: str = ""
    conditions: list[tuple[Scalar, Condition]] = field(default_factory=list)

    def condition(self, reader: Reader) -> Condition | None:
        """The condition under ``ask_if``; the items it names are checked once all are known."""
        node = reader.find("ask_if")
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.faults.add(node, f"ask_if should be a condition, found {node.kind}", "write it as a text")
            return None
        from psychoseg.questionnaire.routing import ConditionError, parse_condition

        try:
            condition = parse_condition(node.text)
        except ConditionError as problem:
            self.faults.add(_within(node, problem.at), f"ask_if has {problem.what}", problem.hint)
            return None
        self.conditions.append((node, condition))
        return condition

    def check_conditions(self, known: dict[str, Item]) -> None:
        """Every item a condition names is in the questionnaire."""
        for node, condition in self.conditions:
            for name in condition.items:
                if name not in known:
                    place = _within(node, max(node.text.find(name), 0))
                    self.faults.add(place, f"there is no item {shorten(name)}", did_you_mean(name, known))


def _within(node: Scalar, at: int) -> Node:
    """A place inside a text of one line, so that a fault points at the word it is about."""
    if "\n" in node.text:
        return node
    return Scalar(node.text, node.plain, node.line, node.column + at + (not node.plain))
