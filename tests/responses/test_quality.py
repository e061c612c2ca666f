import itertools

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.responses.quality import longest_run


def runs_by_hand(row: list[int]) -> int:
    best = same = 1
    for before, after in itertools.pairwise(row):
        same = same + 1 if before == after else 1
        best = max(best, same)
    return best


@given(st.lists(st.lists(st.integers(1, 3), min_size=6, max_size=6), min_size=1, max_size=10))
def test_the_longest_run_is_the_one_counted_by_hand(rows):
    assert longest_run(pd.DataFrame(rows)).tolist() == [runs_by_hand(row) for row in rows]


def test_longest_runs_of_real_answers_equal_those_of_another_program(bfi, shared):
    # R package careless 1.2.2, longstring(), complete rows of bfi
    reference = pd.read_csv(shared / "reference" / "quality" / "careless_bfi_rows.csv", index_col=0)
    column = next(
        name for name in reference.columns if "longstr" in name.lower() and "avg" not in name.lower()
    )
    complete = bfi.dropna()

    found = longest_run(complete)

    assert found.to_numpy().tolist() == reference[column].to_numpy().tolist()
