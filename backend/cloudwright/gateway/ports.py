"""What the gateway needs from outside."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from strands.models.model import Model

from cloudwright.gateway.schemas import Call, ModelCard

Settle = Callable[[Call], Awaitable[None]]


class ModelSource(Protocol):
    """Makes one kind of model; a new one for every agent."""

    @property
    def card(self) -> ModelCard: ...

    def make(self) -> Model: ...
