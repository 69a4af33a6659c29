"""What the gateway needs from outside."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from strands.models.model import Model

from cloudwright.gateway.schemas import NO_HOLDS, Call, Caller, Holds, ModelCard, Usage

Settle = Callable[[Call], Awaitable[None]]
Estimate = Callable[[], Awaitable[Usage]]


class Admission(Protocol):
    """What must be so before a model is called."""

    async def admit(self, caller: Caller, model_id: str, *, most: Estimate) -> Holds:
        """Hold the most that the next call may use.

        Raises:
            QuotaReached: a hard limit leaves no room for it.
        """
        ...

    async def models(self, organization_id: str) -> tuple[str, ...]:
        """Return the models that the plan of an organisation gives; empty is every one."""
        ...


class Everything:
    """Admits every call to every model."""

    async def admit(self, caller: Caller, model_id: str, *, most: Estimate) -> Holds:
        del caller, model_id, most
        return NO_HOLDS

    async def models(self, organization_id: str) -> tuple[str, ...]:
        del organization_id
        return ()


class ModelSource(Protocol):
    """Makes one kind of model; a new one for every agent."""

    @property
    def card(self) -> ModelCard: ...

    def make(self) -> Model: ...
