import shutil

import pytest

from psychoseg.errors import PsychosegError, StudyError
from psychoseg.questionnaire import read
from psychoseg.responses.cuts import CUTS
from psychoseg.segments.bases.resolving import resolved
from psychoseg.study import new, read_study, read_wave
from psychoseg.study.layout import choose_wave, export_file


def study(tmp_path, text: str):
    (tmp_path / "study.yml").write_text(text)
    return read_study(tmp_path)


def test_a_study_of_one_line_keeps_every_default(tmp_path):
    found = study(tmp_path, "title: Tea")

    assert found.plan.missing == "pairwise"
    assert found.plan.exclude.attention
    assert found.plan.margins == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: x", "did you mean title"),
        ("title: x\nplan: {missing: pairwse}", "did you mean pairwise"),
        ("title: x\nplan: {segments: 4}", "say why in segments_reason"),
        ("title: x\nplan: {segments: 0, segments_reason: a}", "must be from 2 to 12"),
        ("title: x\nplan: {seed: -1}", "seed is -1; it must be"),
        ("title: x\nplan: {confidence: 95}", "confidence is 95; it must be"),
        ("title: x\nplan: {fewest_segments: 6, most_segments: 3}", "is above most_segments"),
        ("title: x\nexclude: {speed: fast}", "speed should be a number, found 'fast'"),
        ("title: x\nexclude: {atention: true}", "did you mean attention"),
        ("title: x\nweights: {sex: {f: 0.5, m: 0.6}}", "add up to 1.1"),
        ("title: x\nweights: {sex: {f: -1, m: 2}}", "should be a number above 0"),
        ("title: x\nweights: {sex: 3}", "as a mapping"),
        ("title: x\nquestionnaire: ../other.yml", "leads out of the study folder"),
        ("title: x\nquestionnaire: /etc/passwd", "leads out of the study folder"),
        ("title: x\nsegments: {names: {Z: a}}", "not the letter of a segment"),
        ("title: x\nsegments: {names: {A: a, B: A}}", "two segments are called"),
        ("title: x\nsegments: {method: kmean}", "study.yml:2:20: method is 'kmean'; did you mean kmeans?"),
        ("title: x\nsegments: {basis: [scors]}", "did you mean scores"),
        ("title: x\nsegments: {basis: [{weight: 2}]}", "needs one of scores, items and means"),
        ("title: x\nsegments: {basis: [{items: [a], means: [b]}]}", "needs one of scores, items and means"),
        ("title: x\nsegments: {basis: [{items: [a], weight: 0}]}", "must be from 0.001 to 1000"),
        ("title: x\nsegments: {basis: [{scores: [a]}]}", "factor scores enter all together"),
        ("title: x\nsegments: {standardise: spred}", "did you mean spread"),
        ("title: x\nsegments: {sensitive: true}", "say why in sensitive_reason"),
        ("title: x\npsychoseg: 9", "must be from 1 to 1"),
        ("title: x\nevaluate: {attractive: [{criterion: size}]}", "the evaluation needs a value for ours"),
        ("title: x\nevaluate: {atractive: []}", "did you mean attractive"),
        ("title: x\nevaluate: {ours: [{criterion: size, weigth: 2}]}", "did you mean weight"),
        ("title: x\nevaluate: {ours: [{criterion: size, weight: 0}]}", "weight is 0; it must be from"),
        (
            "title: x\nevaluate: {ours: [{criterion: fit, scores: {A: 11}, reason: r}]}",
            "should be a number from 1 to 10",
        ),
        (
            "title: x\nevaluate: {ours: [{criterion: fit, scores: {Z: 1}, reason: r}]}",
            "not the letter of a segment",
        ),
        ("title: x\nevaluate: {ours: [{criterion: fit, scores: {A: 1}}]}", "say why in reason"),
        (
            "title: x\nevaluate: {ours: [{criterion: fit, better: low, scores: {A: 1}, reason: r}]}",
            "not with scores",
        ),
        ("title: x\nevaluate: {ours: [{criterion: size, as: index}]}", "size has no index"),
        ("title: x\nevaluate: {roles: {A: kep}}", "did you mean keep"),
        ("title: x\nactivate: {a: {owner: Ann}}", "not the letter of a segment"),
        ("title: x\nactivate: {A: {ownr: Ann}}", "did you mean owner"),
        ("title: x\nactivate: {A: {steps: {45: Wait}}}", "choose from 30, 60, 90"),
        ("title: x\nactivate: {A: {test: {rate: 4}}}", "rate is 4; it must be from"),
        ("title: x\nactivate: [A]", "as a mapping"),
    ],
)
def test_a_faulty_study_file_is_refused_with_place_and_way_out(tmp_path, text, message):
    with pytest.raises(StudyError, match=message) as caught:
        study(tmp_path, text)

    assert "study.yml:" in str(caught.value)


def test_what_forms_the_segments_is_read_with_its_places_and_told(tmp_path):
    text = """title: x
segments:
  names: {A: Ann}
  basis:
    - scores
    - {items: [q1, need], weight: 0.5, log: spend}
    - {means: all}
  standardise: range
  ipsatise: no
"""

    found = study(tmp_path, text)

    assert found.names == {"A": "Ann"}
    assert [(part.kind, part.names, part.weight) for part in found.plan.forming.basis] == [
        ("scores", (), 1.0),
        ("items", ("q1", "need"), 0.5),
        ("means", (), 1.0),
    ]
    assert found.plan.forming.basis[1].where.endswith("study.yml:6:7")
    assert dict(found.plan.described())["segments from"] == (
        "factor scores, weight 1 and items (q1, need), weight 0.5 and scale means, weight 1"
    )


def test_percentages_and_shares_mean_the_same(tmp_path):
    assert (
        study(tmp_path, "title: x\nweights: {sex: {f: 51, m: 49}}").plan.margins
        == study(tmp_path, "title: x\nweights: {sex: {f: 0.51, m: 0.49}}").plan.margins
    )


def test_folders_that_are_no_study_are_named(tmp_path):
    with pytest.raises(StudyError, match="holds no study.yml"):
        read_study(tmp_path)
    with pytest.raises(StudyError, match="is not a folder"):
        read_study(tmp_path / "absent")


def test_waves_and_exports_are_found_or_what_is_missing_is_said(tmp_path):
    with pytest.raises(StudyError, match="holds no waves"):
        choose_wave(tmp_path, None)
    raw = tmp_path / "waves" / "one" / "raw"
    raw.mkdir(parents=True)
    (raw / ".DS_Store").touch()
    with pytest.raises(StudyError, match="holds no response file"):
        export_file(tmp_path, "one")
    (raw / "a.csv").write_text("x")
    assert export_file(tmp_path, choose_wave(tmp_path, None)).name == "a.csv"
    (raw / "b.csv").write_text("x")
    with pytest.raises(StudyError, match=r"holds 2 files \(a.csv, b.csv\)"):
        export_file(tmp_path, "one")
    with pytest.raises(StudyError, match="did you mean one"):
        choose_wave(tmp_path, "onne")


def test_an_export_that_is_a_link_out_of_the_study_is_refused(tmp_path):
    folder = tmp_path / "study"
    raw = folder / "waves" / "one" / "raw"
    raw.mkdir(parents=True)
    (tmp_path / "secret.csv").write_text("x")
    (raw / "a.csv").symlink_to(tmp_path / "secret.csv")

    with pytest.raises(StudyError, match="leads out of the study"):
        export_file(folder, "one")


def test_a_wave_file_is_read_and_checked(tmp_path):
    folder = tmp_path / "waves" / "one"
    folder.mkdir(parents=True)
    (folder / "wave.yml").write_text("fieldwork: May\nignore: [a, b]\nrespondent: id")

    assert read_wave(tmp_path, "one").ignore == ("a", "b")
    (folder / "wave.yml").write_text("id: two")
    with pytest.raises(StudyError, match="make them the same"):
        read_wave(tmp_path, "one")


@pytest.mark.parametrize("sample", ["everyday_food", "business_software"])
def test_a_new_study_holds_all_it_needs(tmp_path, sample):
    folder = new(tmp_path / "study", sample)

    assert len(read_study(folder).plan.margins) >= 2
    assert read(folder / "questionnaire.yml").id == sample
    assert len(list(folder.glob("waves/*/raw/export.csv"))) == 2


def test_the_rules_a_new_study_offers_can_be_switched_on(tmp_path):
    path = new(tmp_path / "study", "everyday_food") / "study.yml"
    offered = [cut.key for cut in CUTS]
    lines = path.read_text().splitlines()

    path.write_text(
        "\n".join(
            line.replace("# ", "", 1) if line.strip("# ").split(":")[0] in offered else line for line in lines
        )
    )

    rules = read_study(path.parent).plan.exclude
    assert all(getattr(rules, key) is not None for key in offered)


@pytest.mark.parametrize("sample", ["everyday_food", "business_software"])
def test_what_a_new_study_shows_of_forming_segments_can_be_switched_on(tmp_path, sample):
    path = new(tmp_path / "s", sample) / "study.yml"
    before, shown = path.read_text().split("# segments:\n")
    path.write_text(before + "segments:\n" + shown.replace("#   ", "  "))

    found = read_study(path.parent)
    questionnaire = read(path.parent / "questionnaire.yml")
    items = resolved(found.plan.forming, questionnaire)

    assert [part.kind for part in found.plan.forming.basis] == ["scores", "items"]
    assert items[1]
    assert {item.role for item in items[1]} == {"channel"}
    assert found.names == {"A": "Your name for the largest"}


def test_a_new_study_never_overwrites_anything(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")

    with pytest.raises(StudyError, match="is not empty"):
        new(tmp_path)
    with pytest.raises(StudyError, match="did you mean everyday_food"):
        new(tmp_path / "other", "everyday_foods")
    assert (tmp_path / "mine.txt").read_text() == "keep"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt"]


def spoil_csv(folder, change):
    path = folder / "waves" / "1-spring" / "raw" / "export.csv"
    path.write_text(change(path.read_text()))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda text: "", "is empty"),
        (
            lambda text: text.replace("compare_prices", "compare_prise", 1).replace(
                "I compare prices", "I look", 1
            ),
            "did you mean compare_prise|nearest wording",
        ),
        (
            lambda text: text.replace("compare_prices", "cheaper_version", 1),
            r"'cheaper_version \[2\]' is not in",
        ),
        (lambda text: "%PDF-1.7\n" + text, "a PDF"),
        (lambda text: text[: len(text) // 2].rsplit(",", 40)[0], "cells where the header has|never closed"),
        (lambda text: "\n".join(text.split("\n")[:3]), "no answers"),
    ],
)
def test_a_spoilt_export_ends_in_one_message_and_leaves_no_run(laid_out, tmp_path, spoil, message):
    from psychoseg.study import fit_wave, runs

    folder = tmp_path / "study"
    shutil.copytree(laid_out, folder)
    spoil_csv(folder, spoil)

    with pytest.raises(PsychosegError, match=message):
        fit_wave(folder, with_pdf=False)

    assert runs(folder) == ()
    assert not list((folder / "runs").glob("*")) if (folder / "runs").exists() else True
