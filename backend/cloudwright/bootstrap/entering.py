"""Accounts with passwords: what slows guessing down, and every step of coming in."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.attempts import MemoryCounters
from cloudwright.adapters.personal_records import EveryRecord, EveryRemain
from cloudwright.artifacts.ports import ArtifactStore
from cloudwright.artifacts.service.bundles import Bundles
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.account.service.accounts import Accounts
from cloudwright.auth.account.service.factors import OwnFactor
from cloudwright.auth.account.service.leaving import Leaving
from cloudwright.auth.account.service.telling import Telling
from cloudwright.auth.entry.service.choosing import Choosing
from cloudwright.auth.entry.service.doorway import Doorway
from cloudwright.auth.entry.service.password_sign_ins import PasswordSignIns
from cloudwright.auth.entry.service.resetting import Resetting
from cloudwright.auth.entry.service.second_factors import SecondFactors
from cloudwright.auth.entry.service.signing_up import SigningUp
from cloudwright.auth.passwords import Passwords
from cloudwright.auth.schemas import PasswordSettings
from cloudwright.auth.service.entering import Entering
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.watching import Watching
from cloudwright.auth.throttle.ports import Counters
from cloudwright.auth.throttle.service import Throttle
from cloudwright.auth.throttle.shared import SharedCounters
from cloudwright.config import Settings
from cloudwright.encryption.service import Sealer
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People


def register_entry(registry: svcs.Registry, settings: Settings) -> None:
    origin = settings.public_origin

    def doorway(services: svcs.Container) -> Doorway:
        db, people, entering = services.get(AsyncSession, People, Entering)
        sign_ins, outbox = services.get(SignIns, Outbox)
        return Doorway(db, people=people, entering=entering, sign_ins=sign_ins, outbox=outbox, origin=origin)

    def telling(services: svcs.Container) -> Telling:
        people, outbox, audit = services.get(People, Outbox, AuditTrail)
        return Telling(people, outbox, audit=audit, origin=origin)

    registry.register_factory(Doorway, doorway)
    registry.register_factory(Telling, telling)
    units, sealer = svcs.Container(registry).get(UnitsOfWork, Sealer)
    throttle = Throttle(_counters(settings, units), units)
    passwords = Passwords(PasswordSettings())
    choosing = Choosing(passwords)
    registry.register_value(Throttle, throttle)
    registry.register_value(Watching, Watching(units))
    registry.register_value(Passwords, passwords, on_registry_close=passwords.close)
    registry.register_value(Choosing, choosing)
    registry.register_value(PasswordSignIns, PasswordSignIns(units, passwords, throttle=throttle))
    factors = SecondFactors(units, sealer, throttle=throttle, origin=origin)
    registry.register_value(SecondFactors, factors)
    registry.register_value(
        SigningUp, SigningUp(units, choosing, passwords=passwords, throttle=throttle, origin=origin)
    )
    registry.register_value(Resetting, Resetting(units, choosing, throttle=throttle, origin=origin))


def register_account(registry: svcs.Registry, settings: Settings) -> None:
    process = svcs.Container(registry)
    units, choosing, passwords = process.get(UnitsOfWork, Choosing, Passwords)
    sealer, throttle, factors = process.get(Sealer, Throttle, SecondFactors)
    store, bundles = process.get(ArtifactStore, Bundles)
    registry.register_value(OwnFactor, OwnFactor(units, factors, sealer=sealer, throttle=throttle))
    accounts = Accounts(
        units,
        choosing,
        passwords=passwords,
        throttle=throttle,
        providers=settings.open_id.providers,
    )
    registry.register_value(Accounts, accounts)
    leaving = Leaving(
        units,
        accounts,
        records=EveryRecord(units, store),
        remains=EveryRemain(units, bundles),
        origin=settings.public_origin,
    )
    registry.register_value(Leaving, leaving)


def _counters(settings: Settings, units: UnitsOfWork) -> Counters:
    """One process alone uses a SQLite file; others share what they count."""
    return MemoryCounters() if settings.database_url.startswith("sqlite") else SharedCounters(units)
