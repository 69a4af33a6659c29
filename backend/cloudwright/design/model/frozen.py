"""The base of every value in the core: immutable, strict about unknown fields."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, JsonValue, StringConstraints

ElementId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(max_length=600, strip_whitespace=True)]

_LARGEST_EXPONENT = 15
_SMALLEST_EXPONENT = -15


class Frozen(BaseModel):
    """An immutable value; an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __copy__(self) -> Self:
        """Copy the fields only: what was computed from them may not hold for the copy."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


def _plain(value: Decimal) -> Decimal:
    """Give equal numbers one spelling, so that equal designs have equal bytes; refuse absurd ones."""
    if value == 0:
        return Decimal(0)
    if not _SMALLEST_EXPONENT <= value.adjusted() <= _LARGEST_EXPONENT:
        raise ValueError("must be 0, or between 1e-15 and 1e15")
    shortest = value.normalize()
    return shortest.quantize(Decimal(1)) if shortest.as_tuple().exponent > 0 else shortest  # type: ignore[operator]  # a finite number has an integer exponent


def _finite(properties: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    """Refuse NaN and infinities, which no file format of a design can hold."""
    waiting: list[JsonValue] = list(properties.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError("must be a finite number")
        if isinstance(value, list | dict):
            waiting.extend(value.values() if isinstance(value, dict) else value)
    return properties


Number = Annotated[Decimal, AfterValidator(_plain)]
PropertyValues = Annotated[Mapping[str, JsonValue], AfterValidator(_finite)]
