"""What one process may let through by itself while the store is away."""

from dataclasses import replace

from cloudwright.gateway.admission.schemas import Budget, Concurrency, Limit, Rate, Want


def share_of(want: Want, *, processes: int) -> Want:
    """Return what is wanted against limits of which one of so many processes has its part, at least one."""
    return replace(want, limits=tuple(_share(limit, processes) for limit in want.limits))


def _share(limit: Limit, processes: int) -> Limit:
    match limit:
        case Budget():
            return replace(limit, limit_nano_usd=limit.limit_nano_usd // processes)
        case Rate():
            part = max(limit.per_minute // processes, 1)
            return replace(limit, per_minute=part, burst=max(limit.burst // processes, 1))
        case Concurrency():
            return replace(limit, most=min(limit.most, max(limit.most // processes, 1)))
