"""What is left to do for a PDF that is archived and read aloud: PDF/A-3A and PDF/UA-1 in one document.

WeasyPrint writes one of both and leaves running heads, attachments, table heads and figures as no checker takes
them; each function mends one such thing and says which.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

_MARKED = re.compile(rb"/([A-Za-z0-9#:]+)\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
_PIXEL = 0.75
"""Points in a CSS pixel."""
UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = f"""<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" xmlns:pdfuaid="{UA}">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def archival(content: bytes, links: Mapping[str, str]) -> bytes:
    """A tagged PDF/A-3 made fit for PDF/UA as well.

    Parameters
    ----------
    content : bytes
        What WeasyPrint wrote as ``pdf/a-3a``.
    links : mapping of str to str
        By anchor, what a link to it says.

    Returns
    -------
    bytes
        The same for the same content.

    Notes
    -----
    ISO 19005-3:2012 (PDF/A-3), ISO 14289-1:2014 (PDF/UA-1).
    """
    with Pdf.open(io.BytesIO(content)) as document:
        reached = _reached(document)
        for number, page in enumerate(document.pages):
            _artifacts(document, page, number, reached)
        _heads(reached.values())
        _figures(reached.values(), document)
        _attachments(document)
        _links(document, links)
        _declared(document)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _reached(document: Pdf) -> dict[tuple[int, int], Object]:
    """Every structure element that the tree leads to, in reading order."""
    found: dict[tuple[int, int], Object] = {}
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K")
        inside = list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]
        children = [kid for kid in inside if isinstance(kid, Dictionary) and "/S" in kid]
        for child in children:
            found[child.objgen] = child
        waiting += reversed(children)
    return found


def _artifacts(document: Pdf, page: Page, number: int, reached: Mapping[tuple[int, int], Object]) -> None:
    """Running heads and page numbers become artifacts: they are marked, but the tree does not lead to them."""
    nums = document.Root.StructTreeRoot.ParentTree.Nums
    parents = next(
        (nums[at + 1] for at in range(0, len(nums), 2) if int(nums[at]) == page.obj.get("/StructParents", number)), None
    )  # fmt: skip
    if not isinstance(parents, Array):
        return
    lost = {at for at, parent in enumerate(parents) if parent.objgen not in reached}
    if not lost:
        return

    def instead(match: re.Match[bytes]) -> bytes:
        return b"/Artifact <</Type /Pagination>> BDC" if int(match[2]) in lost else match[0]

    page.contents_coalesce()
    page.Contents = document.make_stream(_MARKED.sub(instead, page.Contents.read_bytes()))


def _heads(elements: object) -> None:
    """Each head of a table says whether it heads a column or a row."""
    for element in elements:  # type: ignore[attr-defined]
        if element.S != Name.TH:
            continue
        row = element.P
        group = row.get("/P")
        across = group is not None and group.get("/S") == Name.THead
        scope = Dictionary(O=Name.Table, Scope=Name.Column if across else Name.Row)
        known = element.get("/A")
        if known is None:
            element.A = scope
        elif isinstance(known, Array):
            element.A = Array([*known, scope])
        else:
            element.A = Array([known, scope])


def _figures(elements: object, document: Pdf) -> None:
    """The place of each figure in points from the lower left, as the standard has it."""
    heights = {page.obj.objgen: float(page.mediabox[3]) for page in document.pages}
    for element in elements:  # type: ignore[attr-defined]
        if Name.Figure != element.S or "/A" not in element or "/Pg" not in element:
            continue
        height = heights.get(element.Pg.objgen)
        box = element.A.get("/BBox") if isinstance(element.A, Dictionary) else None
        if box is None or height is None:
            continue
        left, top, right, bottom = (float(value) * _PIXEL for value in box)
        element.A.BBox = Array([round(value, 2) for value in (left, height - bottom, right, height - top)])


def _attachments(document: Pdf) -> None:
    """Each attachment is listed once."""
    listed = document.Root.get("/AF")
    if not isinstance(listed, Array):
        return
    once: dict[tuple[int, int], Object] = {}
    for entry in listed:
        once.setdefault(entry.objgen, entry)
    document.Root.AF = Array(list(once.values()))


def _links(document: Pdf, links: Mapping[str, str]) -> None:
    """What a link says when read aloud: the words it stands on instead of the name of its anchor."""
    for page in document.pages:
        for note in page.obj.get("/Annots", Array()):
            if note.get("/Subtype") != Name.Link:
                continue
            target = str(note.get("/Dest", "")) or str(note.get("/Contents", ""))
            words = links.get(target)
            if words:
                note.Contents = String(words)


def _declared(document: Pdf) -> None:
    """The metadata say that the document follows PDF/UA, with the schema PDF/A asks for."""
    raw = document.Root.Metadata.read_bytes()
    at = raw.rindex(b"</rdf:RDF>")
    stream = document.make_stream(raw[:at] + _EXTENSION.encode() + raw[at:])
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    document.Root.Metadata = stream
