"""Between frozen values and plain data: what goes into JSON files and into templates, and back.

Plain data is text, numbers, truth values, None, lists and dictionaries with text keys: nothing
that has methods with side effects, nothing that runs when it is loaded.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from typing import Any, TypeVar

from psychoseg.errors import ModelError

Value = TypeVar("Value")


def to_plain(value: object) -> Any:
    """Plain data holding what a value of dataclasses, tuples and dictionaries holds.

    Raises
    ------
    ModelError
        For anything that is not data: an open file, a table, a path, a number that is not finite.

    Examples
    --------
    >>> to_plain({"sizes": (1, 2.5)})
    {'sizes': [1, 2.5]}
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {_text_key(key): to_plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(entry) for entry in value]
    if value is None or type(value) in (str, bool, int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    raise ModelError(f"{type(value).__name__} {value!r:.60} is not plain data.")


def from_plain(kind: type[Value], plain: object, where: str = "the file") -> Value:
    """The value of a dataclass that plain data describes; the inverse of :func:`to_plain`.

    Raises
    ------
    ModelError
        Where a key is missing, unknown or of another kind; names the place.
    """
    return typing.cast(Value, _build(kind, plain, where))


def to_json(value: object) -> str:
    """A value as JSON text: keys in their order, numbers exact, the same bytes every time."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def parse_json(text: str, where: str) -> Any:
    """Plain data from JSON text; numbers that are not finite and text nested too deep are refused."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as problem:
        raise ModelError(f"{where} is not valid JSON: {problem}") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _text_key(key: object) -> str:
    if not isinstance(key, str):
        raise ModelError(f"the key {key!r} is not a text.")
    return key


def _build(kind: Any, plain: object, where: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        if plain is None and type(None) in arguments:
            return None
        return _build(next(entry for entry in arguments if entry is not type(None)), plain, where)
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, plain, where)
    if origin is tuple:
        if not isinstance(plain, list):
            raise _unexpected("a list", plain, where)
        kinds = (
            [arguments[0]] * len(plain)
            if len(arguments) == 2 and arguments[1] is Ellipsis
            else list(arguments)
        )
        if len(kinds) != len(plain):
            raise ModelError(f"{where} should have {len(kinds)} entries, found {len(plain)}.")
        return tuple(
            _build(each, entry, f"{where}[{at}]")
            for at, (each, entry) in enumerate(zip(kinds, plain, strict=True))
        )
    if origin is dict:
        if not isinstance(plain, dict):
            raise _unexpected("a mapping", plain, where)
        return {key: _build(arguments[1], entry, f"{where}.{key}") for key, entry in plain.items()}
    if kind is Any:
        return plain
    if kind is float and type(plain) is int:
        return float(plain)
    if type(plain) is not kind or (kind is float and not math.isfinite(typing.cast(float, plain))):
        raise _unexpected(kind.__name__, plain, where)
    return plain


def _build_dataclass(kind: Any, plain: object, where: str) -> Any:
    if not isinstance(plain, dict):
        raise _unexpected("a mapping", plain, where)
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    unknown = sorted(set(plain) - set(fields))
    needed = [
        name for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING and name not in plain
    ]  # fmt: skip
    if unknown or needed:
        raise ModelError(f"{where} " + "; ".join(
            ([f"lacks {', '.join(needed)}"] if needed else []) + ([f"has unknown {', '.join(unknown)}"] if unknown else [])
        ) + ".")  # fmt: skip
    return kind(**{name: _build(hints[name], entry, f"{where}.{name}") for name, entry in plain.items()})


def _unexpected(expected: str, plain: object, where: str) -> ModelError:
    return ModelError(f"{where} should be {expected}, found {type(plain).__name__}.")
