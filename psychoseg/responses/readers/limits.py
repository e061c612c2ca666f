"""How much of a file is ever read: every limit is checked before the parser that it protects."""

from __future__ import annotations

MOST_BYTES = 1_000_000_000
"""A file as it lies on the disk, and a packed one unpacked."""

MOST_RATIO = 200
"""How many times larger than itself a packed file may become."""

MOST_MEMBERS = 2_000
"""Files inside one archive or workbook."""

MOST_SHEET_BYTES = 300_000_000
"""A workbook's parts, unpacked."""

MOST_SHEET_CELLS = 20_000_000
"""Cells of one sheet, blank ones among them."""

MOST_COLUMNS = 20_000
MOST_HEADER_BYTES = 1_000_000
"""The first line of a text table."""

MOST_FIELD = 16_000_000
"""Characters of one cell."""

MOST_DOCUMENT_BYTES = 200_000_000
"""JSON and XML, which are held in memory whole."""

CHILD_MEMORY = 2_000_000_000
CHILD_SECONDS = 60
"""Address space and time of the process that reads binary files."""
