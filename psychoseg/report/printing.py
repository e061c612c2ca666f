"""From one HTML page to a PDF, in a child process that can be stopped: the only module that imports WeasyPrint.

The child gets the page through its standard input and answers through its standard output. It
reads no file but the bundled fonts, opens no connection, and has limits on time and memory, because
a style sheet of one kilobyte can ask for minutes and gigabytes. Whatever it was refused, and whatever
WeasyPrint only grumbles about in its log, ends in an error: a page without its figure looks fine.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import logging
import os
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

from psychoseg.errors import Fault, ReportError, shorten
from psychoseg.report.assets import MOST_PICTURE, PICTURES, SCHEME, address, font_faces, fonts
from psychoseg.report.glyphs import MissingGlyphError
from psychoseg.report.theme import Face

GIGABYTE = 1_000_000_000
_CHILD = "from psychoseg.report.printing import typeset; typeset()"
_REFUSED = 3
_NO_GLYPH, _POINT = ".notdef glyph rendered", re.compile(r"U\+([0-9A-F]{4,6})")
_SCREEN = re.compile(r'<style media="screen">.*?</style>|<script>.*?</script>', re.DOTALL)
"""What only browsers read; it holds the fonts again, two thirds of the page."""
_VOID = re.compile(r"<(br|col|hr|img|input|link|meta|wbr)\b([^>]*?)/?>")
_ANCHOR = re.compile(r'<a [^>]*href="#([^"]{1,200})"[^>]*>(.*?)</a>', re.DOTALL)
_INSTALL = (
    "WeasyPrint's text libraries (Pango, HarfBuzz) are missing: install them with `apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0` on Debian and Ubuntu, or with `brew install pango` on macOS."
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF; ``relationship`` is ``Data`` for numbers behind it, ``Source`` for what it was made from."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


def pdf(
    html: str, *, made: datetime, title: str, attached: Sequence[Attached] = (), faces: Sequence[Face] = (),
    zoom: float = 1.0, limit_seconds: int = 120, memory_bytes: int = 3 * GIGABYTE,
) -> bytes:  # fmt: skip
    """The page as a tagged PDF for archives and for readers of all abilities (PDF/A-3A and PDF/UA-1).

    The same page, files and moment give the same bytes, on any day.

    Parameters
    ----------
    html : str
        What :func:`psychoseg.report.html` gave.
    made : datetime
        The moment written into the document; take the run's, not the clock's.
    title : str
        The document's title.
    attached : sequence of Attached
        Files to carry along.
    faces : sequence of Face
        Fonts of a theme, beside those that ship.
    zoom : float
        How large the layout is printed.
    limit_seconds, memory_bytes : int
        What the child may use before it is stopped.

    Raises
    ------
    MissingGlyphError
        Where no font has some of the page's characters, and nothing else is wrong.
    ReportError
        Where something was refused, missing or ignored, or the limits were reached.
    """
    moment = made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)
    order = {
        "made": moment.isoformat(),
        "title": title,
        "zoom": zoom,
        "seconds": limit_seconds,
        "memory": memory_bytes,
        "attached": [{**asdict(one), "content": b64encode(one.content).decode()} for one in attached],
        "faces": [{**asdict(one), "content": b64encode(one.content).decode()} for one in faces],
    }
    environment = {
        **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        child = subprocess.run(  # noqa: S603 (our own interpreter and code; -P keeps the working folder out)
            [sys.executable, "-P", "-W", "ignore", "-c", _CHILD],
            input=json.dumps(order).encode() + b"\n" + _SCREEN.sub("", html).encode("utf-8", "replace"),
            capture_output=True, timeout=limit_seconds, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ReportError(
            f"The report was not laid out within {limit_seconds} seconds and was stopped."
        ) from None
    if child.returncode == _REFUSED:
        answer = json.loads(child.stdout)
        if answer["missing"]:
            raise MissingGlyphError(frozenset(answer["missing"]))
        raise ReportError(answer["summary"], [Fault(where, what) for where, what in answer["faults"]])
    if child.returncode != 0 or not child.stdout.startswith(b"%PDF"):
        raise ReportError(_died(child.returncode, child.stderr.decode("utf-8", "replace"), order))
    return child.stdout


def _died(code: int, words: str, order: dict[str, Any]) -> str:
    if "MemoryError" in words or "Cannot allocate memory" in words or "bad_alloc" in words:
        return f"The report needed more than {order['memory'] / GIGABYTE:g} GB of memory and was stopped."
    if code in (-24, -9):
        return f"The report used more than {order['seconds']} seconds of computing time and was stopped."
    if code < 0:
        return f"The layout engine died of signal {-code}; the report was not written."
    lines = words.strip().splitlines() or ["no reason given"]
    return f"The layout engine failed: {shorten(lines[-1], 200)}"


def typeset() -> None:
    """Be the child: read an order and a page from standard input, write a PDF or a refusal."""
    order = json.loads(sys.stdin.buffer.readline())
    gc.disable()  # it would look at millions of boxes again and again, all of which are gone with this process
    _limit(order["seconds"], order["memory"])
    page = sys.stdin.buffer.read().decode()
    try:
        answer, code = _render(page, order), 0
    except ReportError as problem:
        faults = [(fault.where, fault.what) for fault in problem.faults]
        missing = sorted(problem.characters) if isinstance(problem, MissingGlyphError) else []
        answer = json.dumps({"summary": problem.summary, "faults": faults, "missing": missing}).encode()
        code = _REFUSED
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(code)  # nothing is left to save, and freeing a large layout takes a second


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has the wall limit only
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _render(page: str, order: dict[str, Any]) -> bytes:
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError
    except OSError as problem:
        if "allocate memory" in str(problem) or "map segment" in str(problem):
            raise MemoryError from None
        raise ReportError(_INSTALL) from None
    faces = [Face(**{**one, "content": b64decode(one["content"])}) for one in order["faces"]]
    configuration, fetcher = FontConfiguration(), _fetcher(faces)
    with _grumbles() as heard:
        try:
            sheet = weasyprint.CSS(string=font_faces(faces), url_fetcher=fetcher, font_config=configuration)
            document = _read(page, fetcher).render(stylesheets=[sheet], font_config=configuration)
            document.metadata.title = order["title"]
            document.metadata.created = document.metadata.modified = order["made"]
            document.metadata.generator = "psychoseg"
            document.metadata.attachments = [
                _attachment(one, order["made"])
                for one in sorted(order["attached"], key=lambda one: one["name"])  # as name trees must be
            ]
            content = document.write_pdf(
                zoom=order["zoom"],
                pdf_variant="pdf/a-3a",
                pdf_identifier=False,  # `archival` gives it one, and compresses: here both would be done twice
                uncompressed_pdf=True,
            )
        except FatalURLFetchingError as problem:
            raise ReportError(f"The report asks for something that may not be loaded: {problem}") from None
        except RecursionError:
            raise ReportError("The report's elements are nested too deeply to be laid out.") from None
        except (
            ValueError,
            ArithmeticError,
            AssertionError,
            LookupError,
            TypeError,
            AttributeError,
        ) as problem:
            raise ReportError(f"The report cannot be laid out: {type(problem).__name__}: {problem}") from None
    if fetcher.refused:
        raise ReportError(
            "The report asks for things that may not be loaded; only bundled fonts and embedded pictures are.",
            [Fault(shorten(address, 120), "refused") for address in dict.fromkeys(fetcher.refused)],
        )
    if heard and all(_NO_GLYPH in line for line in heard):
        raise MissingGlyphError(
            frozenset(chr(int(code, 16)) for line in heard for code in _POINT.findall(line))
        )
    if heard:
        raise ReportError(
            "The report would not print as it was written.",
            [Fault("report", line) for line in dict.fromkeys(heard)],
        )
    from psychoseg.report.archival import archival  # after the layout, which needs the room

    return archival(bytes(content), _said(page))


def _read(page: str, fetcher: Any) -> Any:
    """The page for WeasyPrint, whose own parser takes a tenth of all time: ours is XML once its void elements are closed.

    A page that is not, as a template of somebody's own may make it, is read by WeasyPrint.
    """
    import weasyprint
    from cssselect2 import ElementWrapper

    try:
        tree = ET.fromstring(_VOID.sub(r"<\1\2/>", page))  # noqa: S314 (in a child with limits, and expat bounds entities)
    except ET.ParseError:
        return weasyprint.HTML(string=page, base_url=None, url_fetcher=fetcher)
    read = weasyprint.HTML(string="<html></html>", base_url=None, url_fetcher=fetcher)
    read.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
    read.etree_element = read.wrapper_element.etree_element
    return read


def _attachment(one: dict[str, str], made: str) -> Any:
    import weasyprint

    moment = datetime.fromisoformat(made)
    return weasyprint.Attachment(
        file_obj=io.BytesIO(b64decode(one["content"])), name=one["name"], description=one["description"],
        relationship=one["relationship"], created=moment, modified=moment,
    )  # fmt: skip


def _said(page: str) -> dict[str, str]:
    """By anchor, the words of the first link to it."""
    found: dict[str, str] = {}
    for anchor, words in _ANCHOR.findall(page):
        said = " ".join(unescape(re.sub(r"<[^>]*>", " ", words)).split())
        if said:
            found.setdefault(anchor, said)
    return found


def _fetcher(faces: Sequence[Face] = ()) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    known = {**fonts(), **{address(at): face.content for at, face in enumerate(faces)}}

    class Closed(URLFetcher):  # type: ignore[misc]
        """Serves the bundled fonts and pictures written into the page; notes and refuses the rest."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=False)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in known:
                return URLFetcherResponse(url, known[url], {"Content-Type": "font/ttf"})
            if re.split("[;,]", url, maxsplit=1)[0] in PICTURES and len(url) <= MOST_PICTURE:
                return super().fetch(url, headers)
            self.refused.append(url)
            raise ValueError(f"only {SCHEME}: names and embedded pictures may be loaded")

    return Closed()


@contextlib.contextmanager
def _grumbles() -> Iterator[list[str]]:
    """Collect what WeasyPrint would only log: rules it ignored, glyphs no font has, pictures it skipped."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            words = record.getMessage()
            if "Failed to load" not in words and "instead of HarfBuzz-Subset" not in words:
                heard.append(words.strip())

    ear = Ear(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)
