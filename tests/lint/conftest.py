"""Short forms of items and questionnaires, so that a case is one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml

from psychoseg.questionnaire import Questionnaire, parse

SCALE = {1: "Strongly disagree", 2: "Disagree", 3: "Neither", 4: "Agree", 5: "Strongly agree"}
CONSENT = {"text": "Taking part is voluntary.", "contact": "us@example.org", "retention": "one year"}
IMPERATIVES = ("Please", "Rate", "Name", "Your", "Phone", "How", "Which")


@pytest.fixture
def asked() -> Callable[[object], Questionnaire]:
    """A questionnaire from a text, an item's mapping or some of a questionnaire's keys."""
    return expand


def expand(case: object) -> Questionnaire:
    if isinstance(case, str) and re.match(r"[a-z]+:(\s|$)", case):
        return expand(yaml.safe_load(case))
    if isinstance(case, dict) and "before" in case:
        now = expand({key: value for key, value in case.items() if key != "before"})
        return replace(now, before=expand(case["before"]))
    top: dict[str, Any] = {
        "id": "q",
        "title": "Q",
        "language": "en",
        "version": "1",
        "objective": "decide where to plant",
        "consent": CONSENT,
        "scales": {"agree": SCALE},
    }
    constructs: dict[str, Any] = {}
    if isinstance(case, str):
        items = [_short(line) for line in case.splitlines() if line.strip()]
        top["sections"] = [{"id": "only", "items": items}]
    elif isinstance(case, dict) and "text" in case:
        top["sections"] = [
            {
                "id": "only",
                "items": [
                    _short(case["text"]) | {k: v for k, v in case.items() if k not in {"text", "span"}}
                ],
            }
        ]
    elif isinstance(case, dict):
        top |= {key: value for key, value in case.items() if key != "sections"}
        top["sections"] = [
            _section(section) for section in case.get("sections", [{"id": "only", "repeat": 1}])
        ]
    for number, item in enumerate(item for section in top["sections"] for item in section["items"]):
        item.setdefault("id", f"q{number}")
        if item.get("type") not in {"likert", "matrix"}:
            item.pop("construct", None)
            item.pop("scale", None)
        if not item.get("construct"):
            item.pop("construct", None)
        else:
            constructs.setdefault(item["construct"], {"name": item["construct"]})
        item["allow"] = {key: why or "" for key, why in item.get("allow", {}).items()}
    top["constructs"] = constructs | top.get("constructs", {})
    if top["consent"] is None:
        del top["consent"]
    return parse(yaml.safe_dump(top, sort_keys=False, allow_unicode=True, width=100_000), "case.yml")


def _section(section: dict[str, Any]) -> dict[str, Any]:
    filler = [
        {"text": f"How many of kind {number}{section['id']}?", "type": "numeric"}
        for number in range(section.get("repeat", 0))
    ]
    statement = {"type": "likert", "scale": "agree", "construct": section["id"]}
    items = [
        statement | ({"text": item} if isinstance(item, str) else item) for item in section.get("items", [])
    ]
    return {key: value for key, value in section.items() if key not in {"repeat", "items"}} | {
        "items": items + filler
    }


def _short(line: str) -> dict[str, Any]:
    """An item from ``text`` or ``text [answer | answer]``."""
    match = re.fullmatch(r"(.*?)\s*\[([^\]]*\|[^\]]*)\]", line.strip())
    if match:
        answers = [answer.strip() for answer in match[2].split("|")]
        return {"text": match[1], "type": "single", "options": dict(enumerate(answers, 1))}
    if "?" in line or line.startswith(IMPERATIVES):
        return {"text": line.strip(), "type": "open"}
    return {"text": line.strip(), "type": "likert", "scale": "agree", "construct": "measured"}
