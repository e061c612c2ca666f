from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from psychoseg.errors import ResponsesError, StudyError
from psychoseg.plan import Exclusions, Plan
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.carelessness import INDICES
from psychoseg.responses.cuts import CUTS, cut_off
from psychoseg.responses.quality import ORDER, counted_out
from psychoseg.study import read_study

KEEP = Exclusions(attention=False, speed=0, straight=0, unanswered=1)
STRICT = replace(
    KEEP, longstring=15, variability=0.3, mahalanobis=0.999, even_odd=-0.9, synonyms=0, person_total=0,
    duplicates=1,
)  # fmt: skip


def answered(food, rules):
    raw = read_table(food.csv.encode(), "export.csv")
    return ingest(raw, food.questionnaire, Plan(exclude=rules), Wave("spring"))


def test_a_study_that_sets_no_new_rule_says_and_excludes_what_it_did_before(food):
    assert [name for name, _ in Plan().described() if name.startswith("exclude")] == [
        "exclude attention", "exclude speed", "exclude straight", "exclude unanswered",
    ]  # fmt: skip
    assert not cut_off(pd.DataFrame({"longest_string": [99]}), Exclusions(), 9)[0].size
    assert set(answered(food, Exclusions()).exclusions["rule"]) <= set(ORDER[:7])


def test_evidence_is_kept_of_everybody_who_finished_and_excludes_nobody(food):
    found = answered(food, KEEP)

    finished = food.simulated.truth["progress"] == 100
    assert len(found.evidence) == finished.sum() == len(found.answers)
    assert found.evidence.index.equals(found.answers.index)
    assert set(found.evidence) <= {index.name for index in INDICES}
    assert {"longest_string", "mahalanobis", "even_odd", "person_total", "speed"} <= set(found.evidence)


def test_where_the_platform_marked_every_row_there_is_no_evidence(food):
    raw = read_table(food.csv.encode(), "export.csv")
    previews = replace(raw, set_aside=raw.set_aside.map(lambda _: "preview or spam"))

    with pytest.raises(ResponsesError, match="Nobody of the .* rows .* is left"):
        ingest(previews, food.questionnaire, Plan(), Wave("spring"))


def test_who_is_set_aside_stays_in_the_evidence_with_every_reason(food):
    found = answered(food, STRICT)

    judged = found.exclusions[found.exclusions["rule"].isin([cut.rule for cut in CUTS])]
    assert set(judged["respondent"]) <= set(found.evidence.index)
    assert judged["respondent"].duplicated().any()
    assert not found.answers.index.isin(judged["respondent"]).any()
    assert found.rows == len(found.answers) + found.excluded
    assert sum(counted_out(found.exclusions).values()) == found.excluded


def test_rules_take_more_of_the_careless_than_of_the_careful(food):
    found = answered(food, STRICT)

    truth = food.simulated.truth
    taken = set(found.exclusions["respondent"])
    rates = {
        kind: np.mean(
            [
                person in taken
                for person in truth.index[(truth["careless"] == kind) & (truth["progress"] == 100)]
            ]
        )
        for kind in truth["careless"].unique()
    }
    careful = rates.pop("careful")
    assert careful < 0.08
    assert min(rates.values()) > 2 * careful


def test_the_detail_says_the_value_and_the_line_drawn():
    evidence = pd.DataFrame(
        {"even_odd": [0.12, np.nan, 0.9], "earlier_match": [0.2, 1.0, np.nan], "mahalanobis": [80.0, 3, 4]},
        index=[2, 3, 4],
    )

    hits, notes = cut_off(evidence, Exclusions(even_odd=0.3, duplicates=1, mahalanobis=0.999), 25)

    assert list(hits.itertuples(index=False, name=None)) == [
        (2, "answered in an unlikely combination", "squared distance 80.0, above 52.6"),
        (2, "answered inconsistently within scales", "even-odd consistency 0.12, below 0.3"),
        (3, "repeated an earlier row", "100% of the answers of an earlier row, from 100% on"),
    ]
    assert notes == []


def test_a_rule_without_material_takes_nobody_and_says_so():
    hits, notes = cut_off(pd.DataFrame(index=[2, 3]), Exclusions(synonyms=0.2), 4)

    assert hits.empty
    assert notes == ["nobody was set aside by synonyms: these answers give nothing to measure it on"]


def test_every_rule_is_a_key_of_a_study_and_has_its_place_in_the_count(tmp_path):
    written = ", ".join(f"{cut.key}: {1 if cut.key != 'mahalanobis' else 0.99}" for cut in CUTS)
    (tmp_path / "study.yml").write_text(f"title: x\nexclude: {{{written}}}")

    rules = read_study(tmp_path).plan.exclude

    assert all(getattr(rules, cut.key) is not None for cut in CUTS)
    assert len({cut.rule for cut in CUTS}) == len(CUTS)
    assert ("exclude even odd", "1") in Plan(exclude=rules).described()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("mahalanobis: 99", "mahalanobis is 99; it must be from 0.5 to 0.999999"),
        ("longstring: 2.5", "longstring should be a whole number"),
        ("synonym: 0.2", "did you mean synonyms"),
        ("duplicates: 0.1", "it must be from 0.5 to 1"),
    ],
)
def test_lines_that_cannot_be_drawn_are_refused(tmp_path, written, message):
    (tmp_path / "study.yml").write_text(f"title: x\nexclude: {{{written}}}")

    with pytest.raises(StudyError, match=message):
        read_study(tmp_path)
