"""A deck being made: slides with titles, words, tables and notes, on our own plain master or on a client's."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.exc import PackageNotFoundError
from pptx.util import Emu, Mm, Pt

from psychoseg.errors import ReportError
from psychoseg.report.text import clean
from psychoseg.report.theme import look

WIDTH, HEIGHT, MARGIN = 338.7, 190.5, 16.0
"""Of our own slides, in millimetres: 16 to 9."""
TITLE_TOP, TITLE_HEIGHT, BODY_TOP = 10.0, 22.0, 36.0
MOST_MASTER_BYTES = 50_000_000
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


class Deck:
    """Slides of one report.

    Parameters
    ----------
    made : datetime
        When the run was made.
    master : bytes, optional
        A client's presentation or template; its slides are left out, its layouts, fonts and colours used.

    Raises
    ------
    ReportError
        Where the master is no presentation.
    """

    def __init__(self, made: datetime, master: bytes | None = None) -> None:
        self._made = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        self._show = _opened(master)
        if master is None:
            self._show.slide_width, self._show.slide_height = Mm(WIDTH), Mm(HEIGHT)
        self.width = Emu(self._show.slide_width).mm
        self.height = Emu(self._show.slide_height).mm

    def slide(self, title: str, notes: str = "") -> Slide:
        """A new slide with its title; ``notes`` are what stands below it for the speaker."""
        layout = next(
            (one for one in self._show.slide_layouts if _only_titled(one)), self._show.slide_layouts[0]
        )
        raw = self._show.slides.add_slide(layout)
        for shape in list(raw.placeholders):
            if shape.placeholder_format.type not in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 (python-pptx has no call for it)
        made = Slide(self, raw)
        made.head(title)
        if notes:
            raw.notes_slide.notes_text_frame.text = clean(notes)
        return made

    def done(self, title: str, author: str, language: str) -> bytes:
        """The presentation's bytes, the same for the same slides and moment."""
        own = self._show.core_properties
        own.title, own.author, own.language, own.last_modified_by = clean(title), clean(author), language, ""
        own.created = own.modified = self._made
        out = io.BytesIO()
        self._show.save(out)
        return timeless(out.getvalue(), self._made)


class Slide:
    """One slide; places and sizes are in millimetres from the upper left."""

    def __init__(self, deck: Deck, raw: object) -> None:
        self.deck, self.raw = deck, raw

    @property
    def shapes(self):  # type: ignore[no-untyped-def]
        """What stands on it."""
        return self.raw.shapes  # type: ignore[attr-defined]

    def head(self, title: str) -> None:
        """Set the title, in the master's place for it or at the top."""
        holder = self.shapes.title
        if holder is None:
            self.words(
                [title], MARGIN, TITLE_TOP, self.deck.width - 2 * MARGIN, TITLE_HEIGHT, size=26, bold=True
            )
            return
        holder.text_frame.text = clean(title)
        holder.left, holder.top = Mm(MARGIN), Mm(TITLE_TOP)
        holder.width, holder.height = Mm(self.deck.width - 2 * MARGIN), Mm(TITLE_HEIGHT)
        holder.text_frame.word_wrap = True
        holder.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for paragraph in holder.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = Pt(28), colour(look().ink)

    def words(
        self, lines: Sequence[str], left: float, top: float, width: float, height: float, *,
        size: float = 14, bold: bool = False, ink: str = "", italic: bool = False, gap: float = 4,
    ) -> None:  # fmt: skip
        """A box of paragraphs."""
        box = self.shapes.add_textbox(Mm(left), Mm(top), Mm(width), Mm(height))
        frame = box.text_frame
        frame.word_wrap = True
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = clean(line)
            run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
            run.font.color.rgb = colour(ink or look().ink)
            paragraph.space_after = Pt(gap)

    def band(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        """A plain coloured area, for decoration only."""
        shape = self.shapes.add_shape(1, Mm(left), Mm(top), Mm(width), Mm(height))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
        shape.line.fill.background()
        shape.shadow.inherit = False
        describe(shape, "")

    def table(
        self, rows: Sequence[Sequence[str]], left: float, top: float, widths: Sequence[float], *,
        size: float = 10, row: float = 7.0, head: float = 0.0, filled: bool = True, alt: str = "",
    ) -> None:  # fmt: skip
        """A native table; the first row is its head (of height ``head`` where given), the first column its row heads."""
        frame = self.shapes.add_table(
            len(rows), len(widths), Mm(left), Mm(top), Mm(sum(widths)), Mm(row * len(rows))
        )
        describe(frame, alt)
        table = frame.table
        table.horz_banding = False
        for at, width in enumerate(widths):
            table.columns[at].width = Mm(width)
        for down, line in enumerate(rows):
            table.rows[down].height = Mm(head if head and down == 0 else row)
            for across, text in enumerate(line):
                cell = table.cell(down, across)
                cell.margin_top = cell.margin_bottom = Mm(0.6)
                cell.margin_left = cell.margin_right = Mm(1.6)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                if filled:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = colour(look().wash if down == 0 else "#ffffff")
                else:
                    cell.fill.background()
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.LEFT if across == 0 else PP_ALIGN.RIGHT
                run = paragraph.add_run()
                run.text = clean(text)
                run.font.size, run.font.bold = Pt(size), down == 0
                run.font.color.rgb = colour(look().ink)

    def foot(self, text: str) -> None:
        """A small line at the bottom: bases and how to read."""
        self.words(
            [text], MARGIN, self.deck.height - 14, self.deck.width - 2 * MARGIN, 10, size=9, ink=look().mute
        )

    def rule(self, top: float) -> None:
        """A thin line across."""
        self.band(MARGIN, top, self.deck.width - 2 * MARGIN, 0.3, look().rule)


def colour(code: str) -> RGBColor:
    """A colour from ``#rrggbb``."""
    return RGBColor(*bytes.fromhex(code.lstrip("#")))


def describe(shape: object, alt: str) -> None:
    """The text that stands for a picture where it cannot be seen."""
    shape._element._nvXxPr.cNvPr.set("descr", clean(alt))  # type: ignore[attr-defined]  # noqa: SLF001


def _only_titled(layout: object) -> bool:
    kinds = [shape.placeholder_format.type for shape in layout.placeholders]  # type: ignore[attr-defined]
    beside = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
    return PP_PLACEHOLDER.TITLE in kinds and set(kinds) <= {PP_PLACEHOLDER.TITLE, *beside}


def _opened(master: bytes | None):  # type: ignore[no-untyped-def]
    if master is None:
        return Presentation()
    if len(master) > MOST_MASTER_BYTES:
        raise ReportError(
            f"The master has {len(master):,} bytes; the most that is read is {MOST_MASTER_BYTES:,}."
        )
    try:
        show = Presentation(io.BytesIO(master))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError):
        raise ReportError(
            "The master is no PowerPoint presentation (.pptx); save it as one and try again."
        ) from None
    listed = show.slides._sldIdLst  # noqa: SLF001 (python-pptx cannot leave slides out otherwise)
    for entry in list(listed):
        show.part.drop_rel(entry.rId)
        listed.remove(entry)
    return show


def timeless(content: bytes, moment: datetime) -> bytes:
    """A package whose parts, workbooks inside it among them, all carry one moment instead of the present one.

    Parameters
    ----------
    content : bytes
        A zip archive of an Office document.
    moment : datetime
    """
    out = io.BytesIO()
    stamp = moment.isoformat(timespec="seconds").encode() + b"Z"
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for entry in given.infolist():
            part = given.read(entry)
            if entry.filename.endswith(".xlsx"):
                part = timeless(part, moment)
            elif entry.filename == "docProps/core.xml":
                part = _CREATED.sub(rb"\g<1>" + stamp + rb"\g<3>", part)
            made = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            made.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(made, part)
    return out.getvalue()
