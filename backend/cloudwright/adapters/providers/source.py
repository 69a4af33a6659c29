"""A provider's model as the gateway wants it."""

import asyncio
from importlib import import_module

from strands.models.model import Model

from cloudwright.adapters.providers.vendor import Vendor
from cloudwright.gateway.choice import Choice
from cloudwright.gateway.guarded import GuardedModel, Patience, Sleep


class ProviderSource:
    """A `ModelSource` over one vendor's model, shared by all turns.

    The vendor's library is loaded when this is made: one costs seconds, and most need none of them.
    """

    def __init__(self, choice: Choice, *, sleep: Sleep = asyncio.sleep) -> None:
        module = import_module(f"cloudwright.adapters.providers.{choice.provider}")
        self._vendor: Vendor = module.vendor(choice)
        self._choice = choice
        self._sleep = sleep
        self.card = choice.card

    def make(self) -> Model:
        """Return the model behind its guard."""
        settings = self._choice.settings
        patience = Patience(
            first_seconds=settings.first_seconds,
            idle_seconds=settings.idle_seconds,
            attempts=settings.attempts,
            longest_wait_seconds=settings.longest_wait_seconds,
        )
        return GuardedModel(
            self._vendor.model,
            label=self.card.label,
            blame=self._vendor.blame,
            patience=patience,
            sleep=self._sleep,
        )

    async def close(self) -> None:
        """Close the vendor's connections."""
        await self._vendor.close()
