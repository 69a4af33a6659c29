"""Asks the targets of a call one after the other, until one answers."""

import asyncio
import random
import time
from dataclasses import dataclass

from cloudwright.gateway.relay.answering import Answering
from cloudwright.gateway.relay.outlet import Outlet
from cloudwright.gateway.relay.passage import Aim, Passage
from cloudwright.gateway.routing.breaker import Breakers, Permit
from cloudwright.gateway.routing.planning import Draw
from cloudwright.gateway.routing.retries import Patience, Step, Tries, after
from cloudwright.gateway.routing.routes import TargetRef
from cloudwright.gateway.upstream.failures import Failed, Failure, FailureKind, failed
from cloudwright.gateway.upstream.outgoing import outgoing
from cloudwright.gateway.upstream.ports import Incoming, Sender, Timeouts
from cloudwright.gateway.upstream.provider_errors import failure
from cloudwright.gateway.upstream.refusals import refusal
from cloudwright.gateway.upstream.target import Target
from cloudwright.gateway.upstream.translations import translation
from cloudwright.gateway.wire.speech import Patch
from cloudwright.gateway.wire.wires import speech_of

_QUOTED_BYTES = 64_000


@dataclass(slots=True)
class _Course:
    """How far the asking has come."""

    left: list[TargetRef]
    began: float
    waited: float = 0.0


class Calling:
    def __init__(
        self, sender: Sender, breakers: Breakers, answering: Answering, *, draw: Draw = random.random
    ) -> None:
        self._sender = sender
        self._breakers = breakers
        self._answering = answering
        self._draw = draw

    async def call(self, call: Passage, aim: Aim, outlet: Outlet) -> None:
        """Ask until somebody answers.

        Raises:
            Refusal: nobody did, or the answer broke off or must not be passed on.
        """
        course = _Course(list(aim.order), began=time.monotonic())
        while True:
            ref = course.left.pop(0)
            permit = self._breakers.of(ref).enter()
            try:
                if permit is None:
                    raise failed(FailureKind.OVERLOADED, "It failed lately and rests.")
                await self._ask(call, aim, outlet, target=aim.targets[ref], permit=permit)
            except Failed as error:
                await self._then(error.failure, call, aim, outlet=outlet, course=course, ref=ref)
            else:
                return

    async def _ask(self, call: Passage, aim: Aim, outlet: Outlet, *, target: Target, permit: Permit) -> None:
        call.attempts += 1
        call.target = target
        call.first_byte = None
        try:
            await self._relay(call, aim, outlet, target=target)
        except Failed as error:
            call.note("call", error.failure.kind.value, f"{target.provider.value}/{target.model}")
            permit.failed(error.failure)
            raise
        except asyncio.CancelledError:
            permit.abandoned()
            raise
        finally:
            permit.succeeded()  # where it was told before, this says nothing

    async def _relay(self, call: Passage, aim: Aim, outlet: Outlet, *, target: Target) -> None:
        speech = speech_of(call.request.wire)
        body = speech.patched(call.body, Patch(model=target.model, include_usage=call.ask.stream))
        request = outgoing(target, call.ask, body, sent=call.request.headers)
        limits = aim.route.timeouts
        incoming = await self._sender.send(
            request,
            timeouts=Timeouts(
                connect_seconds=limits.connect_seconds,
                first_byte_seconds=limits.first_byte_seconds,
                idle_seconds=limits.between_seconds,
                whole_seconds=limits.whole_seconds,
            ),
        )
        try:
            call.status_code = incoming.status
            if incoming.status >= 300:
                raise Failed(await _failure(target, incoming))
            await self._answering.relay(call, incoming, outlet, between=translation(target, call.ask))
        finally:
            await incoming.close()

    async def _then(
        self,
        failed_so: Failure,
        call: Passage,
        aim: Aim,
        *,
        outlet: Outlet,
        course: _Course,
        ref: TargetRef,
    ) -> None:
        """Wait, turn to the next target or give up."""
        tries = Tries(
            calls=max(call.attempts, 1),
            targets_left=len(course.left),
            elapsed_seconds=time.monotonic() - course.began,
            waited_seconds=course.waited,
            begun=outlet.begun,
        )
        patience = Patience(attempts=aim.route.attempts, whole_seconds=aim.route.timeouts.whole_seconds)
        decision = after(failed_so, tries, patience=patience, draw=self._draw)
        if decision.step is Step.GIVE_UP:
            raise refusal(failed_so, call.ask.model)
        if decision.step is Step.SAME:
            course.waited += decision.wait_seconds
            course.left.append(ref)
            await asyncio.sleep(decision.wait_seconds)


async def _failure(target: Target, incoming: Incoming) -> Failure:
    chunks: list[bytes] = []
    size = 0
    async for chunk in incoming.chunks:
        chunks.append(chunk)
        size += len(chunk)
        if size > _QUOTED_BYTES:
            break
    body = b"".join(chunks)
    return failure(target, incoming.status, headers=incoming.headers, body=body)
