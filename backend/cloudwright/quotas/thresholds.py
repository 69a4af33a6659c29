"""When people are warned."""

WARN_AT = (80, 100)


def reached(used: int, limit: int) -> int:
    """Return the highest of `WARN_AT` that `used` has reached, in percent of `limit`; 0 for none of them."""
    if used <= 0:
        return 0
    return max((percent for percent in WARN_AT if used * 100 >= percent * limit), default=0)
