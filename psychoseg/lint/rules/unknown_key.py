"""QY902: a key the questionnaire language does not have."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import Fault
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule


@rule("QY902", severity=Severity.ERROR, source="psychoseg's own: a key that is ignored is a promise not kept")
def unknown_key(fault: Fault) -> Iterator[Notice]:
    """A key that means nothing here, most often a slip of the pen.

    Why it matters
        Read past, it would leave out what its author meant: an item not reversed, an answer not exclusive.

    Instead of
        id: herbs
        title: Herbs
        sections: [{id: s, items: [{id: a, type: open, text: Which herbs do you grow?, reqired: true}]}]

    Write
        id: herbs
        title: Herbs
        sections: [{id: s, items: [{id: a, type: open, text: Which herbs do you grow?, required: true}]}]
    """
    if fault.kind == "unknown key":
        yield Notice(fault.what, suggestion=fault.hint)
