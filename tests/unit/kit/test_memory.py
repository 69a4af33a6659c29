"""What start-up made is left out of every collection."""

import gc

from cloudwright.kit.memory import settle


def test_what_exists_is_never_looked_at_again_and_younger_things_less_often() -> None:
    before = gc.get_freeze_count()
    kept = [[number] for number in range(1_000)]

    settle()

    assert gc.get_freeze_count() >= before + len(kept)
    assert gc.get_threshold()[0] > 700
    assert gc.isenabled()
