"""QY904: an exception that no longer excepts anything."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.lint.allowance import Allowance
from psychoseg.lint.rules._rule import Notice, rule


@rule("QY904", source="psychoseg's own: an exception is part of the record, so it has to stay true")
def unused_suppression(allowance: Allowance) -> Iterator[Notice]:
    """An `allow` that holds no finding back.

    Why it matters
        The text has changed or the rule has; left in place it would hide the next real finding.

    Instead of
        text: How often do you cook?
        type: open
        allow: {tag-question: kept as it was in the earlier wave}

    Write
        text: How often do you cook?
        type: open
    """
    if allowance.ran and not allowance.silenced:
        yield Notice(
            f"{shorten(allowance.key)} is allowed and finds nothing here", suggestion="remove it from allow"
        )
