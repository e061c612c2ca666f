"""Arithmetic on one thread, so that sums are taken in one order whatever the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits

ASKED = "OMP_NUM_THREADS"


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold the numeric libraries to one thread while the block runs.

    scikit-learn counts physical cores unless ``OMP_NUM_THREADS`` is set, and prints a stack trace
    where the machine cannot tell, as in a bare container; so it is set meanwhile.

    Examples
    --------
    >>> with one_thread():
    ...     os.environ["OMP_NUM_THREADS"]
    '1'
    """
    before = os.environ.get(ASKED)
    os.environ[ASKED] = "1"
    try:
        with threadpool_limits(limits=1):
            yield
    finally:
        if before is None:
            del os.environ[ASKED]
        else:
            os.environ[ASKED] = before
