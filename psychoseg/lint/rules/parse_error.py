"""QY901: a file that cannot be read as a questionnaire."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import Fault
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule


@rule("QY901", severity=Severity.ERROR, source="psychoseg's own: what is not read cannot be judged")
def parse_error(fault: Fault) -> Iterator[Notice]:
    """A place where a file is no YAML, or says something a questionnaire cannot mean.

    Why it matters
        Nothing else of the file is judged until it can be read.

    Instead of
        id: herbs
        title: Herbs
        sections: [{id: s, items: [{id: a, type: opne, text: Which herbs do you grow?}]}]

    Write
        id: herbs
        title: Herbs
        sections: [{id: s, items: [{id: a, type: open, text: Which herbs do you grow?}]}]
    """
    if not fault.kind:
        yield Notice(fault.what, suggestion=fault.hint)
