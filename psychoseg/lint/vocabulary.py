"""Brands and terms that respondents know: words a study uses on purpose are no fault of its wording."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.lint.finding import Finding


def spared(finding: Finding, words: Iterable[str]) -> bool:
    """Whether all words a finding points at are part of a listed name or term.

    Capitals make no difference. A finding that points at more than the name stays.

    Examples
    --------
    >>> from psychoseg.lint import Finding, Severity
    >>> found = Finding("QW102", "loaded-wording", Severity.WARNING, "", "q.yml", 1, 1,
    ...                 text="Have you been to Perfect Pets?", start=17, end=24)
    >>> spared(found, ["Perfect Pets"]), spared(found, ["Pets"])
    (True, False)
    """
    if not finding.span:
        return False
    text = finding.text.casefold()
    if len(text) != len(finding.text):
        return finding.span.casefold() in {word.casefold() for word in words}
    for word in words:
        folded = word.casefold()
        at = text.find(folded)
        while folded and at >= 0:
            if at <= finding.start and finding.end <= at + len(folded):
                return True
            at = text.find(folded, at + 1)
    return False
