"""Which models a key may call, as the clients of providers ask for them."""

from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.schemas import Scope
from cloudwright.gateway.applications.settings import SettingsOf
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.model_lists import (
    Offer,
    anthropic_model,
    anthropic_models,
    openai_model,
    openai_models,
)
from cloudwright.gateway.wire.refusal import Reason, Refusal


class Listing:
    def __init__(self, identification: Identification, settings: SettingsOf) -> None:
        self._identification = identification
        self._settings = settings

    async def models(self, credential: str, address: str, *, wire: Wire, wanted: str) -> bytes:
        """Return the body of the list, or of the one model that is wanted.

        Raises:
            Refusal: the key is not good, may not see models, or there is no such model for it.
        """
        who = await self._identification.identify(credential, address)
        if Scope.MODELS not in who.scopes:
            raise Refusal(Reason.FORBIDDEN, "scope_missing", "This key may not list models. Use another one.")
        settings = await self._settings.settings_of(who.organization_id)
        offers = [
            Offer(alias, label=alias, owner=route.targets[0].provider.value)
            for alias, route in sorted(settings.routes.items())
            if who.may_call(alias)
        ]
        claude = wire is Wire.MESSAGES
        if not wanted:
            return anthropic_models(offers) if claude else openai_models(offers)
        offer = next((each for each in offers if each.id == wanted), None)
        if offer is None:
            raise Refusal(
                Reason.UNKNOWN_MODEL,
                "model_not_found",
                f"There is no model '{wanted}' for this key. GET /v1/models lists those that are.",
                parameter="model",
            )
        return anthropic_model(offer) if claude else openai_model(offer)
