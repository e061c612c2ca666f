"""Rows taken out of a response file: everything else stays as it was, or nothing is written."""

from psychoseg.responses.erasing.erase import without_rows
from psychoseg.responses.erasing.unpacked import unpacked

__all__ = ["unpacked", "without_rows"]
