"""The account of an ingest, for people: lines for a terminal, one page for a browser."""

from psychoseg.report.ingest.page import account_page
from psychoseg.report.ingest.text import account_lines

__all__ = ["account_lines", "account_page"]
