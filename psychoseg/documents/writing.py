"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os

from psychoseg.errors import PsychosegError

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}


def encoded_like(text: str, original: bytes) -> bytes:
    r"""The text in the encoding of the bytes it was read from, with their byte order mark.

    Examples
    --------
    >>> encoded_like("tea", b"\xff\xfec\x00")
    b'\xff\xfet\x00e\x00a\x00'
    """
    mark = next((mark for mark in _MARKS if original.startswith(mark)), b"")
    return mark + text.encode(_MARKS.get(mark, "utf-8"))


def write_whole(path: str, content: bytes, error: type[PsychosegError]) -> None:
    """Replace a file in one step, its permissions kept; on any failure the old file stays as it was.

    Raises
    ------
    error
        Where the folder or the disk refuses.
    """
    target = os.path.realpath(path)
    partial = f"{target}.{os.getpid()}.partial"
    try:
        with open(partial, "xb") as file:  # noqa: PTH123  (pathlib is slow to load)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(target):  # noqa: PTH110
            os.chmod(partial, os.stat(target).st_mode & 0o7777)  # noqa: PTH101, PTH116
        os.replace(partial, target)  # noqa: PTH105
    except OSError as problem:
        with contextlib.suppress(OSError):
            os.unlink(partial)  # noqa: PTH108
        raise error(f"{path} cannot be written: {problem.strerror}; nothing was changed.") from None
