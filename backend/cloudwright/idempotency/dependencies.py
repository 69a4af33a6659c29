"""What an operation that has an effect takes, so that it may be sent again."""

from typing import Annotated

from fastapi import Header

from cloudwright.idempotency.service import KEPT_HOURS

KEY_HEADER = "idempotency-key"
KEY_PATTERN = r"^[A-Za-z0-9_-]{8,100}$"

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=KEY_PATTERN,
        description=f"The same key with the same request has one effect and one answer for {KEPT_HOURS} h.",
    ),
]


async def repeatable(idempotency_key: IdempotencyKey = None) -> None:
    """Take the key; `middleware.idempotency` has looked at it before."""
    del idempotency_key
