"""What we say: one data object in, an HTML page out, and from that page a PDF."""

from psychoseg.report.data import ReportData
from psychoseg.report.document import html
from psychoseg.report.pdf import pdf

__all__ = ["ReportData", "html", "pdf"]
