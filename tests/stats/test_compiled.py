"""Compiled code is a convenience: where it is not there, or not for this machine, nothing breaks."""

import pytest

from psychoseg.stats import compiled


def test_a_library_that_is_not_for_this_machine_is_left_alone(tmp_path):
    broken = tmp_path / "lloyd.bin"
    broken.write_bytes(b"not machine code")

    assert compiled.load(broken) is None
    assert compiled.load(tmp_path / "absent.so") is None


@pytest.mark.parametrize("several", [1, 2, 7])
def test_parts_come_back_in_their_order_on_any_number_of_threads(monkeypatch, several):
    monkeypatch.setattr(compiled, "threads", lambda: several)

    assert compiled.side_by_side(lambda part: part * 2, range(20)) == list(range(0, 40, 2))
