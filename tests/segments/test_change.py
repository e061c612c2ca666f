import numpy as np
import pytest

from psychoseg.segments.change import size_changes
from psychoseg.stats.intervals import Estimator


def sizes(shares, people=1000):
    members = np.random.default_rng(0).permutation(
        np.repeat(np.arange(len(shares)), np.round(np.array(shares) * people).astype(int))
    )
    return [
        Estimator().share((members == at).astype(float), np.ones(len(members)), keep=True)
        for at in range(len(shares))
    ]


def test_equal_shares_are_no_change():
    found = size_changes(sizes([0.5, 0.3, 0.2]), sizes([0.5, 0.3, 0.2]), 0.95, 0.05)

    assert [change.verdict for change in found] == ["no clear change"] * 3
    assert all(change.difference.low < 0 < change.difference.high for change in found)


def test_a_clear_move_is_named_with_its_direction_and_interval():
    found = size_changes(sizes([0.5, 0.3, 0.2]), sizes([0.38, 0.3, 0.32]), 0.95, 0.05)

    assert [change.verdict for change in found] == ["smaller", "no clear change", "larger"]
    assert found[2].difference.value == pytest.approx(0.12)
    assert found[2].difference.low > 0.05


def test_unchanged_populations_are_called_changed_at_most_as_often_as_promised():
    rng = np.random.default_rng(7)
    shares = np.array([0.4, 0.3, 0.2, 0.1])
    false = 0
    for _ in range(300):
        waves = [rng.choice(4, 500, p=shares) for _ in range(2)]
        one, two = (
            [Estimator().share((wave == at).astype(float), np.ones(500), keep=True) for at in range(4)]
            for wave in waves
        )
        false += any(change.verdict != "no clear change" for change in size_changes(one, two, 0.95, 0.05))

    assert false / 300 <= 0.08
