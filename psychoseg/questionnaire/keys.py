"""Every key of the questionnaire language, in the order files are written in, with what it means.

The JSON Schema that editors complete from and the formatter's order of keys are both made from
these tables; a test holds them against the keys the readers ask for.
"""

from __future__ import annotations

from typing import NamedTuple

from psychoseg.questionnaire.answers import MISSING
from psychoseg.questionnaire.model import AUDIENCES, PERSONAL, ROLES, TYPES
from psychoseg.questionnaire.purpose import BASES


class Key(NamedTuple):
    """One key: the kind of its value, what it says, and its choices where there are few.

    ``kind`` is one of ``id``, ``word`` (a text in one language), ``text`` (one that may be given by
    language), ``words`` (a list of words or one word), ``flag``, ``number``, ``whole``, ``day``,
    ``choice``, ``missing``, ``named`` (a mapping of names to words), the name of another table
    (``option``), a list of such (``[option]``), or a mapping of names to such (``{option}``).
    """

    kind: str
    says: str
    choices: tuple[str, ...] = ()
    required: bool = False


QUESTIONNAIRE = {
    "questionnaire": Key("whole", "Version of this language; 1 at present."),
    "id": Key("id", "Short name of the questionnaire.", required=True),
    "title": Key("text", "What it is called.", required=True),
    "version": Key("word", "Version of the wording; raise it with every change."),
    "parent": Key("word", "File of the version before, in this folder or one inside it."),
    "history": Key("[version]", "The versions there have been."),
    "language": Key("word", "Language of the wording, such as en or pt-BR."),
    "objective": Key("word", "The decision the answers are to help with."),
    "kpis": Key("words", "The figures that will be watched."),
    "target": Key("word", "Who should answer."),
    "audience": Key("choice", "Whether anybody answers, or people who know the field's words.", AUDIENCES),
    "sponsor": Key("word", "Who pays for the survey."),
    "brands": Key("words", "Names that belong to the subject and need no explanation."),
    "glossary": Key("named", "Terms and what they mean."),
    "incentive": Key("text", "What respondents get for taking part."),
    "consent": Key("consent", "What respondents are told before the first question."),
    "anonymous": Key("flag", "Whether respondents are promised that nobody can tell who they are."),
    "personal_data": Key("named", "Kinds of personal data kept beside the answers, each with the reason."),
    "quotas": Key("[quota]", "How the sample should be spread."),
    "instrument": Key("word", "The published instrument all items belong to; its wording is not judged."),
    "source": Key("word", "Where the questions come from."),
    "licence": Key("word", "Terms of use."),
    "allow": Key("named", "Rules of the linter that do not apply, each with the reason."),
    "scales": Key("{scale}", "Ordered answers that items share by name."),
    "constructs": Key("{construct}", "What items measure together."),
    "section_order": Key("choice", "Whether respondents get the sections shuffled.", ("fixed", "random")),
    "sections": Key("[section]", "The questions, in the order asked.", required=True),
}

SECTION = {
    "id": Key("id", "Short name of the section.", required=True),
    "title": Key("text", "Heading shown above it."),
    "intro": Key("text", "Text shown before its first item."),
    "order": Key("choice", "Whether respondents get the items shuffled.", ("fixed", "random")),
    "fixed": Key("flag", "Whether the section keeps its place where sections are shuffled."),
    "ask_if": Key("word", "Who is asked, as in: own_car == yes and trips > 2."),
    "instrument": Key("word", "The published instrument the section's items belong to."),
    "defaults": Key("default", "Keys its items have where they do not say otherwise."),
    "items": Key("[item]", "The section's questions and statements.", required=True),
}

ITEM = {
    "id": Key("id", "Its name, also the name of its column in an export.", required=True),
    "was": Key("id", "Its id in the version before."),
    "text": Key("text", "The wording respondents see; the lead-in of a matrix.", required=True),
    "help": Key("text", "Instruction shown with the text."),
    "show": Key("text", "A message, concept or picture's words shown with the item."),
    "type": Key("choice", "How it is answered.", (*TYPES, "matrix"), required=True),
    "role": Key("choice", "What it is for.", ROLES),
    "construct": Key("word", "Id of the construct it measures."),
    "reverse": Key("flag", "Whether agreement means less of the construct."),
    "scale": Key("word", "Name of the scale it is answered on."),
    "short": Key("text", "Short wording for reports."),
    "unit": Key("text", "What a number counts."),
    "min": Key("number", "Smallest number allowed."),
    "max": Key("number", "Largest number allowed."),
    "decimals": Key("whole", "Places behind the point, at most."),
    "earliest": Key("day", "First day allowed."),
    "latest": Key("day", "Last day allowed."),
    "steps": Key("numbers", "The prices asked, lowest first."),
    "sensitive": Key("flag", "Whether people may not wish to answer."),
    "personal": Key("choice", "The kind of personal data an answer is.", PERSONAL),
    "reason": Key("word", "Why sensitive or personal data is asked for."),
    "objective": Key("word", "The objective or KPI it serves."),
    "required": Key("flag", "Whether people cannot go on without an answer."),
    "quote": Key("flag", "Whether open answers may be quoted, consent given."),
    "ask_if": Key("word", "Who is asked, as in: own_car == yes and trips > 2."),
    "fixed": Key("flag", "Whether it keeps its place where the items are shuffled."),
    "instrument": Key("word", "The published instrument it belongs to; its wording is not judged."),
    "expected": Key("word", "Code that passes an attention check."),
    "screen_out": Key("words", "Codes that end the interview."),
    "counts": Key("words", "Codes whose share the report gives."),
    "randomise": Key("flag", "Whether respondents get the options, or the rows of a matrix, shuffled."),
    "options": Key("options", "The answers to choose from."),
    "rows": Key("rows", "The rows of a matrix."),
    "allow": Key("named", "Rules of the linter that do not apply here, each with the reason."),
}

OPTION = {
    "code": Key("word", "What an export holds where it is chosen.", required=True),
    "label": Key("text", "The wording respondents see.", required=True),
    "short": Key("text", "Short wording for reports."),
    "missing": Key("missing", "Whether it is no answer, and of which kind.", MISSING),
    "exclusive": Key("flag", "Whether it rules out all others."),
    "fixed": Key("flag", "Whether it keeps its place where the options are shuffled."),
    "specify": Key("flag", "Whether a text is written in beside it."),
}

SCALE = {
    "labels": Key("labels", "Codes from lowest to highest with their wording.", required=True),
    "missing": Key("options", "Answers beside the scale that are none, such as 99."),
}

CONSTRUCT = {
    "name": Key("text", "What it is called."),
    "basis": Key("choice", "What it divides people by.", BASES),
    "high": Key("text", "Adjective for people who score high."),
    "low": Key("text", "Adjective for people who score low."),
}

CONSENT = {
    "text": Key("text", "The whole as it is shown.", required=True),
    "purpose": Key("text", "What the answers are used for."),
    "voluntary": Key("text", "That nobody has to take part or to answer everything."),
    "contact": Key("text", "Whom to ask."),
    "retention": Key("text", "How long answers are kept."),
    "parental": Key("text", "How a parent's consent is had where minors take part."),
}

QUOTA = {
    "item": Key("word", "Id of the item that is counted.", required=True),
    "cells": Key(
        "cells", "Codes, or bands of numbers such as 18-29, with a share or a count.", required=True
    ),
}

VERSION = {
    "version": Key("word", "The version.", required=True),
    "date": Key("day", "When it went into the field."),
    "wave": Key("word", "The wave it was used in."),
    "changes": Key("word", "What was changed since the one before."),
}

TABLES = {
    "questionnaire": QUESTIONNAIRE,
    "section": SECTION,
    "item": ITEM,
    "option": OPTION,
    "scale": SCALE,
    "construct": CONSTRUCT,
    "consent": CONSENT,
    "quota": QUOTA,
    "version": VERSION,
}
