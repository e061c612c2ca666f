import itertools

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.responses.carelessness import longest_string


def runs_by_hand(row: list[int]) -> int:
    best = same = 1
    for before, after in itertools.pairwise(row):
        same = same + 1 if before == after else 1
        best = max(best, same)
    return best


@given(st.lists(st.lists(st.integers(1, 3), min_size=6, max_size=6), min_size=1, max_size=10))
def test_the_longest_run_is_the_one_counted_by_hand(rows):
    assert longest_string(pd.DataFrame(rows)).tolist() == [runs_by_hand(row) for row in rows]
