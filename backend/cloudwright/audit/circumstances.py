"""From where and by what a deed is done: known where a request comes in, kept with what is recorded."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`key_id` is the API key that acts for its maker; None is a person's own sign-in."""

    address: str | None = None
    key_id: str | None = None


_OF_OUR_OWN = Circumstances()
_current: ContextVar[Circumstances | None] = ContextVar("circumstances", default=None)


def circumstances() -> Circumstances:
    """Return those of the request that is being answered; work of our own has none."""
    return _current.get() or _OF_OUR_OWN


def bind_circumstances(value: Circumstances) -> None:
    """Set them for the rest of this request or socket, whose task ends with it."""
    _current.set(value)
