"""Nothing of ours stays English: every word of a report is translated, the study's own, or a name of a method.

A language marks what it translates, ⟦so⟧, each piece between two holes by itself, so that what stands in a hole
is not taken for translated. Whatever lies outside of the marks must stand in the study's own files.
"""

import csv
import io
import json
import re
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
import yaml

from psychoseg.documents.plain import from_plain
from psychoseg.plan import CORRELATIONS, EXTRACTIONS, ROTATIONS
from psychoseg.questionnaire.model import ROLES
from psychoseg.report.catalogue import Catalogue
from psychoseg.report.data import ReportData
from psychoseg.report.document import page_of
from psychoseg.report.language import Language, speaking_as, untold
from psychoseg.report.messages import messages
from psychoseg.report.slides import slides_of
from psychoseg.report.workbook import workbook_of
from psychoseg.segments.methods import METHODS
from psychoseg.study import fit_wave, new, track_wave

MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
OPEN, CLOSE = "⟦", "⟧"
NAMES = {
    "kmo", "msa", "psychoseg", "sha", "holm", "benjamini", "hochberg", "kish", "qualtrics", "study", "yml", "waves",
    "raw", "export", "csv", *CORRELATIONS, *EXTRACTIONS, *ROTATIONS, *METHODS, *ROLES,
}  # fmt: skip
"""Names of people, files and programs, and what is written in study.yml and questionnaires: the same everywhere."""
READ_ALOUD = {"aria-label", "data-chapter", "data-filter", "data-label", "alt", "title"}
PLAN = """plan:
  resamples: 10
  starts: 5
  refit: false
  alternatives: false
"""
STUDIES = {
    "two": (
        420,
        PLAN + "  segments: 2\n  segments_reason: the client can address two\n"
        "segments:\n  basis:\n    - scores\n    - {items: channel, weight: 0.5}\n",
    ),
    "twelve, tiny ones withheld, with criteria that do not go with them": (
        600,
        PLAN + "  segments: 12\n  segments_reason: as in the first study\n  least_base: 60\n  low_base: 90\n"
        "exclude: {attention: true, speed: 0.5, straight: 0.5, unanswered: 0.3, longstring: 12, mahalanobis: 0.999,"
        " even_odd: 0.3, duplicates: 1, nonsense: 1}\n"
        "evaluate:\n  attractive:\n    - {criterion: size}\n    - {criterion: spend}\n"
        "  ours:\n    - {criterion: Growth, scores: {A: 4, B: 6}, reason: the plan of the client}\n"
        "weights:\n  gender: {1: 0.505, 2: 0.495}\n  region: {1: 0.22, 2: 0.18, 3: 0.22, 4: 0.24, 5: 0.14}\n",
    ),
    "classes of ordinal answers, everybody kept": (
        600,
        PLAN + "  fewest_segments: 3\n  most_segments: 4\n  correlation: polychoric\n  extraction: dwls\n"
        "exclude: {attention: false, speed: 0, straight: 0, unanswered: 0}\n"
        "segments:\n  method: latent_class\n",
    ),
}
"""By name: how many rows of the bundled study, and what its study.yml says."""


def marked(text):
    return "".join(
        part if part.startswith("{") or not re.search("[A-Za-z]", part) else f"{OPEN}{part}{CLOSE}"
        for part in re.split(r"(\{\w+\})", text)
    )


MARKED = Catalogue(
    {
        (one.context, one.text): tuple(marked(text) for text in (one.text, one.many) if text)
        for one in messages()
    }
)


class _Texts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in {"style", "script"}
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag):
        self.hidden -= tag in {"style", "script"}

    def handle_data(self, data):
        if not self.hidden:
            self.found.append(data)


def texts_of_page(data):
    reader = _Texts()
    reader.feed(page_of(data))
    return reader.found


def texts_of_office(file, patterns):
    """What stands between tags, paragraph by paragraph, in the parts of an Office file."""
    whole = ZipFile(io.BytesIO(file))
    found = []
    for name in whole.namelist():
        for part, block, piece in patterns:
            if re.fullmatch(part, name):
                blocks = re.findall(block, whole.read(name).decode(), re.DOTALL)
                found += [unescape("".join(re.findall(piece, one))) for one in blocks]
    return found


SLIDES = (
    (r"ppt/(?:slides|notesSlides)/\w+\.xml", r"<a:p>.*?</a:p>", r"<a:t>([^<]*)</a:t>"),
    (r"ppt/slides/\w+\.xml", r'descr="[^"]*"', r'"([^"]*)"'),
    (r"ppt/charts/\w+\.xml", r"<c:v>[^<]*</c:v>|<a:t>[^<]*</a:t>", r">([^<]*)<"),
)
SHEETS = (
    (r"xl/workbook\.xml", r'<sheet name="[^"]*"', r'"([^"]*)"'),
    (r"xl/sharedStrings\.xml", r"<si>.*?</si>", r"<t[^>]*>([^<]*)</t>"),
)


def evened(text):
    return re.sub(r"[^\w]+|_", " ", text.casefold()).strip()


def strings(value):
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in strings(one)]
    return [text for one in value for text in strings(one)] if isinstance(value, list) else [str(value)]


def words_of(study):
    """All that the study's files hold, made even."""
    texts = [text for path in study.rglob("*.yml") for text in strings(yaml.safe_load(path.read_text()))]
    tables = [path.read_text() for path in study.glob("waves/*/raw/*.csv")]
    return " ".join(map(evened, [*texts, *tables]))


def leftovers(texts, own):
    found = set()
    for text in texts:
        bare = re.sub(f"{OPEN}[^{CLOSE}…]*[{CLOSE}…]", "|", re.sub(r"sha256:\w+…?", "", text))
        for run in re.split(r"[|,;:()\[\]“”„«»‘’\"·–—=→/<>]|\. |\d[\d.,]*%?", bare):
            plain = evened(re.sub(r"^[A-L]\s+|\b\w+_\w*", "", run.split("…")[0]))
            letters = run.strip().isupper() and len(run.strip()) <= 12  # of segments that lie lower
            if (
                re.search("[a-z]{3}", plain)
                and not letters
                and plain not in own
                and evened(run) not in own
                and set(plain.split()) - NAMES
            ):
                found.add(f"{run.strip()} in: {text.strip()[:120]}")
    return found


@pytest.fixture(scope="module", params=STUDIES)
def told(request, tmp_path_factory):
    """A study's folder, and the reports of a fit of its first wave and of its second measured with it."""
    rows, text = STUDIES[request.param]
    folder = new(tmp_path_factory.mktemp("told") / "study")
    (folder / "study.yml").write_text(
        f"psychoseg: 1\ntitle: Everyday food\nquestionnaire: questionnaire.yml\n{text}"
    )
    for path in folder.glob("waves/*/raw/export.csv"):
        kept = list(csv.reader(io.StringIO(path.read_text())))[: rows + 3]
        path.write_text(
            "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in kept)
        )
    runs = [fit_wave(folder, with_pdf=False)[0], track_wave(folder, with_pdf=False)[0]]
    return folder, [
        from_plain(ReportData, json.loads((run.folder / "report_data.json").read_text()), "report_data.json")
        for run in runs
    ]


@pytest.mark.filterwarnings("ignore::psychoseg.errors.MethodWarning")
def test_no_word_of_ours_is_left_in_pages_slides_or_sheets(told):
    folder, reports = told
    own = words_of(folder)

    for data in reports:
        with speaking_as(Language("xx", "marked"), MARKED):
            texts = [
                *texts_of_page(data),
                *texts_of_office(slides_of(data, MADE), SLIDES),
                *texts_of_office(workbook_of(data, MADE), SHEETS),
            ]
            stayed = untold()

        assert len(texts) > 200
        assert stayed == set()
        assert "\n".join(sorted(leftovers(texts, own))) == ""


def test_a_word_that_nobody_translates_is_found():
    texts = ["⟦Base: ⟧1.203 people", "⟦Lead with ⟧Posters at stops", "Nobody said this"]

    assert leftovers(texts, "posters at stops") == {
        "people in: ⟦Base: ⟧1.203 people",
        "Nobody said this in: Nobody said this",
    }
