"""Remembers requests with an `Idempotency-Key`, so that one that is sent again has no second effect."""

import base64
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer
from cloudwright.idempotency.errors import KeyReused, OutcomeUnknown, StillRunning
from cloudwright.idempotency.repository import IdempotencyKeysTable
from cloudwright.idempotency.schemas import Answer, Remembered
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

KEPT_HOURS = 24
_LONGEST = timedelta(minutes=2)  # no request takes longer: after it nobody works on one any more


class Repeats:
    """One per process.

    A key is claimed before the request is looked at, in a transaction of its own: a process that dies
    afterwards leaves a request whose end nobody knows, and which is never begun a second time.
    Answers are kept sealed, for some hold secrets that are shown once.
    """

    def __init__(self, units: UnitsOfWork, sealer: Sealer, *, clock: Clock = utc_now) -> None:
        self._units = units
        self._sealer = sealer
        self._clock = clock

    async def begin(self, principal: Principal, key: str, *, request_hash: str) -> Answer | None:
        """Return the answer that this request had before; None when it is to be carried out now.

        Raises:
            KeyReused: another request came with this key.
            StillRunning: the first one is not done yet.
            OutcomeUnknown: the first one was begun, and its process ended before it was answered.
        """
        now = self._clock()
        async with self._units.write(principal) as services:
            table = IdempotencyKeysTable(services.get(AsyncSession))
            await table.forget_before(now - timedelta(hours=KEPT_HOURS))
            known = await table.claim(principal.user_id, key, request_hash=request_hash, now=now)
        if known is None:
            return None
        if known.request_hash != request_hash:
            raise KeyReused("Another request was sent with this Idempotency-Key. Use a new one.")
        if known.answer is None:
            raise self._unanswered(known)
        return await self._opened(principal, key, known.answer)

    async def settle(self, principal: Principal, key: str, answer: Answer) -> None:
        """Keep the answer of a request that had its effect."""
        plain = answer.model_dump_json().encode()
        sealed = await self._sealer.seal(plain, context=_context(principal, key))
        text = base64.b64encode(sealed.to_bytes()).decode()
        async with self._units.write(principal) as services:
            table = IdempotencyKeysTable(services.get(AsyncSession))
            await table.settle(principal.user_id, key, answer=text)

    async def forget(self, principal: Principal, key: str) -> None:
        """Let a request that had no effect be sent again with its key."""
        async with self._units.write(principal) as services:
            await IdempotencyKeysTable(services.get(AsyncSession)).forget(principal.user_id, key)

    def _unanswered(self, known: Remembered) -> StillRunning | OutcomeUnknown:
        if self._clock() - known.begun_at < _LONGEST:
            return StillRunning("This request is being carried out. Ask again in a moment.")
        return OutcomeUnknown(
            "This request was begun, and we do not know whether it was done. "
            "Look whether it was; if not, send it with a new Idempotency-Key."
        )

    async def _opened(self, principal: Principal, key: str, text: str) -> Answer:
        sealed = Sealed.from_bytes(base64.b64decode(text))
        return Answer.model_validate_json(await self._sealer.open(sealed, context=_context(principal, key)))


def _context(principal: Principal, key: str) -> dict[str, str]:
    return {
        "table": "idempotency_keys",
        "organization": principal.organization_id,
        "person": principal.user_id,
        "row": key,
        "column": "answer",
    }
