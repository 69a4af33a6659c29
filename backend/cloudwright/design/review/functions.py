"""How long functions run, for load arithmetic."""

from decimal import Decimal

from cloudwright.design.review.subject import Subject

_ASSUMPTION = "function_duration_ms"
_DEFAULT_MS = Decimal(120)
_MS_PER_SECOND = Decimal(1000)


def seconds_per_run(subject: Subject, element_id: str) -> Decimal:
    """Return the function's own average, else the assumption, in seconds."""
    own = subject.elements[element_id].properties.model_dump().get("average_duration_ms")
    if own is not None:
        return Decimal(str(own)) / _MS_PER_SECOND
    named = f"{_ASSUMPTION}_{element_id.replace('-', '_')}"
    assumed = subject.assumption(named, subject.assumption(_ASSUMPTION, _DEFAULT_MS))
    return assumed / _MS_PER_SECOND
