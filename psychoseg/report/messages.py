"""Every message of the report, found in its sources and templates: what a catalogue has to translate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, nodes

from psychoseg.lint.rules import RULES
from psychoseg.report.catalogue import FOLDER
from psychoseg.report.finding_messages import FINDINGS
from psychoseg.report.findings import FINDING, RULE
from psychoseg.report.heard import CONTEXT
from psychoseg.report.heard_sentences import HEARD
from psychoseg.resources import folder

SOURCES = FOLDER.parent
CALLS = {"say": 1, "later": 1, "say_n": 2, "say_in": 2}


@dataclass(frozen=True, order=True)
class Message:
    """One message: where it stands, its context, and its plural where it has one."""

    place: str
    text: str
    many: str = ""
    context: str = ""


def messages() -> list[Message]:
    """All of them in the order of files, each text once."""
    found: dict[tuple[str, str], Message] = {}
    for one in (
        *_in_sources(),
        *_in_templates(),
        *(Message("heard_sentences.py", text, context=CONTEXT) for text in HEARD),
        *(Message("finding_messages.py", text, context=FINDING) for text in FINDINGS),
        *(Message("lint/rules", rule.name, context=RULE) for rule in RULES),
    ):
        known = found.get((one.context, one.text))
        if known is None or (one.many and not known.many):
            found[one.context, one.text] = one
    return list(found.values())


def _in_sources() -> Iterator[Message]:
    for file in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                given = [
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                if given:
                    yield _message(file.relative_to(SOURCES).as_posix(), node.func.id, given)


def _in_templates() -> Iterator[Message]:
    root = folder("templates")
    for file in sorted(root.rglob("*.j2")):
        for call in Environment().parse(file.read_text("utf-8")).find_all(nodes.Call):  # noqa: S701 (only parsed)
            if isinstance(call.node, nodes.Name) and call.node.name in CALLS:
                given = [one.value for one in call.args if isinstance(one, nodes.Const)]
                yield _message(file.relative_to(root).as_posix(), call.node.name, given)


def _message(place: str, call: str, given: list[str]) -> Message:
    if call == "say_in":
        return Message(place, given[1], context=given[0])
    return Message(place, *given[: CALLS[call]])
