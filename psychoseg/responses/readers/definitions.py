"""Files that hold a questionnaire, not answers to one: refused by their name, so that nobody analyses a form."""

from __future__ import annotations

from psychoseg.errors import ResponsesError
from psychoseg.responses.opening.source import Source
from psychoseg.responses.opening.xml_document import child_of, local, text_of

_HEADERS = (
    ({"variable / field name", "field type", "field label"}, "a REDCap data dictionary"),
    ({"type", "name", "label"}, "an XLSForm questionnaire"),
    ({"class", "type/scale", "name", "relevance"}, "a LimeSurvey questionnaire"),
)
_ROOTS = {
    "codebook": "a DDI codebook", "ddiinstance": "a DDI questionnaire", "questionnaire": "a queXML questionnaire",
    "assessmentitem": "a QTI question",
}  # fmt: skip
_KEYS = (
    ({"SurveyEntry", "SurveyElements"}, "a Qualtrics questionnaire (.qsf)"),
    ({"pages"}, "a SurveyJS questionnaire"),
    ({"fields", "title"}, "a Typeform form"),
    ({"root", "languages"}, "a Forsta schema"),
)
_USED = (
    "a REDCap",
    "a LimeSurvey questionnaire (.lss)",
    "a Qualtrics questionnaire (.qsf)",
    "an XLSForm",
    "a DDI codebook",
    "a Typeform",
    "a Forsta",
)  # what readers look for beside answers


def refuse_definition(source: Source) -> None:
    """Raise where a source is a questionnaire's definition.

    Raises
    ------
    ResponsesError
        Naming what it is.
    """
    found = _definition(source)
    if found:
        beside = ", with this one beside it" if found.startswith(_USED) else ""
        raise ResponsesError(f"{source.name} is {found}, not answers; give the file of answers{beside}.")


def _definition(source: Source) -> str:
    if source.container == "xml":
        root = source.root
        if text_of(child_of(root, "limesurveydoctype")).casefold() == "survey":
            return "a LimeSurvey questionnaire (.lss)"
        return _ROOTS.get(local(root.tag), "")
    if source.container == "json":
        keys = set(source.document) if isinstance(source.document, dict) else set()
        return next((words for needed, words in _KEYS if needed <= keys), "")
    if source.container == "text":
        header = {name.casefold().split("::")[0] for name in source.cells.header}
        found = next((words for needed, words in _HEADERS if needed <= header), "")
        return found if len(source.cells.header) <= 200 else ""
    return ""
