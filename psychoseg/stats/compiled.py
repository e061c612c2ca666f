"""Compiled code beside its source, where the package was built with a C compiler; NumPy does the same work elsewhere."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

Found = TypeVar("Found")
Asked = TypeVar("Asked")


def load(library: Path) -> ctypes.CDLL | None:
    """The compiled code in a file; None where there is none, or none for this machine."""
    try:
        return ctypes.CDLL(str(library)) if library.is_file() else None
    except OSError:
        return None


def at(array: np.ndarray[Any, Any]) -> ctypes.c_void_p:
    """Where an array lies in memory; it must live as long as it is used there."""
    return ctypes.c_void_p(array.ctypes.data)


def threads() -> int:
    """How many threads may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(work: Callable[[Asked], Found], parts: Iterable[Asked]) -> list[Found]:
    """What work gives for each part, in their order, on as many threads as may run.

    Work that spends its time outside Python, in NumPy or compiled code, is done in a fraction of the time.

    Examples
    --------
    >>> side_by_side(len, ["a", "bb"])
    [1, 2]
    """
    listed = list(parts)
    if threads() < 2 or len(listed) < 2:
        return [work(part) for part in listed]
    with ThreadPoolExecutor(threads()) as pool:
        return list(pool.map(work, listed))
