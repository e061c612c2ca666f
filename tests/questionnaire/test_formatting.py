"""One layout for every questionnaire: the same meaning, every comment kept, nothing left to change."""

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.cli import main
from psychoseg.errors import QuestionnaireError
from psychoseg.questionnaire import parse
from psychoseg.questionnaire.formatting import formatted
from psychoseg.questionnaire.formatting.layout import meaning
from psychoseg.resources import folder

ROOT = Path(__file__).parents[2]
FILES = [
    Path(__file__).parent / "everything.yml",
    *(path for path in folder("questionnaires").glob("*.yml") if not path.name.endswith(".truth.yml")),
    ROOT / "notebooks" / "personality" / "questionnaire.yml",
]

UNTIDY = """\
# Tea, for the spring wave

title:   'Tea'   # working title
version: "2"
id: tea


# who is asked
target: adults
scales:
    agree: {1: "No", 2: "Yes"}   # short
sections:
  # first the habits
-   title: Habits
    id: habits
    items:
    # counted by the day
    - text: How many cups of tea did you drink on the last day on which you worked outside your home, if there was one in the last month?
      id: cups   # the main figure
      max: 30
      type: numeric
    - {type: open, id: why, text: "Why tea, and not: coffee?"}

    - id: which
      options:
      - code: a      # most popular
        label: Green
      - {label: "No, thanks", code: b, missing: refused}
      type: single
      text: >
        Which tea
        do you like?
# the end
"""

TIDY = """\
# Tea, for the spring wave

id: tea
title: Tea  # working title
version: "2"

# who is asked
target: adults

scales:
  agree: {1: "No", 2: "Yes"}  # short

sections:
  # first the habits
  - id: habits
    title: Habits
    items:
      # counted by the day
      - id: cups  # the main figure
        text: >-
          How many cups of tea did you drink on the last day on which you worked outside your home, if there was one in
          the last month?
        type: numeric
        max: 30
      - {id: why, text: "Why tea, and not: coffee?", type: open}

      - id: which
        text: Which tea do you like?
        type: single
        options:
          - code: a  # most popular
            label: Green
          - {code: b, label: "No, thanks", missing: refused}

# the end
"""


def test_an_untidy_file_is_laid_out_with_its_comments_where_they_belong():
    assert formatted(UNTIDY) == TIDY


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_laying_out_twice_changes_nothing_more_and_the_meaning_never(path):
    before = path.read_text("utf-8")

    once = formatted(before)

    assert formatted(once) == once
    assert meaning(parse(once)) == meaning(parse(before))
    assert max(map(len, once.splitlines())) <= 130


def test_quotes_stay_where_a_value_would_be_read_as_something_else():
    head = "id: a\ntitle: A\nsections:\n  - id: s\n    items:\n      - id: q\n        text: Why?\n        type: single\n        options:\n"
    for written in (
        '"4"',
        '"Yes"',
        '"null"',
        '"~"',
        '"3.5"',
        '"2026-01-01"',
        '"# one"',
        '"a: b"',
        '"- a"',
    ):
        text = f"{head}          1: {written}\n          2: Other\n"
        assert formatted(text).endswith(text[len(head) :])


def test_windows_line_ends_and_marks_are_laid_out_too():
    assert formatted("\ufeff" + UNTIDY.replace("\n", "\r\n")) == TIDY


def test_a_file_with_faults_is_not_touched():
    with pytest.raises(QuestionnaireError, match="did you mean title"):
        formatted("id: a\ntitel: A\nsections: [{id: s, items: [{id: q, text: Why?, type: open}]}]")


def test_the_command_writes_only_when_asked_to(tmp_path, capsys):
    path = tmp_path / "tea.yml"
    path.write_text(UNTIDY)
    path.chmod(0o640)

    assert main(["fmt", "--check", str(path)]) == 1
    assert "would be laid out anew" in capsys.readouterr().out
    assert main(["fmt", "--diff", str(path)]) == 1
    assert "-title:   'Tea'   # working title" in capsys.readouterr().out
    assert path.read_text() == UNTIDY
    assert main(["fmt", str(path)]) == 0
    assert path.read_text() == TIDY
    assert path.stat().st_mode & 0o777 == 0o640
    assert main(["fmt", "--check", str(path)]) == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["tea.yml"]


def test_no_file_is_written_where_one_has_faults(tmp_path, capsys):
    good, bad = tmp_path / "good.yml", tmp_path / "bad.yml"
    good.write_text(UNTIDY)
    bad.write_text("id: a")

    assert main(["fmt", str(good), str(bad)]) == 2
    assert good.read_text() == UNTIDY
    assert "bad.yml" in capsys.readouterr().err


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60
).filter(lambda text: any(map(str.isalnum, text)))
items = st.lists(
    st.fixed_dictionaries({"text": texts, "type": st.just("open")}, optional={"help": texts, "short": texts, "allow": st.dictionaries(texts, texts, max_size=2)}),
    min_size=1,
    max_size=4,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(items, st.sampled_from([True, False, None]), st.integers(40, 200), texts)
def test_any_questionnaire_keeps_its_meaning_and_is_settled_after_one_pass(listed, flow, width, comment):
    file = {
        "sections": [
            {"items": [item | {"id": f"q{number}"} for number, item in enumerate(listed)], "id": "s"}
        ],
        "title": listed[0]["text"],
        "id": "a",
    }
    text = f"# {comment}\n" + yaml.safe_dump(
        file, sort_keys=False, allow_unicode=True, default_flow_style=flow, width=width
    )

    once = formatted(text)

    assert formatted(once) == once
    assert meaning(parse(once)) == meaning(parse(text))
    assert once.startswith("# ")


def remarked(rng):
    """A questionnaire with remarks strewn over it, where they end no text of several lines."""
    lines = []
    for line in rng.choice(FILES).read_text("utf-8").split("\n"):
        if rng.random() < 0.05:
            lines.append(" " * rng.choice([0, 2, 6]) + f"# note {len(lines)}: a remark, #{rng.random()}")
        tail = rng.random() < 0.05 and line.strip() and not line.rstrip().endswith(">")
        lines.append(f"{line}   # tail {len(lines)}" if tail else line)
    text = "\n".join(lines)
    try:
        return text, parse(text)
    except QuestionnaireError:
        return remarked(rng)


@pytest.mark.parametrize("seed", range(8))
def test_comments_anywhere_are_kept(seed):
    text, before = remarked(random.Random(seed))

    once = formatted(text)

    assert formatted(once) == once
    assert meaning(parse(once)) == meaning(before)
    assert once.count("# note") == text.count("# note")
