"""Answers are listed as a questionnaire would list them, where their words tell the order."""

import pytest

from psychoseg.responses.arranging import arranged, by_size, way_out


@pytest.mark.parametrize(
    "ordered",
    [
        ["Under 18", "18 to 24", "25-34", "35 or older"],
        ["$0 - $24,999", "$25,000 - $49,999", "$50,000 - $99,999", "$100,000 - $149,999", "$150,000+"],
        ["< 1 MB", "Up to 99 MB", "100 MB - 999 MB", "1 GB - 9 GB", "10 GB - 99 GB", "> 500 GB"],
        ["Fewer than 5 people", "5-9 people", "10-19 people", "30 or more people"],
        ["unter 20", "20 bis 39", "40 bis 59", "60 und älter"],
        ["0", "1-2", "3-5", "More than 5"],
        ["Very unfavorably", "Somewhat unfavorably", "Somewhat favorably", "Very favorably"],
    ],
)
def test_ranges_and_ladders_run_from_low_to_high(ordered):
    assert arranged(ordered[::-1]) == (ordered, True)


@pytest.mark.parametrize(
    "labels",
    [
        ["Windows 10", "Windows 8", "Windows 7"],
        ["Route 7", "Highway 20 to 30", "Path 5"],
        ["Jun-25", "26-100", "01-May"],
        ["1-5", "3-9", "1-7"],
        ["red", "green", "blue"],
    ],
)
def test_what_is_no_range_of_one_thing_stays_as_it_is(labels):
    assert by_size(labels) == []
    assert arranged(labels) == (labels, False)


def test_yes_comes_before_no_and_ways_out_come_last():
    assert arranged(["N/A", "No", "Yes"]) == (["Yes", "No", "N/A"], True)
    assert arranged(["Nein", "Weiß nicht", "Ja"]) == (["Ja", "Nein", "Weiß nicht"], True)
    assert arranged(["Greedo", "Prefer not to say", "Han"]) == (["Greedo", "Han", "Prefer not to say"], False)


@pytest.mark.parametrize("label", ["I don’t know", "Do not know/Cannot answer", "Prefer not to say.", "N/A", "Unfamiliar (N/A)", "Keine Angabe", "No sabe"])  # fmt: skip
def test_ways_out_are_known(label):
    assert way_out(label)


@pytest.mark.parametrize("label", ["No", "None", "I know it", "Not at all", "Neutral", "Naples"])
def test_answers_are_no_ways_out(label):
    assert not way_out(label)
