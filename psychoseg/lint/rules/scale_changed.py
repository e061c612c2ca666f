"""QV705: the same question on another scale."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten, visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import kept, same_words
from psychoseg.questionnaire import Questionnaire, Scale


@rule(
    "QV705",
    severity=Severity.ERROR,
    source="Dawes (2008), Do Data Characteristics Change According to the Number of Scale Points Used?; Weijters, Cabooter & Schillewaert (2010), The Effect of Rating Scale Format on Response Styles",
)
def scale_changed(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An item whose scale was turned round, lengthened, shortened or relabelled since the version before.

    Why it matters
        The numbers look alike and mean something else: a mean of 3.4 of five is not 3.4 of seven, and
        where the ends changed places everybody has changed sides.

    Instead of
        before: {sections: [{id: a, items: [{id: rest, text: I rest.}]}]}
        scales: {agree: {1: Strongly agree, 2: Agree, 3: Neither, 4: Disagree, 5: Strongly disagree}}
        sections: [{id: a, items: [{id: rest, text: I rest.}]}]

    Write
        before: {sections: [{id: a, items: [{id: rest, text: I rest.}]}]}
        sections: [{id: a, items: [{id: rest, text: I rest.}]}]
    """
    for before, item in kept(questionnaire):
        if before.scale is None or item.scale is None or before.language != item.language:
            continue
        what, severity = _change(before.scale, item.scale)
        if what:
            yield Notice(
                what,
                suggestion="go back to the scale before, or give the item a new id",
                at=item,
                severity=severity,
            )
        elif before.reverse != item.reverse:
            yield Notice(
                f"it was {'' if before.reverse else 'not '}reversed and is {'' if item.reverse else 'not '}now",
                suggestion="keep reverse: as it was, or reword the item under a new id",
                at=item,
            )


def _change(old: Scale, new: Scale) -> tuple[str, Severity | None]:
    ends = (old.labels[0][1], old.labels[-1][1])
    if same_words(ends[0], new.labels[-1][1]) and same_words(ends[1], new.labels[0][1]):
        return f"the scale is turned round: it began with {shorten(ends[0])}", None
    if old.codes != new.codes:
        return (
            f"the scale ran from {old.lowest} to {old.highest} and runs from {new.lowest} to {new.highest}",
            None,
        )
    for (code, was), (_, now) in zip(old.labels, new.labels, strict=True):
        if not same_words(was, now):
            return f"{visible(code)} was labelled {shorten(was) if was else 'with nothing'}", Severity.WARNING
    return "", None
