"""Archives of one file are read through; bombs stop at a limit, several files are a choice to make."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from psychoseg.errors import Fault, ResponsesError, shorten, visible
from psychoseg.responses.readers.limits import MOST_BYTES, MOST_MEMBERS, MOST_RATIO

_STEP = 1 << 20
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_BESIDE = (".sss", ".lss", ".sps", ".do", ".r", ".xsd", ".dtd", ".txt", ".md", ".pdf", ".sas7bcat")


def unpack(content: bytes, container: str, name: str) -> tuple[bytes, str, dict[str, bytes]]:
    """The one file inside an archive, what to call it, and the files that describe it.

    Raises
    ------
    ResponsesError
        Where the archive is damaged or locked, holds several tables, or would become too large.
    """
    if container == "zip":
        return _from_zip(content, name)
    streams: dict[str, Callable[[], Any]] = {
        "gz": lambda: zlib.decompressobj(wbits=31),
        "bz2": bz2.BZ2Decompressor,
        "xz": lambda: lzma.LZMADecompressor(memlimit=200_000_000),
    }
    return _streamed(content, streams[container](), name), name, {}


def _streamed(content: bytes, stream: Any, name: str) -> bytes:
    limit = min(MOST_BYTES, max(MOST_RATIO * len(content), 10 * _STEP))
    parts, size, rest = [], 0, content
    try:
        while not stream.eof:
            part = stream.decompress(rest, _STEP * 8)
            rest = getattr(stream, "unconsumed_tail", b"")
            parts.append(part)
            size += len(part)
            if size > limit:
                raise _too_large(name, len(content), limit)
            if not part and (getattr(stream, "needs_input", True) and not rest):
                raise _cut_off(name)
    except ResponsesError:
        raise
    except (zlib.error, OSError, lzma.LZMAError, ValueError, EOFError) as problem:
        raise ResponsesError(
            f"{name} is an archive that is damaged ({visible(problem)}); fetch it again."
        ) from None
    return b"".join(parts)


def _cut_off(name: str) -> ResponsesError:
    return ResponsesError(f"{name} ends before its archive does; it was cut off. Fetch it again.")


def _too_large(name: str, packed: int, limit: int) -> ResponsesError:
    return ResponsesError(
        f"{name} has {packed:,} bytes and unpacks to more than {limit:,}, {MOST_RATIO} times as many; "
        "no response file does. If it is honest, unpack it first."
    )


def _from_zip(content: bytes, name: str) -> tuple[bytes, str, dict[str, bytes]]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    entries = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not any(noise in entry.filename for noise in _NOISE)
    ]
    if len(entries) > MOST_MEMBERS:
        raise ResponsesError(f"{name} holds {len(entries):,} files; give the one with the answers.")
    tables = [entry for entry in entries if not entry.filename.lower().endswith(_BESIDE)]
    if not tables:
        tables = [entry for entry in entries if not entry.filename.lower().endswith((".pdf", ".md"))]
    if len(tables) != 1:
        raise ResponsesError(
            f"{name} holds {len(tables) or 'no'} files that may be the answers; unpack it and give one of them.",
            [Fault(visible(entry.filename), f"{entry.file_size:,} bytes") for entry in tables],
        )
    beside = {
        entry.filename.rsplit("/", 1)[-1]: _member(archive, entry, name)
        for entry in entries
        if entry is not tables[0] and entry.file_size <= 20 * _STEP
    }
    inner = tables[0].filename.rsplit("/", 1)[-1]
    return _member(archive, tables[0], name), f"{name} › {visible(inner)}", beside


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    if entry.flag_bits & 1:
        raise ResponsesError(f"{name} is locked with a password; unpack it first.")
    limit = min(MOST_BYTES, max(MOST_RATIO * max(entry.compress_size, 1), 10 * _STEP))
    if entry.file_size > limit:
        raise _too_large(name, entry.compress_size, limit)
    try:
        with archive.open(entry) as member:
            content = member.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as problem:
        raise ResponsesError(
            f"{shorten(entry.filename)} inside {name} is damaged ({visible(problem)}); fetch it again."
        ) from None
    if len(content) > limit:
        raise _too_large(name, entry.compress_size, limit)
    return content
