"""Holds the most that a call may use, before anybody is asked; writes down that it begins."""

from cloudwright.gateway.admission.ports import Gate
from cloudwright.gateway.admission.refusals import refusal_of
from cloudwright.gateway.admission.schemas import Budget, Level, Limit, Refused, Want
from cloudwright.gateway.applications.rules.applying import applied
from cloudwright.gateway.journal.ports import Journal
from cloudwright.gateway.journal.records import started
from cloudwright.gateway.pricing import cost_nano_usd
from cloudwright.gateway.relay.accounting import entry_of, model_id
from cloudwright.gateway.relay.entering import clamp, estimated_tokens
from cloudwright.gateway.relay.limits import CallLimits
from cloudwright.gateway.relay.passage import Passage
from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.upstream.target import Target
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Reason, Refusal


class Holding:
    def __init__(self, gate: Gate, journal: Journal, *, limits: CallLimits) -> None:
        self._gate = gate
        self._journal = journal
        self._limits = limits

    async def hold(self, call: Passage, targets: tuple[Target, ...]) -> None:
        """Hold money, rates and a place for the dearest target that may be asked.

        Raises:
            Refusal: a limit leaves no room for it, or nobody knows what it costs under a hard budget.
        """
        who = call.who
        whose = {
            Level.ORGANIZATION: who.organization_id,
            Level.TEAM: who.team,
            Level.APPLICATION: who.application_id,
            Level.USER: call.ask.end_user,
        }
        limits = applied(call.settings.limits, whose)
        hard = any(isinstance(limit, Budget) and limit.hard for limit in limits)
        if hard and call.ask.max_tokens is None:
            clamp(call, self._limits.answer_tokens)
        call.most = self._most(call)
        if limits:
            await self._admit(call, limits, self._dearest(call, targets, hard=hard))

    async def open(self, call: Passage) -> None:
        """Write down that the call begins; from here on it is accounted for whatever happens."""
        await self._journal.started(started(entry_of(call)))
        call.opened = True

    async def _admit(self, call: Passage, limits: tuple[Limit, ...], nano_usd: int) -> None:
        want = Want(
            call.who.organization_id, amount_nano_usd=nano_usd, tokens=call.most.tokens, limits=limits
        )
        admitted = await self._gate.admit(want, lease_seconds=self._limits.lease_seconds)
        if isinstance(admitted, Refused):
            call.note("admission", "refused", admitted.code)
            raise refusal_of(admitted)
        call.held = admitted
        if admitted.exceeded:
            call.note("admission", "exceeded", *(budget.scope.name for budget in admitted.exceeded))

    def _most(self, call: Passage) -> Usage:
        answer = 0 if call.ask.wire is Wire.EMBEDDINGS else call.ask.max_tokens or self._limits.answer_tokens
        return Usage(input_tokens=estimated_tokens(call.ask), output_tokens=answer, estimated=True)

    def _dearest(self, call: Passage, targets: tuple[Target, ...], *, hard: bool) -> int:
        costs = [cost_nano_usd(model_id(target), call.most) for target in targets]
        if hard and None in costs:
            raise Refusal(
                Reason.FORBIDDEN,
                "price_unknown",
                f"Nobody knows what '{call.ask.model}' costs, and a hard budget has to be kept. "
                "Call a model with a price, or have the budget made a soft one.",
                parameter="model",
            )
        return max((cost for cost in costs if cost is not None), default=0)
