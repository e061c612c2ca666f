"""Personal data found by content, taken out of texts, and ids turned into pseudonyms."""

from psychoseg.responses.privacy.kinds import kind_by_content
from psychoseg.responses.privacy.pseudonyms import Pseudonyms
from psychoseg.responses.privacy.scrubbing import Scrubbed, masked, scrub

__all__ = ["Pseudonyms", "Scrubbed", "kind_by_content", "masked", "scrub"]
