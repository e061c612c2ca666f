"""One file a format; the reader is chosen by evidence, and the evidence is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from psychoseg.errors import ResponsesError, did_you_mean, shorten
from psychoseg.plugins import merge
from psychoseg.responses.opening.containers import CONTAINERS
from psychoseg.responses.opening.source import Reading, Source, open_source
from psychoseg.responses.readers import (
    alchemer,
    ddi,
    forsta,
    google_forms,
    limesurvey,
    microsoft_forms,
    odk,
    plain,
    qualtrics,
    records,
    redcap,
    sas,
    spss,
    stata,
    surveymonkey,
    triple_s,
    typeform,
)
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.definitions import refuse_definition
from psychoseg.responses.readers.raw import RawTable, Reader

READERS: tuple[Reader, ...] = (
    triple_s.READER,
    ddi.READER,
    spss.READER,
    stata.READER,
    sas.READER,
    qualtrics.READER,
    limesurvey.READER,
    surveymonkey.READER,
    redcap.READER,
    odk.READER,
    typeform.READER,
    forsta.READER,
    alchemer.READER,
    microsoft_forms.READER,
    google_forms.READER,
    records.READER,
    plain.READER,
)
"""Every reader, the most particular first; the last one reads any table."""


def read_table(
    content: bytes,
    name: str,
    *,
    form: str = "",
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    beside: Mapping[str, bytes] | None = None,
) -> RawTable:
    r"""A response file as a table of texts with its codebook, the platform's own columns set apart.

    Parameters
    ----------
    content : bytes
        The file, of any format in :data:`READERS`, packed or not.
    name : str
        What to call the file in messages.
    form : str
        The name of a reader to use instead of the one the evidence points to.
    encoding, delimiter, sheet : str
        How to read it; found by looking where empty.
    beside : mapping of str to bytes, optional
        Files that describe it, by file name: the ``.sss`` of Triple-S data, a form's JSON, a dictionary.

    Raises
    ------
    ResponsesError
        Where the file is damaged, is not what its name says or cannot be read as a table.

    Examples
    --------
    >>> table = read_table(b"id;q1;q2\n7;2;yes\n8;4;no\n", "answers.csv")
    >>> table.platform, table.delimiter, [column.kind for column in table.columns]
    ('table', ';', ['single', 'single', 'single'])
    """
    source = open_source(content, name, encoding=encoding, delimiter=delimiter, sheet=sheet, beside=beside)
    readers = merge("psychoseg.readers", READERS, lambda reader: reader.name)
    if form:
        return _chosen(readers, form, source)
    return _recognised(readers, source)


def _chosen(readers: Sequence[Reader], form: str, source: Source) -> RawTable:
    named = {reader.name: reader for reader in readers}
    if form not in named:
        hint = did_you_mean(form, named)
        listed = f"choose from {', '.join(sorted(named))}"
        raise ResponsesError(
            f"There is no reader {shorten(form)}; {hint if hint.startswith('did') else listed}"
        )
    if source.container not in named[form].containers:
        raise ResponsesError(
            f"{source.name} is {_article(CONTAINERS[source.container])}, which the reader {form} does not read; "
            f"it reads {', '.join(CONTAINERS[container] for container in named[form].containers)}."
        )
    return named[form].read(source, ("chosen by hand",))


def _recognised(readers: Sequence[Reader], source: Source) -> RawTable:
    """Read with the reader that most speaks for; the most particular one where two have as much."""
    best: tuple[int, Reader | None, tuple[str, ...]] = (0, None, ())
    for reader in readers:
        if source.container not in reader.containers or (reader is readers[-1] and best[1]):
            continue
        evidence = reader.recognise(source)
        if (
            len(evidence) >= reader.signals
            and (reader.name != "table" or not best[1])
            and len(evidence) > best[0]
        ):
            best = (len(evidence), reader, evidence)
    if best[1] is None or best[1].signals == 1:
        refuse_definition(source)
    if best[1] is None:
        raise ResponsesError(
            f"{source.name} is {_article(CONTAINERS[source.container])} that no reader recognises as answers."
        )
    return best[1].read(source, best[2])


def _article(words: str) -> str:
    """The words with an article where they name a thing and not a stuff."""
    if words in {"JSON", "XML", "Parquet", "delimited text"}:
        return words
    return f"an {words}" if words[0] in "AEIOUSaeiou" and not words.startswith("Stata") else f"a {words}"


__all__ = ["READERS", "Choice", "Column", "Missing", "RawTable", "Reader", "Reading", "read_table"]
