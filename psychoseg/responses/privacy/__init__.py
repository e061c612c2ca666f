"""Personal data found by name and content, taken out of texts, and ids turned into pseudonyms."""

from psychoseg.responses.privacy.kinds import kind_by_content, kind_by_name
from psychoseg.responses.privacy.pseudonyms import Pseudonyms
from psychoseg.responses.privacy.scrubbing import Scrubbed, masked, scrub

__all__ = ["Pseudonyms", "Scrubbed", "kind_by_content", "kind_by_name", "masked", "scrub"]
