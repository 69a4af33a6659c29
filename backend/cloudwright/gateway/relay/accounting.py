"""The last stage: what a call used, what it cost, and that it is over."""

from cloudwright.gateway.admission.ports import Gate
from cloudwright.gateway.journal.ports import Journal
from cloudwright.gateway.pricing import cost_nano_usd, price_version
from cloudwright.gateway.relay.passage import Passage
from cloudwright.gateway.schemas import CallStatus, Entry, Usage, UsageSource
from cloudwright.gateway.upstream.target import Target

_NOTHING = Usage(0, 0)


class Accounting:
    def __init__(self, gate: Gate, journal: Journal) -> None:
        self._gate = gate
        self._journal = journal

    async def close(self, call: Passage) -> None:
        """Settle what was held and write down how the call ended; a call of nobody known is not kept."""
        if call.known is None:
            return
        entry = entry_of(call)
        if call.held is not None:
            if call.target is None:
                await self._gate.release(call.held)
            else:
                await self._gate.settle(
                    call.held, actual_nano_usd=entry.cost_nano_usd or 0, actual_tokens=entry.usage.tokens
                )
        await self._journal.finished(entry)


def entry_of(call: Passage) -> Entry:
    """Return the row of the ledger for a call as far as it has come."""
    who, ask = call.who, call.ask
    target, usage = call.target, call.usage if call.usage is not None else _unseen(call)
    model = model_id(target) if target is not None else ask.model[:120]
    return Entry(
        id=call.request.id,
        organization_id=who.organization_id,
        model_id=model,
        status=call.status,
        usage=usage,
        milliseconds=call.milliseconds(),
        cost_nano_usd=0 if usage == _NOTHING else cost_nano_usd(model, usage),
        started_at=call.started_at,
        person_id="",
        application_id=who.application_id,
        team=who.team,
        provider=target.provider.value if target is not None else "",
        wire=ask.wire.value,
        requested_model=ask.model[:120],
        code=call.refusal.code if call.refusal is not None else "",
        status_code=call.status_code,
        first_byte_milliseconds=_first_byte(call),
        attempts=call.attempts,
        usage_source=UsageSource.ESTIMATED if usage.estimated else UsageSource.PROVIDER,
        price_version=price_version(),
        verdicts=tuple(call.verdicts),
    )


def model_id(target: Target) -> str:
    """Return the name that prices are kept under: who bills it, and the model."""
    return f"{target.provider.value}/{target.model}"[:120]


def _unseen(call: Passage) -> Usage:
    """Return nothing where nobody was asked, and what admission expected where a call is about to begin."""
    beginning = not call.opened and call.refusal is None and call.status is CallStatus.FAILED
    return call.most if beginning else _NOTHING


def _first_byte(call: Passage) -> int | None:
    return None if call.first_byte is None else round((call.first_byte - call.began) * 1000)
