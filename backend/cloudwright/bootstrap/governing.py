"""The governance of model calls: who calls, and what their organisation set."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.auth.service.signing import Signing
from cloudwright.encryption.service import Sealer
from cloudwright.gateway.applications.identity.known import KnownKeys
from cloudwright.gateway.applications.identity.peppers import Peppers
from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.identity.uses import Uses
from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.applications.service.keys import Keys
from cloudwright.gateway.applications.tokens.granting import Granting
from cloudwright.gateway.applications.tokens.tickets import Tickets
from cloudwright.tenancy.work import UnitsOfWork


def register_applications(registry: svcs.Registry, *, origin: str) -> None:
    units, sealer, signing = svcs.Container(registry).get(UnitsOfWork, Sealer, Signing)
    peppers, uses = Peppers(units, sealer), Uses(units)
    tickets = Tickets(signing, issuer=origin)
    identification = Identification(KnownKeys(units), peppers, tickets=tickets, uses=uses)

    def applications(services: svcs.Container) -> Applications:
        db, audit = services.get(AsyncSession, AuditTrail)
        return Applications(db, audit=audit)

    def keys(services: svcs.Container) -> Keys:
        db, known, audit = services.get(AsyncSession, Applications, AuditTrail)
        return Keys(db, known, peppers=peppers, audit=audit)

    registry.register_factory(Applications, applications)
    registry.register_factory(Keys, keys)
    registry.register_value(Peppers, peppers)
    registry.register_value(Uses, uses)
    registry.register_value(Tickets, tickets)
    registry.register_value(Identification, identification)
    registry.register_value(Granting, Granting(identification, tickets))
