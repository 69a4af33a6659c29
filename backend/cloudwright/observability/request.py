"""The id of the request that is being answered, for logs, envelopes and error pages."""

from contextvars import ContextVar, Token

_current: ContextVar[str] = ContextVar("request_id", default="-")


def request_id() -> str:
    """Return the id of the current request, or `-` outside of one."""
    return _current.get()


def bind_request_id(value: str) -> Token[str]:
    """Set the id for this request's context; give the token to `release_request_id`."""
    return _current.set(value)


def release_request_id(token: Token[str]) -> None:
    """Forget the id again."""
    _current.reset(token)
