"""SQL of the ledger."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.models import ModelCall
from cloudwright.gateway.schemas import Call


class Calls:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, call: Call) -> None:
        principal = call.caller.principal
        self._db.add(
            ModelCall(
                organization_id=principal.organization_id,
                id=call.id,
                person_id=principal.user_id,
                conversation_id=call.caller.conversation_id,
                run_id=call.caller.run_id,
                model_id=call.model_id,
                status=call.status,
                input_tokens=call.usage.input_tokens,
                output_tokens=call.usage.output_tokens,
                estimated=call.usage.estimated,
                milliseconds=call.milliseconds,
                cost_nano_usd=call.cost_nano_usd,
                started_at=call.started_at,
            )
        )
        await self._db.flush()

    async def totals(self, run_id: str) -> tuple[int, int, int, int, int]:
        """Return input tokens, output tokens, calls, cost in nano USD and priced calls of one run."""
        rows = await self._db.execute(
            select(
                func.sum(ModelCall.input_tokens),
                func.sum(ModelCall.output_tokens),
                func.count(ModelCall.id),
                func.sum(ModelCall.cost_nano_usd),
                func.count(ModelCall.cost_nano_usd),
            ).where(ModelCall.run_id == run_id)
        )
        given, received, calls, nano, priced = rows.one()
        return int(given or 0), int(received or 0), calls, int(nano or 0), priced
