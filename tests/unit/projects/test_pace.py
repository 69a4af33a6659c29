"""An address opens links as fast as a person needs, and not as fast as a program could."""

from cloudwright.projects.sharing.pace import Pace, Paced

SLOWLY = Pace(at_once=2, per_second=0.5)


def test_who_has_used_up_what_is_allowed_at_once_waits_for_the_next() -> None:
    paced = Paced(SLOWLY)

    waits = [paced.wait_seconds("a", now=now) for now in (0, 0, 0, 1, 2, 2)]

    assert waits == [0, 0, 2, 1, 0, 2]


def test_nobody_waits_for_somebody_else() -> None:
    paced = Paced(SLOWLY)
    for _ in range(5):
        paced.wait_seconds("a", now=0)

    assert paced.wait_seconds("b", now=0) == 0


def test_a_long_rest_allows_no_more_at_once_than_at_first() -> None:
    paced = Paced(SLOWLY)
    paced.wait_seconds("a", now=0)

    waits = [paced.wait_seconds("a", now=1_000) for _ in range(3)]

    assert waits == [0, 0, 2]


def test_only_so_many_addresses_are_remembered() -> None:
    paced = Paced(Pace(at_once=1, per_second=0.001), most=2)
    for who in "abc":
        paced.wait_seconds(who, now=0)

    assert paced.wait_seconds("c", now=0) > 0
    assert paced.wait_seconds("a", now=0) == 0, "the one who asked longest ago was forgotten"
