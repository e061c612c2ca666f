"""A run's answers for other programs; one file a format, each gives its files by suffix."""

from collections.abc import Callable

from psychoseg.responses.exports import parquet, sav, spreadsheet, triple_s
from psychoseg.responses.exports.dataset import Dataset, Field, dataset_of

EXPORTS: dict[str, Callable[[Dataset], dict[str, bytes]]] = {
    "parquet": parquet.write,
    "sav": sav.write,
    "triples": triple_s.write,
    "csv": spreadsheet.write,
}
"""Every format by the name people choose it by."""

__all__ = ["EXPORTS", "Dataset", "Field", "dataset_of"]
