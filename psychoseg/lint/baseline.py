"""Findings that are known already: held back and counted, so that only new ones stop a team."""

from __future__ import annotations

from psychoseg.errors import UsageError
from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.lint.finding import Finding

SCHEMA = "psychoseg/lint-baseline/1"


@dataclass(frozen=True)
class Baseline:
    """How often each known finding was there, by its fingerprint."""

    known: tuple[tuple[str, int], ...]

    def sift(self, findings: Iterable[Finding]) -> tuple[list[Finding], int, int]:
        """The new findings, how many known ones were held back, and how many are gone since.

        A finding that was there twice is held back twice; a third one is new.
        """
        left = dict(self.known)
        new = []
        for finding in findings:
            mark = fingerprint(finding)
            if left.get(mark, 0) > 0:
                left[mark] -= 1
            else:
                new.append(finding)
        gone = sum(left.values())
        return new, sum(dict(self.known).values()) - gone, gone


def fingerprint(finding: Finding) -> str:
    """What makes a finding the same one after lines have moved: its rule, its item and the words it is about.

    Examples
    --------
    >>> from psychoseg.lint import Finding, Severity
    >>> first = Finding("QW104", "tag-question", Severity.WARNING, "m", "a.yml", 8, 1, "q1", "Nice, isn't it?")
    >>> moved = Finding("QW104", "tag-question", Severity.WARNING, "m", "b.yml", 9, 5, "q1", "Nice, isn't it?")
    >>> fingerprint(first) == fingerprint(moved)
    True
    """
    import hashlib

    about = finding.text or finding.message
    parts = "\0".join([finding.code, finding.item, about])
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def written(findings: Iterable[Finding]) -> str:
    """A baseline file holding these findings, each with its rule and item for readers."""
    import json

    counted: dict[str, dict[str, str | int]] = {}
    for finding in findings:
        mark = fingerprint(finding)
        entry = counted.setdefault(mark, {"rule": finding.code, "item": finding.item, "times": 0})
        entry["times"] = int(entry["times"]) + 1
    plain = {"schema": SCHEMA, "findings": dict(sorted(counted.items()))}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def read(path: str) -> Baseline:
    """The baseline in a file.

    Raises
    ------
    UsageError
        Where it is missing or is no baseline.
    """
    import json

    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123  (pathlib is slow to load)
            plain = json.load(file)
        if plain["schema"] != SCHEMA:
            raise UsageError(f"{path} is of another kind: {plain['schema']!s:.60}; {_WAY_OUT}")
        known = tuple((str(mark), int(entry["times"])) for mark, entry in plain["findings"].items())
    except OSError as problem:
        raise UsageError(f"{path} cannot be read: {problem.strerror}; {_WAY_OUT}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(f"{path} is not a baseline; {_WAY_OUT}") from None
    return Baseline(known)


_WAY_OUT = "--write-baseline writes one."
