"""What is remembered of a request."""

from dataclasses import dataclass, field
from datetime import datetime

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """What was answered, to be answered again; headers that belong to one delivery are not in it."""

    model_config = ConfigDict(frozen=True)

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A request with a key; `answer` is sealed, and None until it is done."""

    request_hash: str
    begun_at: datetime
    answer: str | None = field(repr=False)
