"""QY906: an exception to a rule that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import did_you_mean, shorten
from psychoseg.lint.allowance import Allowance
from psychoseg.lint.rules._rule import Notice, rule


@rule("QY906", source="psychoseg's own: a misspelt exception excepts nothing")
def unknown_code(allowance: Allowance) -> Iterator[Notice]:
    """An `allow` that names no rule.

    Why it matters
        The author believes that something is settled which is not.

    Instead of
        text: You drink tea, don't you?
        type: open
        allow: {tag-qestion: the earlier waves asked it so}

    Write
        text: You drink tea, don't you?
        type: open
        allow: {tag-question: the earlier waves asked it so}
    """
    if allowance.key not in allowance.known:
        yield Notice(
            f"there is no rule {shorten(allowance.key)}",
            suggestion=did_you_mean(allowance.key, allowance.known) or "psychoseg explain lists the rules",
        )
