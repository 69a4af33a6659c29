"""When people are warned of a budget."""

WARN_AT = (50, 80, 95, 100)


def reached(spent: int, limit: int) -> int:
    """Return the highest of `WARN_AT` that was spent, in percent of `limit`; 0 for none of them."""
    if spent <= 0 or spent * 100 < WARN_AT[0] * limit:
        return 0
    return max(percent for percent in WARN_AT if spent * 100 >= percent * limit)
