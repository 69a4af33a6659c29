"""The gateway's data plane: one pipeline over everything that was registered before it."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import svcs
from pydantic import SecretStr

from cloudwright.adapters.http.aws_keys import AmbientAwsKeys
from cloudwright.adapters.journal.backlog import LocalBacklog
from cloudwright.adapters.journal.dead_letters import DeadLetterFile
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.storage.local import LocalFolder
from cloudwright.config import Settings
from cloudwright.gateway.admission.memory import MemoryGate
from cloudwright.gateway.applications.accounts.schemas import Account
from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.settings import SettingsOf
from cloudwright.gateway.credentials import Credentials
from cloudwright.gateway.journal.posting import LedgerPosting
from cloudwright.gateway.journal.reconciling import Reconciler
from cloudwright.gateway.journal.shipping import Shipper
from cloudwright.gateway.policy.service.judge import Judge
from cloudwright.gateway.relay.accounting import Accounting
from cloudwright.gateway.relay.aiming import Aiming
from cloudwright.gateway.relay.answering import Answering
from cloudwright.gateway.relay.calling import Calling
from cloudwright.gateway.relay.entering import Entering
from cloudwright.gateway.relay.figures import LedgerFigures
from cloudwright.gateway.relay.holding import Holding
from cloudwright.gateway.relay.limits import CallLimits
from cloudwright.gateway.relay.listing import Listing
from cloudwright.gateway.relay.pipeline import Pipeline
from cloudwright.gateway.routing.breaker import Breakers, Limits
from cloudwright.gateway.upstream.ports import Sender
from cloudwright.gateway.upstream.target import Provider
from cloudwright.tenancy.work import UnitsOfWork

_FOLDER = "gateway"
_SAID = "gateway-bodies"


@asynccontextmanager
async def relaying(registry: svcs.Registry, settings: Settings) -> AsyncIterator[None]:
    """Take calls of applications, write them down, and bring what was written to the ledger."""
    folder = settings.data.directory / _FOLDER
    async with LocalJournal.opened(folder) as journal:
        services = svcs.Container(registry)
        units, sender = services.get(UnitsOfWork, Sender)
        identification, known, judge = services.get(Identification, SettingsOf, Judge)
        limits = CallLimits()
        gate = MemoryGate(LedgerFigures(units))
        breakers = Breakers(Limits(), time.monotonic)
        entering = Entering(identification, known, judge, limits=limits)
        aiming = Aiming(entering, breakers, own=_own(settings), aws=AmbientAwsKeys())
        pipeline = Pipeline(
            entering,
            aiming,
            holding=Holding(gate, journal, limits=limits),
            calling=Calling(sender, breakers, Answering(limits=limits)),
            accounting=Accounting(gate, journal),
            gate=gate,
            limits=limits,
        )
        registry.register_value(Pipeline, pipeline)
        registry.register_value(Listing, Listing(identification, known))
        shipper = Shipper(
            LocalBacklog(journal),
            LedgerPosting(units, LocalFolder(settings.data.directory / _SAID)),
            dead_letters=DeadLetterFile(folder),
        )
        async with Reconciler(journal).running(), shipper.running():
            yield


def _own(settings: Settings) -> Mapping[Provider, Account]:
    """Return the keys of the installation where its operator shares them with applications."""
    if not settings.gateway.share_own_keys:
        return {}
    keys = Credentials()
    found = (
        (Provider.ANTHROPIC, keys.anthropic_api_key, keys.anthropic_base_url),
        (
            Provider.COMPATIBLE if keys.openai_base_url else Provider.OPENAI,
            keys.openai_api_key,
            keys.openai_base_url,
        ),
        (Provider.BEDROCK, keys.aws_bearer_token_bedrock, ""),
    )
    return {
        provider: Account(
            provider.value, provider=provider, name=provider.value, base_url=address, region="", secret=key
        )
        for provider, key, address in found
        if key != SecretStr("") or address
    }
