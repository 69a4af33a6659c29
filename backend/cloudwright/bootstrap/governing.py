"""The governance of model calls: who calls, and what their organisation set."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.http.client import PooledSender
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.service.signing import Signing
from cloudwright.encryption.service import Sealer
from cloudwright.gateway.applications.accounts.checking import ModelListCheck
from cloudwright.gateway.applications.accounts.service import Accounts, Checking
from cloudwright.gateway.applications.identity.known import KnownKeys
from cloudwright.gateway.applications.identity.peppers import Peppers
from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.identity.uses import Uses
from cloudwright.gateway.applications.rules.service import Rules
from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.applications.service.keys import Keys
from cloudwright.gateway.applications.settings import SettingsOf
from cloudwright.gateway.applications.tokens.granting import Granting
from cloudwright.gateway.applications.tokens.tickets import Tickets
from cloudwright.gateway.calls.service import Calls
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.upstream.addresses import Permitted
from cloudwright.gateway.upstream.ports import Sender
from cloudwright.tenancy.work import UnitsOfWork

_PUBLIC_ONLY = Permitted()


def register_applications(registry: svcs.Registry, *, origin: str) -> None:
    units, sealer, signing = svcs.Container(registry).get(UnitsOfWork, Sealer, Signing)
    peppers, uses = Peppers(units, sealer), Uses(units)
    tickets = Tickets(signing, issuer=origin)
    known = KnownKeys(units)
    identification = Identification(known, peppers, tickets=tickets, uses=uses)

    def rules(services: svcs.Container) -> Rules:
        db, audit = services.get(AsyncSession, AuditTrail)
        return Rules(db, audit=audit)

    def applications(services: svcs.Container) -> Applications:
        db, rules, audit = services.get(AsyncSession, Rules, AuditTrail)
        return Applications(db, rules=rules, audit=audit)

    def keys(services: svcs.Container) -> Keys:
        db, known, audit = services.get(AsyncSession, Applications, AuditTrail)
        return Keys(db, known, peppers=peppers, audit=audit)

    def calls(services: svcs.Container) -> Calls:
        ledger, known = services.get(Ledger, Applications)
        return Calls(ledger, known)

    registry.register_factory(Calls, calls)
    registry.register_factory(Rules, rules)
    registry.register_factory(Applications, applications)
    registry.register_factory(Keys, keys)
    registry.register_value(Peppers, peppers)
    registry.register_value(Uses, uses)
    registry.register_value(Tickets, tickets)
    registry.register_value(Identification, identification)
    registry.register_value(Granting, Granting(identification, tickets))
    registry.register_value(SettingsOf, SettingsOf(units, known, sealer))


def register_accounts(registry: svcs.Registry, *, permitted: Permitted = _PUBLIC_ONLY) -> None:
    """Register keys with providers; `permitted` is what may be called besides public addresses."""
    units, sealer = svcs.Container(registry).get(UnitsOfWork, Sealer)
    sender = PooledSender(permitted)

    def accounts(services: svcs.Container) -> Accounts:
        db, rules, audit = services.get(AsyncSession, Rules, AuditTrail)
        return Accounts(db, sealer, rules=rules, permitted=permitted, audit=audit)

    registry.register_factory(Accounts, accounts)
    registry.register_value(Sender, sender, on_registry_close=sender.close)
    registry.register_value(Checking, Checking(units, sealer, ModelListCheck(sender)))
