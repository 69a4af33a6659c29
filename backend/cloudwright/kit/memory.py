"""How the garbage collector works beside a program whose catalogue, rules and types stay for ever."""

import gc

_YOUNG_OBJECTS = 20_000
_ROUNDS = 20


def settle() -> None:
    """Leave what exists now out of every later collection, and collect less often.

    Nothing that start-up made is ever freed, yet every collection of the oldest generation walks through
    it: with CPython's thresholds (700, 10, 10) that was a tenth of the processor time of reading
    requirements and designing. May be called again once more is loaded.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, _ROUNDS, _ROUNDS)
