"""Members of organisations, their invitations and seats, and the keys of their programs."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.dns_txt import DnsTxtRecords
from cloudwright.adapters.names import KnownNames
from cloudwright.adapters.storage.signing import kept_secret
from cloudwright.audit.service import AuditReading, AuditTrail
from cloudwright.auth.api_keys.service import ApiKeys
from cloudwright.auth.attendance.service import SignInAttendance
from cloudwright.auth.service.key_entrance import KeyEntrance
from cloudwright.config import Settings
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.domains.service import Domains
from cloudwright.organizations.ports import SeatShop
from cloudwright.organizations.seats import Seats
from cloudwright.organizations.service.closing import Closing
from cloudwright.organizations.service.invitation_links import InvitationLinks
from cloudwright.organizations.service.invitations import Invitations
from cloudwright.organizations.service.inviting import Inviting
from cloudwright.organizations.service.mail import InvitationMail
from cloudwright.organizations.service.members import Members
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.organizations.service.roster import Roster
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People


def register_membership(registry: svcs.Registry, settings: Settings) -> None:
    def members(services: svcs.Container) -> Members:
        db, known, places = services.get(AsyncSession, People, Seats)
        audit, departures = services.get(AuditTrail, ApiKeys)
        return Members(db, people=known, seats=places, departures=departures, audit=audit)

    def invitations(services: svcs.Container) -> Invitations:
        db, known, places = services.get(AsyncSession, People, Seats)
        audit, outbox = services.get(AuditTrail, Outbox)
        mail = InvitationMail(outbox, origin=settings.public_origin)
        return Invitations(db, people=known, seats=places, mail=mail, audit=audit)

    def closing(services: svcs.Container) -> Closing:
        db, audit = services.get(AsyncSession, AuditTrail)
        return Closing(db, audit=audit)

    def inviting(services: svcs.Container) -> Inviting:
        units, shop = services.get(UnitsOfWork, SeatShop)
        return Inviting(units, shop)

    units = svcs.Container(registry).get(UnitsOfWork)
    attendance = SignInAttendance(units)
    registry.register_factory(Members, members)
    registry.register_factory(Invitations, invitations)
    registry.register_factory(Inviting, inviting)
    registry.register_factory(Closing, closing)
    registry.register_value(Domains, Domains(units, DnsTxtRecords()))
    registry.register_value(Roster, Roster(units, attendance))
    registry.register_value(AuditReading, AuditReading(units, KnownNames(units)))
    registry.register_value(InvitationLinks, InvitationLinks(units))
    _register_keys(registry, settings)


def _register_keys(registry: svcs.Registry, settings: Settings) -> None:
    given = [secret.get_secret_value().encode() for secret in settings.api_keys.peppers]
    file = settings.data.directory / "api-keys.pepper"

    def keys(services: svcs.Container) -> ApiKeys:
        db, people, audit = services.get(AsyncSession, People, AuditTrail)
        return ApiKeys(db, given or [kept_secret(file)], people=people, audit=audit)

    def entrance(services: svcs.Container) -> KeyEntrance:
        known, organizations, people = services.get(ApiKeys, Organizations, People)
        return KeyEntrance(known, organizations=organizations, people=people)

    registry.register_factory(ApiKeys, keys)
    registry.register_factory(KeyEntrance, entrance)
