"""What was answered: any export in, honest answers out."""

from psychoseg.responses.ingest import ingest
from psychoseg.responses.matching import Mapping
from psychoseg.responses.model import Responses, Wave
from psychoseg.responses.readers import RawTable, read_table

__all__ = ["Mapping", "RawTable", "Responses", "Wave", "ingest", "read_table"]
