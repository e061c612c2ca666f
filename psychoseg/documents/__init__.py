"""Files people write: YAML read with every place kept and every fault reported at once."""

from psychoseg.documents.composing import MOST_BYTES, compose, decode, read_document, read_text
from psychoseg.documents.nodes import Mapping, Node, Scalar, Sequence
from psychoseg.documents.reader import ID_RULE, Faults, Reader, as_number, fold, is_identifier

__all__ = [
    "ID_RULE",
    "MOST_BYTES",
    "Faults",
    "Mapping",
    "Node",
    "Reader",
    "Scalar",
    "Sequence",
    "as_number",
    "compose",
    "decode",
    "fold",
    "is_identifier",
    "read_document",
    "read_text",
]
