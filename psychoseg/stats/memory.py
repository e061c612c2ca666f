"""Memory that was used once and is not needed again."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Give the system the memory that was freed; the C library of Linux keeps it otherwise, in case it is needed again.

    Elsewhere nothing is done, and nothing changes but the size of the process.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):  # another C library
        return
    trim(0)
