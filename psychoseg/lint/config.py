"""Settings from ``psychoseg.toml`` or ``pyproject.toml``, found upward from the file that is linted."""

from __future__ import annotations

import os

from psychoseg.errors import Fault, UsageError, did_you_mean, shorten
from psychoseg.lint.settings import PRESETS, SEVERITIES, Settings

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

OWN_FILE = "psychoseg.toml"
SHARED_FILE = "pyproject.toml"

_LISTS = ("select", "extend-select", "ignore", "brands", "glossary", "exclude")
_WORDS = {"preset": tuple(PRESETS), "level": SEVERITIES[1:], "fail-level": SEVERITIES[1:]}
_KEYS = (*_LISTS, *_WORDS, "severity", "per-file-ignores")


def nearest(path: str) -> Settings:
    """The settings of the closest folder above a file that has any; empty ones where none has.

    Without a file the search begins in the current folder.

    ``psychoseg.toml`` goes before a ``pyproject.toml`` beside it, and the search ends at the first found.
    """
    folder = os.path.dirname(os.path.abspath(path or "-"))  # noqa: PTH100, PTH120  (pathlib is slow to load)
    while True:
        own = os.path.join(folder, OWN_FILE)  # noqa: PTH118
        if os.path.isfile(own):  # noqa: PTH113
            return read(own)
        shared = os.path.join(folder, SHARED_FILE)  # noqa: PTH118
        if _mentions(shared):
            return read(shared)
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return Settings()
        folder = parent


def _mentions(path: str) -> bool:
    """Whether a pyproject.toml has settings for the linter: a look at its bytes, before any parser is loaded."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            content = file.read()
    except OSError:
        return False
    return b"tool.psychoseg" in content and "lint" in _own_table(content, path)


def _own_table(content: bytes, path: str) -> dict[str, Any]:
    tool = _parsed(content, path).get("tool")
    own = tool.get("psychoseg") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else {}


def _parsed(content: bytes, path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise UsageError(f"{path} is not valid TOML: {problem}.") from None


def read(path: str) -> Settings:
    """The settings of one file.

    Raises
    ------
    UsageError
        With every setting that cannot be used, its place, and the nearest one that exists.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            content = file.read()
    except OSError as problem:
        raise UsageError(f"{path} cannot be read: {problem.strerror}.") from None
    shared = os.path.basename(path) == SHARED_FILE  # noqa: PTH119
    top = _own_table(content, path) if shared else _parsed(content, path)
    reading = _Reading(path, content.decode("utf-8-sig").splitlines())
    for key in top:
        if key != "lint":
            reading.fault(key, f"{shorten(key)} is not a table of settings", did_you_mean(key, ["lint"]))
    table = top.get("lint", {})
    if not isinstance(table, dict):
        reading.fault("lint", f"lint should be a table, found {_kind(table)}", "write [lint] on its own line")
        table = {}
    settings = reading.settings(table)
    if reading.faults:
        raise UsageError(f"{path} has settings that cannot be used:", reading.faults)
    return settings


class _Reading:
    """One file's settings and the faults met in them."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.faults: list[Fault] = []

    def fault(self, key: str, what: str, hint: str = "") -> None:
        """Note a fault at the first line that begins with the key."""
        starts = tuple(f"{form}{mark}" for form in (key, f'"{key}"') for mark in (" ", "=", "."))
        line = next(
            (at for at, text in enumerate(self.lines, 1) if text.strip().startswith(starts)),
            next((at for at, text in enumerate(self.lines, 1) if key in text), 1),
        )
        self.faults.append(Fault(f"{self.path}:{line}", what, hint))

    def settings(self, table: dict[str, Any]) -> Settings:
        """The settings of the table; faulty ones are left out."""
        for key in table:
            if key not in _KEYS:
                self.fault(key, f"{shorten(key)} is not a setting of lint", did_you_mean(key, _KEYS))
        lists = {key: self._texts(key, table.get(key, [])) for key in _LISTS}
        words = {key: self._word(key, table.get(key, "")) for key in _WORDS}
        return Settings(
            preset=words["preset"],
            select=lists["select"],
            extend_select=lists["extend-select"],
            ignore=lists["ignore"],
            severity=self._severities(table.get("severity", {})),
            level=words["level"],
            fail_level=words["fail-level"],
            per_file_ignores=self._ignores(table.get("per-file-ignores", {})),
            words=lists["brands"] + lists["glossary"],
            exclude=lists["exclude"],
            folder=os.path.dirname(os.path.abspath(self.path)),  # noqa: PTH100, PTH120
        )

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        entries = [value] if isinstance(value, str) else value
        if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
            return tuple(entry.strip() for entry in entries if entry.strip())
        self.fault(key, f"{key} should be a list of texts, found {_kind(value)}")
        return ()

    def _word(self, key: str, value: object) -> str:
        if value == "" or (isinstance(value, str) and value in _WORDS[key]):
            return str(value)
        shown = shorten(value) if isinstance(value, str) else _kind(value)
        self.fault(key, f"{key} is {shown}", did_you_mean(str(value), _WORDS[key]))
        return ""

    def _severities(self, value: object) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict):
            self.fault(
                "severity",
                f"severity should map rules to severities, found {_kind(value)}",
                'QW104 = "error"',
            )
            return ()
        for rule, severity in value.items():
            if severity not in SEVERITIES:
                self.fault(
                    rule,
                    f"the severity of {rule} is {shorten(severity)}",
                    did_you_mean(str(severity), SEVERITIES),
                )
        return tuple((rule, severity) for rule, severity in value.items() if severity in SEVERITIES)

    def _ignores(self, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if isinstance(value, dict):
            return tuple((pattern, self._texts(pattern, rules)) for pattern, rules in value.items())
        self.fault(
            "per-file-ignores",
            f"per-file-ignores should map patterns of paths to rules, found {_kind(value)}",
            '"old/*.yml" = ["QW"]',
        )
        return ()


def _kind(value: object) -> str:
    """What a TOML value is, in words."""
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "a table",
    }
    return kinds.get(type(value), "a date")
