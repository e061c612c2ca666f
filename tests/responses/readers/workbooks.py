"""Small workbooks written part by part, sound and otherwise."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "{sheets}</Types>"
)


def letters(column):
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell(row, column, value):
    place = f'r="{letters(column)}{row}"'
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):  # a formula with or without its stored value
        formula, stored = value
        return f"<c {place}><f>{formula}</f>{'' if stored is None else f'<v>{stored}</v>'}</c>"
    if isinstance(value, (int, float)):
        return f"<c {place}><v>{value}</v></c>"
    if value.startswith("#"):
        return f'<c {place} t="e"><v>{value}</v></c>'
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet(rows, hidden=(), merged=(), prolog="", extra=""):
    body = "".join(
        f'<row r="{at}"{" hidden=" + quoteattr("1") if at in hidden else ""}>'
        + "".join(cell(at, column, value) for column, value in enumerate(row, 1))
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    spans = "".join(f'<mergeCell ref="{place}"/>' for place in merged)
    merges = f"<mergeCells>{spans}</mergeCells>" if merged else ""
    return f'<?xml version="1.0"?>{prolog}<worksheet {MAIN}><sheetData>{body}{extra}</sheetData>{merges}</worksheet>'


def workbook(sheets, hidden=(), parts=None):
    """Bytes of a workbook; ``sheets`` maps names to the XML of a sheet or to rows."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        names = list(sheets)
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{at}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for at in range(1, len(names) + 1)
        )
        archive.writestr("[Content_Types].xml", TYPES.format(sheets=overrides))
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"{" state=" + quoteattr("hidden") if name in hidden else ""}/>'
            for at, name in enumerate(names, 1)
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="rId{at}" Type="{LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
            for at in range(1, len(names) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{links}</Relationships>'
        )
        for at, content in enumerate(sheets.values(), 1):
            archive.writestr(
                f"xl/worksheets/sheet{at}.xml", content if isinstance(content, str) else sheet(content)
            )
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return found.getvalue()
