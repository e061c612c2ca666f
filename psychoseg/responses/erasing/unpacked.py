"""What a file holds, unpacked as far as a search in its bytes needs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from psychoseg.errors import ResponsesError
from psychoseg.responses.erasing import spss
from psychoseg.responses.opening.containers import container_of
from psychoseg.responses.opening.limits import MOST_BYTES, MOST_MEMBERS
from psychoseg.responses.opening.unpacking import unpack

DEEPEST = 3


def unpacked(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes themselves, and those of everything packed inside; what cannot be unpacked is left out.

    Examples
    --------
    >>> import gzip
    >>> [len(part) for part in unpacked(gzip.compress(b"id,a", mtime=0))]
    [24, 4]
    """
    yield content
    if depth == DEEPEST:
        return
    if content.startswith(b"PK"):
        yield from _members(content, depth)
        return
    container, _ = container_of(content)
    try:
        if container in {"gz", "bz2", "xz"}:
            yield from unpacked(unpack(content, container, "")[0], depth + 1)
        elif container in {"sav", "zsav"}:
            yield spss.plain(content)
    except (ResponsesError, struct.error, zlib.error, ValueError, IndexError):
        return


def _members(content: bytes, depth: int) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()[:MOST_MEMBERS]
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                return
            for entry in entries:
                yield from unpacked(archive.read(entry), depth + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError):
        return
