"""The base of every value in the core: immutable, strict about unknown fields."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

ElementId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(max_length=600, strip_whitespace=True)]


class Frozen(BaseModel):
    """An immutable value; an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __copy__(self) -> Self:
        """Copy the fields only: what was computed from them may not hold for the copy."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied
