"""Every call of a model passes these stages, in this order, and ends in one row of the ledger."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from cloudwright.gateway.admission.ports import Gate
from cloudwright.gateway.relay.accounting import Accounting
from cloudwright.gateway.relay.aiming import Aiming
from cloudwright.gateway.relay.calling import Calling
from cloudwright.gateway.relay.entering import Entering
from cloudwright.gateway.relay.holding import Holding
from cloudwright.gateway.relay.limits import CallLimits
from cloudwright.gateway.relay.outlet import Head, Outlet
from cloudwright.gateway.relay.passage import Passage, Request
from cloudwright.gateway.schemas import CallStatus
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.wires import speech_of
from cloudwright.kit.clock import Clock, utc_now

log = structlog.get_logger(__name__)

_RENEWALS_PER_LEASE = 3


class Pipeline:
    def __init__(
        self,
        entering: Entering,
        aiming: Aiming,
        *,
        holding: Holding,
        calling: Calling,
        accounting: Accounting,
        gate: Gate,
        limits: CallLimits,
        clock: Clock = utc_now,
    ) -> None:
        self._entering = entering
        self._aiming = aiming
        self._holding = holding
        self._calling = calling
        self._accounting = accounting
        self._gate = gate
        self._limits = limits
        self._clock = clock

    async def run(self, request: Request, outlet: Outlet) -> None:
        """Take one call through all stages and answer it, whatever happens on the way.

        Cancelling this stops the provider, and is how a client's leaving is told; the call is accounted for
        all the same.
        """
        call = Passage(request, started_at=self._clock(), body=request.body)
        try:
            await self._stages(call, outlet)
        except Refusal as refusal:
            call.refusal = refusal
            call.status = CallStatus.FAILED if call.attempts else CallStatus.REFUSED
        except asyncio.CancelledError:
            call.status = CallStatus.CANCELLED
            _go_on()
        except Exception:
            log.exception("a call broke", call=request.id)
            call.refusal = Refusal(
                Reason.UNAVAILABLE, "internal_error", "Something broke here. Try again in a moment."
            )
        await self._end(call, outlet)

    async def _stages(self, call: Passage, outlet: Outlet) -> None:
        await self._entering.identify(call)
        await self._entering.inspect(call)
        aim = await self._aiming.aim(call)
        outlet.drains = aim.drains
        await self._holding.hold(call, tuple(aim.targets[ref] for ref in aim.order))
        await self._holding.open(call)
        async with self._renewing(call):
            await self._calling.call(call, aim, outlet)

    async def _end(self, call: Passage, outlet: Outlet) -> None:
        """Account for the call first, then tell the client how it ended."""
        error = None
        if call.refusal is not None:
            error = speech_of(call.request.wire).refused(call.refusal, request_id=call.request.id)
            call.status_code = error.status
        try:
            await self._accounting.close(call)
        except Refusal:
            log.exception("a call could not be written down", call=call.request.id)
        if error is None or call.refusal is None:
            return
        if outlet.begun:
            await outlet.say(speech_of(call.request.wire).refused_in_stream(call.refusal))
        else:
            await outlet.begin(Head(error.status, error.headers))
            await outlet.say(error.body)

    @asynccontextmanager
    async def _renewing(self, call: Passage) -> AsyncIterator[None]:
        """Keep what is held while the call lasts."""
        held = call.held
        if held is None:
            yield
            return
        task = asyncio.create_task(self._renew(call))
        try:
            yield
        finally:
            task.cancel()

    async def _renew(self, call: Passage) -> None:
        while call.held is not None:
            await asyncio.sleep(self._limits.lease_seconds / _RENEWALS_PER_LEASE)
            await self._gate.renew(call.held, lease_seconds=self._limits.lease_seconds)


def _go_on() -> None:
    """Take a cancellation back, so that what has to be done at the end can be awaited."""
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()
