"""Every real export at hand is taken for what it is."""

import os
from pathlib import Path

import pytest

from psychoseg.responses import read_table

SHARED = Path(os.environ.get("PSYCHOSEG_SHARED", Path(__file__).parents[3].parent / "shared"))
SAMPLES = SHARED / "samples" / "responses"
FORMS = SHARED / "samples" / "questionnaires"

EXPECTED = {
    "alchemer": "alchemer",
    "ddi-codebook": "ddi",
    "forsta": "forsta",
    "googleforms": "google_forms",
    "kobo": "odk",
    "limesurvey": "limesurvey",
    "qualtrics": "qualtrics",
    "redcap": "redcap",
    "sas": "sas",
    "spss": "spss",
    "stata": "stata",
    "surveymonkey": "surveymonkey",
    "triple-s": "triple_s",
    "typeform": "typeform",
}
BARE = {
    "formpack_selectone_to_multiple.json": "records"
}  # a list of answers without any sign of its platform

found = sorted(SAMPLES.glob("*/*")) if SAMPLES.is_dir() else []


def beside(path):
    forms = FORMS / path.parent.name
    files = [*path.parent.iterdir(), *(forms.iterdir() if forms.is_dir() else ())]
    return {file.name: file.read_bytes() for file in files if file != path}


@pytest.mark.skipif(not found, reason="the folder of real exports is not on this machine")
@pytest.mark.parametrize("path", found, ids=lambda path: path.name)
def test_a_real_export_is_taken_for_what_it_is(path):
    table = read_table(path.read_bytes(), path.name, beside=beside(path))

    assert table.platform == BARE.get(path.name, EXPECTED[path.parent.name])
    assert table.evidence
    assert len(table.cells) == len(table.set_aside) == len(table.paradata) == len(table.personal) > 0
    described = [column.id for column in table.columns]
    held = [*table.cells.columns, *table.paradata.columns, *table.personal.columns]
    assert len(set(described)) == len(described)
    assert sorted(described) == sorted(held)
    assert all(
        part.index.equals(table.cells.index) for part in (table.paradata, table.personal, table.set_aside)
    )


@pytest.mark.skipif(not found, reason="the folder of real exports is not on this machine")
@pytest.mark.parametrize(
    "path", [path for path in found if path.suffix in {".csv", ".tsv"}], ids=lambda path: path.name
)
def test_a_real_export_without_its_companions_is_never_taken_for_another_platform(path):
    table = read_table(path.read_bytes(), path.name)

    assert table.platform in {EXPECTED[path.parent.name], "table"}
