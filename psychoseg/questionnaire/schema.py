"""The JSON Schema of the questionnaire language, for editors that complete and check as one writes."""

from __future__ import annotations

from typing import TypeAlias

from psychoseg.questionnaire.keys import ITEM, TABLES, Key

Schema: TypeAlias = dict[str, object]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WORD: Schema = {"type": ["string", "number", "boolean"]}
"""Editors read ``version: 1`` as a number and ``1: Yes`` as a truth value; here both are texts."""
_LANGUAGE = "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SHARE = "^[0-9]{1,3}(\\.[0-9]{1,6})? ?%$"


def schema() -> Schema:
    """The schema as plain values (draft 2020-12).

    Examples
    --------
    >>> found = schema()
    >>> found["required"]
    ['id', 'title', 'sections']
    """
    definitions: Schema = {name: _table(keys) for name, keys in TABLES.items() if name != "questionnaire"}
    definitions["default"] = _table({name: key._replace(required=False) for name, key in ITEM.items()})
    definitions["item"] = _table(
        {name: key._replace(required=name in {"id", "text"}) for name, key in ITEM.items()}
    )
    definitions["section"] = _table(TABLES["section"]) | _typed()
    definitions["row"] = _row()
    definitions["scale"] = {"anyOf": [_table(TABLES["scale"]), _reference("labels")]}
    definitions |= _shared()
    return {
        "$schema": _DRAFT,
        "$id": "https://psychoseg.invalid/questionnaire.schema.json",
        "title": "psychoseg questionnaire",
        **_table(TABLES["questionnaire"]),
        "$defs": definitions,
    }


def _table(keys: dict[str, Key]) -> Schema:
    required = [name for name, key in keys.items() if key.required]
    found: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"description": key.says, **_value(key)} for name, key in keys.items()},
    }
    return found | ({"required": required} if required else {})


def _value(key: Key) -> Schema:
    """What may stand under a key; nothing may always stand there, since an empty value means none."""
    if key.kind == "choice":
        return {"enum": [*key.choices]}
    if key.kind == "missing":
        return {"enum": [True, False, *key.choices]}
    if key.kind.startswith("["):
        return {"type": "array", "items": _reference(key.kind[1:-1])}
    if key.kind.startswith("{"):
        return {"type": "object", "additionalProperties": _reference(key.kind[1:-1])}
    return _reference(key.kind)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _typed() -> Schema:
    """Items say their type where their section's defaults do not."""
    return {
        "if": {"properties": {"defaults": {"required": ["type"]}}, "required": ["defaults"]},
        "else": {"properties": {"items": {"items": {"required": ["type"]}}}},
    }


def _row() -> Schema:
    """A row of a matrix: its wording, or its own keys."""
    keys = {
        name: key._replace(required=name == "text")
        for name, key in ITEM.items()
        if name not in {"id", "type", "rows", "randomise"}
    }
    return {"anyOf": [_reference("text"), _table(keys)]}


def _shared() -> Schema:
    by_language: Schema = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": _LANGUAGE},
        "additionalProperties": _WORD,
    }
    label: Schema = {"anyOf": [_reference("text"), _reference("option_of_code"), {"type": "null"}]}
    option = {name: key for name, key in TABLES["option"].items() if name != "code"}
    return {
        "id": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]{0,63}$"},
        "word": {"anyOf": [_WORD, {"type": "null"}]},
        "text": {"anyOf": [_WORD, by_language]},
        "words": {"anyOf": [_WORD, {"type": "array", "items": _WORD}]},
        "flag": {"type": "boolean"},
        "number": {"type": "number"},
        "numbers": {"type": "array", "items": {"type": "number", "exclusiveMinimum": 0}},
        "whole": {"type": "integer", "minimum": 0},
        "day": {"type": "string", "pattern": _DAY},
        "named": {"type": "object", "additionalProperties": {"anyOf": [_WORD, {"type": "null"}]}},
        "labels": {
            "type": "object",
            "minProperties": 2,
            "additionalProperties": {"anyOf": [_reference("text"), {"type": "null"}]},
        },
        "option_of_code": _table(option),
        "options": {
            "anyOf": [
                {"type": "array", "items": _reference("option")},
                {"type": "object", "additionalProperties": label},
            ]
        },
        "rows": {"type": "object", "minProperties": 2, "additionalProperties": _reference("row")},
        "cells": {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    {"type": "number", "exclusiveMinimum": 0},
                    {"type": "string", "pattern": _SHARE},
                ]
            },
        },
    }
