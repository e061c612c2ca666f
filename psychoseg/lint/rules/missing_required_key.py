"""QY903: a key that must be there and is not."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import Fault
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule


@rule("QY903", severity=Severity.ERROR, source="psychoseg's own: what an item cannot do without")
def missing_required_key(fault: Fault) -> Iterator[Notice]:
    """An item, a section or a questionnaire without what it cannot do without.

    Why it matters
        An item without an id has no column in the export, and one without a text was never asked.

    Instead of
        id: herbs
        title: Herbs
        sections: [{id: s, items: [{id: a, type: open}]}]

    Write
        id: herbs
        title: Herbs
        sections: [{id: s, items: [{id: a, type: open, text: Which herbs do you grow?}]}]
    """
    if fault.kind == "missing key":
        yield Notice(fault.what, suggestion=fault.hint)
