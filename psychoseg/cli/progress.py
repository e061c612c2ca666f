"""What is going on, for a person who waits: a live line in a terminal, plain lines in a pipe."""

from __future__ import annotations

import contextlib
import sys
import time
import warnings
from collections.abc import Callable, Iterator

from psychoseg.errors import MethodWarning, visible


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, str], None]]:
    """A function that is told (stage, what it is doing); everything goes to standard error.

    Doubts about the method that arise on the way are printed once at the end.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", MethodWarning)
        if sys.stderr.isatty():
            with _live() as told:
                yield told
        else:
            yield _plain
    for entry in caught:
        if issubclass(entry.category, MethodWarning):
            print(f"caution: {visible(entry.message)}", file=sys.stderr)
        else:
            warnings.warn_explicit(entry.message, entry.category, entry.filename, entry.lineno)


def _plain(stage: str, doing: str) -> None:
    print(f"{stage}: {doing}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _live() -> Iterator[Callable[[str, str], None]]:
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    stages: list[tuple[str, float]] = []

    def finish() -> None:
        if stages:
            name, begun = stages[-1]
            console.print(Text(f"  {name:<10} {time.monotonic() - begun:5.1f} s"), highlight=False)

    with console.status("starting") as status:

        def told(stage: str, doing: str) -> None:
            if not stages or stages[-1][0] != stage:
                finish()
                stages.append((stage, time.monotonic()))
            status.update(Text(f"{stage}: {doing}"))

        try:
            yield told
        finally:
            finish()
