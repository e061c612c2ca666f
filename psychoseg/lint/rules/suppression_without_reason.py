"""QY905: an exception nobody can check."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.lint.allowance import Allowance
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule


@rule(
    "QY905", severity=Severity.INFO, source="psychoseg's own: a reader has to be able to judge an exception"
)
def suppression_without_reason(allowance: Allowance) -> Iterator[Notice]:
    """An `allow` without a reason.

    Why it matters
        Whoever reads the study later cannot tell a considered exception from one made in haste.

    Instead of
        text: You drink tea, don't you?
        type: open
        allow: {tag-question: }

    Write
        text: You drink tea, don't you?
        type: open
        allow: {tag-question: the earlier waves asked it so}
    """
    if not allowance.reason.strip():
        yield Notice(
            f"{shorten(allowance.key)} is allowed without a reason",
            suggestion="write the reason after the colon",
        )
