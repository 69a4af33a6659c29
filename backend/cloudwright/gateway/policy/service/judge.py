"""What holds now, in this process: asked before every call, and read from the database once in a second."""

import asyncio
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.policy.repository import PoliciesTable
from cloudwright.gateway.policy.rules import PolicySet, PolicyUnreadable
from cloudwright.gateway.policy.values import Asked, Decision
from cloudwright.gateway.policy.vocabulary import DEFAULT
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_FRESH_SECONDS = 1.0
_LONGEST_UNASKED_SECONDS = 300.0
_MOST_ORGANIZATIONS = 2000


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision, the version that made it (0 is the default text), and what the shadow text says."""

    decision: Decision
    version: int
    shadow: Decision | None = None
    shadow_version: int | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """The texts that hold for an organisation as they were at `revision`.

    `read_at` is when that was last so, `tried_at` when it was last asked, in seconds of a clock.
    """

    revision: int
    read_at: float
    tried_at: float
    live: PolicySet | None
    live_version: int
    shadow: PolicySet | None = None
    shadow_version: int | None = None


class Judge:
    """One per process. A change is felt within a second of the next call, whichever process saved it.

    Without the database the texts that were read last hold on for five minutes; then calls are refused.
    """

    def __init__(self, units: UnitsOfWork, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._units = units
        self._clock = clock
        self._default = PolicySet.parse(DEFAULT)
        self._holding: OrderedDict[str, Holding] = OrderedDict()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def judge(self, asked: Asked) -> Judgement:
        """Return what the rules of the caller's organisation say.

        Raises:
            Refusal: UNAVAILABLE when the rules cannot be read, FORBIDDEN when they can no longer be used.
        """
        holding = await self._of(asked.subject.organization_id)
        if holding.live is None:
            raise Refusal(
                Reason.FORBIDDEN,
                "policy_unreadable",
                "The organisation's rules no longer fit the gateway. An admin has to save them again.",
            )
        return Judgement(
            decision=holding.live.decide(asked),
            version=holding.live_version,
            shadow=holding.shadow.decide(asked) if holding.shadow else None,
            shadow_version=holding.shadow_version,
        )

    async def _of(self, organization_id: str) -> Holding:
        known = self._fresh(organization_id)
        if known is not None:
            return known
        try:
            async with self._turns[organization_id]:
                return self._fresh(organization_id) or await self._asked_again(organization_id)
        finally:
            self._turns.pop(organization_id, None)

    def _fresh(self, organization_id: str) -> Holding | None:
        known = self._holding.get(organization_id)
        return known if known and self._clock() - known.tried_at < _FRESH_SECONDS else None

    async def _asked_again(self, organization_id: str) -> Holding:
        known, now = self._holding.get(organization_id), self._clock()
        try:
            found = await self._read(organization_id, known, now=now)
        except (SQLAlchemyError, OSError) as failure:
            if known is None or now - known.read_at > _LONGEST_UNASKED_SECONDS:
                said = "The organisation's rules cannot be read at the moment. Try again in some seconds."
                raise Refusal(
                    Reason.UNAVAILABLE, "policy_unavailable", said, retry_after_seconds=5
                ) from failure
            log.warning("rules not read again", organization_id=organization_id)
            found = replace(known, tried_at=now)
        self._holding[organization_id] = found
        self._holding.move_to_end(organization_id)
        if len(self._holding) > _MOST_ORGANIZATIONS:
            self._holding.popitem(last=False)
        return found

    async def _read(self, organization_id: str, known: Holding | None, *, now: float) -> Holding:
        async with self._units.read(OneTenant(organization_id)) as services:
            table = PoliciesTable(await services.aget(AsyncSession))
            pointers = await table.pointers()
            if known is not None and known.revision == pointers.revision:
                return replace(known, read_at=now, tried_at=now)
            live = await self._parsed(table, pointers.live) if pointers.live else self._default
            shadow = await self._parsed(table, pointers.shadow) if pointers.shadow else None
        return Holding(
            revision=pointers.revision,
            read_at=now,
            tried_at=now,
            live=live,
            live_version=pointers.live or 0,
            shadow=shadow,
            shadow_version=pointers.shadow if shadow else None,
        )

    async def _parsed(self, table: PoliciesTable, number: int) -> PolicySet | None:
        version = await table.version(number)
        if version is None:
            return None
        try:
            return await asyncio.to_thread(PolicySet.parse, version.text)
        except PolicyUnreadable:
            log.exception("saved rules cannot be read", version=number)
            return None


def refusal_of(decision: Decision) -> Refusal:
    """Return how a caller is told that the rules forbid a call."""
    if decision.rules:
        said = f"Forbidden by the organisation's rules ({', '.join(decision.rules)})."
    else:
        said = "No rule of the organisation permits this call."
    advice = " ".join(decision.advice) or "Ask an admin of the organisation, or call another model."
    return Refusal(Reason.FORBIDDEN, "policy_forbidden", f"{said} {advice}", parameter="model")
