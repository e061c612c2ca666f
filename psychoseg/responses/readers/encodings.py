"""From bytes to UTF-8: the encoding is found and said, or asked for with the candidates shown."""

from __future__ import annotations

import codecs
import re

from psychoseg.errors import Fault, ResponsesError, shorten
from psychoseg.responses.readers.scripts import WESTERN, plausible, reads_western

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORDS = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32"}
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_SURE, _AHEAD, _FEW = 0.7, 0.12, 4
_SAMPLE = 100_000


def to_utf8(content: bytes, name: str, asked: str = "") -> tuple[bytes, str, tuple[str, ...]]:
    """The same text in UTF-8.

    Parameters
    ----------
    content : bytes
    name : str
        The file, for messages.
    asked : str
        The encoding a person named; nothing is guessed then.

    Returns
    -------
    content : bytes
        UTF-8 without a byte order mark.
    encoding : str
        Python's name of what it was.
    notes : tuple of str
        What to tell: empty for UTF-8.

    Raises
    ------
    ResponsesError
        For zero bytes, lines in another encoding than the rest, and text that may be in any of several
        encodings; lines and candidates are shown.
    """
    if asked:
        return _as_asked(content, name, asked)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, name, encoding)
    silent = _wide_without_mark(content)
    if silent:
        return _decoded(content, name, silent)
    _refuse_zeros(content, name)
    if content.isascii():
        return content, "ascii", ()
    if _is_utf8(content):
        return content, "utf-8", ()
    return _legacy(content, name)


def _as_asked(content: bytes, name: str, asked: str) -> tuple[bytes, str, tuple[str, ...]]:
    try:
        encoding = codecs.lookup(asked).name
        "".encode(encoding)
    except (LookupError, ValueError):
        raise ResponsesError(
            f"There is no encoding {shorten(asked)}; write one such as utf-8, cp1252, mac_roman, cp1251, "
            "shift_jis, gb18030 or euc_kr."
        ) from None
    if encoding == "utf-8":
        encoding = "utf-8-sig"
    return _decoded(content, name, encoding, f"read as {encoding}, as asked")


def _decoded(content: bytes, name: str, encoding: str, note: str = "") -> tuple[bytes, str, tuple[str, ...]]:
    words = _WORDS.get(encoding, encoding)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        if encoding == "utf-8-sig" and not note:
            return _legacy(content, name)
        raise ResponsesError(
            f"{name}:{line}: begins as {words}, but byte {problem.start} is not; the file is damaged, or its "
            "encoding is another (--encoding)."
        ) from None
    found = text.encode("utf-8", "surrogatepass")
    if note.startswith("read") or encoding != "utf-8-sig":
        _refuse_zeros(found, name)
        return found, encoding, (note or f"read as {words}",)
    _refuse_zeros(found, name)
    return found, encoding, ()


def _wide_without_mark(content: bytes) -> str:
    """UTF-16 whose mark was cut off: every other byte of western text is zero."""
    sample = content[:4000]
    if len(sample) < 8 or b"\0" not in sample:
        return ""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[start::2]
        other = sample[1 - start :: 2]
        if half.count(0) > 0.7 * len(half) and other.count(0) == 0:
            return encoding
    return ""


def _refuse_zeros(content: bytes, name: str) -> None:
    if b"\0" not in content:
        return
    lines = [at for at, line in enumerate(content.split(b"\n"), 1) if b"\0" in line]
    shown = ", ".join(str(line) for line in lines[:20]) + (
        f" and {len(lines) - 20} more" if len(lines) > 20 else ""
    )
    where = f"{name}:{lines[0]}"
    raise ResponsesError(
        f"{where}: a zero byte; the file is damaged or not a text table "
        f"(line{'s' if len(lines) > 1 else ''} {shown})."
    )


def _is_utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    whole = memoryview(content)
    try:
        for start in range(0, len(content), 1 << 20):
            decoder.decode(whole[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(content: bytes, name: str) -> tuple[bytes, str, tuple[str, ...]]:
    odd: list[bytes] = []
    bad: list[int] = []
    good: list[int] = []
    for at, row in enumerate(content.split(b"\n"), 1):
        if row.isascii():
            continue
        odd.append(row)
        (good if _is_utf8(row) else bad).append(at)
    if not _no_surrogates(content, name, bad):
        return (
            content.decode("utf-8", "surrogatepass")
            .encode("utf-16", "surrogatepass")
            .decode("utf-16")
            .encode(),
            "cesu-8",
            ("pairs of surrogates (CESU-8) joined to the characters they stand for",),
        )
    _refuse_mixture(content, name, bad, good)
    sample = b"\n".join(odd)[:_SAMPLE]
    sample = sample[: sample.rfind(b"\n")] if len(sample) == _SAMPLE and b"\n" in sample else sample
    found = plausible(sample)
    few = sum(value > 127 for value in sample) <= _FEW
    best = _clear(found, sample)
    likely = not best and _decodes(content, "cp1252") and (few or reads_western(sample.decode("cp1252")))
    if likely:
        best = "cp1252"
    if not best:
        raise _unsure(name, odd, found)
    try:
        text = content.decode(best)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise ResponsesError(
            f"{name}:{line}: the file looks like {WESTERN[best][0]}, but byte {problem.start} is not; "
            "name the encoding with --encoding, or save the file as UTF-8."
        ) from None
    doubt = ", the likeliest for such letters; if they look wrong, give --encoding" if few or likely else ""
    return (
        text.encode(),
        best,
        (f"read as {WESTERN[best][0]}, because line {bad[0]} is not UTF-8{doubt}",),
    )


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _clear(found: list[tuple[float, str, str]], sample: bytes) -> str:
    """The best candidate, where it is a Latin one well ahead of every other that reads differently."""
    if not found or found[0][1] not in WESTERN or found[0][0] < _SURE:
        return ""
    score, best, _ = found[0]
    text = sample.decode(best)
    rivals = [other[0] for other in found[1:] if sample.decode(other[1]) != text]
    if rivals and max(rivals) > score - _AHEAD:
        return ""
    return best


def _no_surrogates(content: bytes, name: str, bad: list[int]) -> bool:
    """False where the only fault is pairs of surrogates; lone ones are refused."""
    if not _SURROGATE.search(content):
        return True
    try:
        text = content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return True
    try:
        text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise ResponsesError(
            f"{name} holds half of a surrogate pair, which no text may; the program that wrote it cut a "
            "character in two. Export it again.",
            [Fault(f"{name}:{line}", "half of a surrogate pair") for line in bad],
        ) from None
    return False


def _refuse_mixture(content: bytes, name: str, bad: list[int], good: list[int]) -> None:
    """Raise where most odd lines are honest UTF-8 and some are not."""
    if not good:
        return
    lines = content.split(b"\n")
    honest = [at for at in good if _reads_well(lines[at - 1])]
    if len(honest) < max(1, 0.1 * (len(good) + len(bad))):
        return
    few, words, rest = (
        (bad, "is not UTF-8", "the rest of the file is")
        if len(bad) <= len(honest)
        else (honest, "is UTF-8", "the rest of the file is not")
    )
    raise ResponsesError(
        f"{name} mixes two encodings; export it again in one, or say with --encoding which is to be used for all.",
        [Fault(f"{name}:{at}", words, f"{rest}: {_shown(lines[at - 1])}") for at in few],
    )


def _reads_well(line: bytes) -> bool:
    text = line.decode()
    odd = [char for char in text if char >= "\x80"]
    return sum(char.isalpha() or char in "“”‘’–—…€°«»¿¡ " for char in odd) > 0.8 * len(odd) and not any(
        mark in text for mark in ("Ã", "Â", "â€")
    )


def _shown(line: bytes) -> str:
    at = next((at for at, byte in enumerate(line) if byte > 127), 0)
    return shorten(line[max(0, at - 3) : at + 3].decode("ascii", "backslashreplace"), 60)


def _unsure(name: str, odd: list[bytes], found: list[tuple[float, str, str]]) -> ResponsesError:
    """What the first odd lines would be in each candidate."""
    candidates = [(encoding, words) for _, encoding, words in found[:4]] or _others(b"\n".join(odd))
    faults = []
    for encoding, words in candidates:
        shown = []
        for line in odd[:3]:
            text = line.decode(encoding, "replace").strip()
            at = next((at for at, char in enumerate(text) if char >= "\x80"), 0)
            shown.append(shorten(text[max(0, at - 10) : at + 30], 44))
        faults.append(Fault(f"--encoding {encoding}", words, "; ".join(shown)))
    return ResponsesError(
        f"{name} is not UTF-8, and its encoding cannot be told for certain. "
        + (
            "Choose the one that reads well, or save the file as UTF-8:"
            if faults
            else "Name it with --encoding, or save the file as UTF-8."
        ),
        faults,
    )


def _others(sample: bytes) -> list[tuple[str, str]]:
    """What a general detector makes of it."""
    from charset_normalizer import from_bytes

    return [(match.encoding, match.encoding) for match in from_bytes(sample[:_SAMPLE])][:4]
