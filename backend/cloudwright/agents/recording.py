"""The fifth read-only layer: every tool call leaves a row in the audit trail."""

import hashlib
import json
from dataclasses import dataclass
from typing import Protocol

from pydantic import JsonValue

from cloudwright.agents.turn import Turn
from cloudwright.audit.service import AuditTrail
from cloudwright.tenancy.work import UnitsOfWork


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One finished call: `status` is ok, error or refused."""

    name: str
    server: str
    status: str
    milliseconds: int
    arguments: JsonValue


class CallRecorder(Protocol):
    """Keeps a record of tool calls."""

    async def record(self, turn: Turn, call: ToolCall) -> None: ...


class AuditedCalls:
    """Records calls in the audit trail; arguments as a fingerprint, since they may quote people."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def record(self, turn: Turn, call: ToolCall) -> None:
        """Add one audit entry in a transaction of its own."""
        arguments = json.dumps(call.arguments, sort_keys=True, default=str)
        async with self._units.write(turn.principal) as services:
            trail = await services.aget(AuditTrail)
            await trail.record(
                "tool.refused" if call.status == "refused" else "tool.called",
                turn.run_id,
                actor_id=turn.principal.user_id,
                details={
                    "tool": call.name,
                    "server": call.server,
                    "status": call.status,
                    "milliseconds": str(call.milliseconds),
                    "arguments_sha256": hashlib.sha256(arguments.encode()).hexdigest(),
                },
            )
