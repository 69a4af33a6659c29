"""Applications on a real store, each deed a transaction of its own, at times that are set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import svcs
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from builders.stores import NOW, a_store
from cloudwright.adapters.key_file import KeyFileRing
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.access_tokens import AccessTokens
from cloudwright.auth.schemas import AccessTokenSettings, SigningKeySettings
from cloudwright.auth.service.signing import Signing
from cloudwright.database.engine import Database
from cloudwright.encryption.schemas import EncryptionSettings
from cloudwright.encryption.service import Sealer
from cloudwright.gateway.applications.identity.known import KnownKeys
from cloudwright.gateway.applications.identity.peppers import Peppers
from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.identity.uses import Uses
from cloudwright.gateway.applications.rules.service import Rules
from cloudwright.gateway.applications.schemas import (
    Application,
    CreatedKey,
    Identified,
    NewApplication,
    NewApplicationKey,
)
from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.applications.service.keys import Keys
from cloudwright.gateway.applications.settings import SettingsOf
from cloudwright.gateway.applications.tokens.tickets import Tickets
from cloudwright.gateway.wire.refusal import Refusal
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.work import UnitsOfWork

ADMIN = Principal(user_id="usr_1", organization_id="org_1", role=Role.ADMIN, sign_in_id="sgn_1")
STRANGER = Principal(user_id="usr_2", organization_id="org_2", role=Role.ADMIN, sign_in_id="sgn_2")
SHOP = NewApplication(name="Shop", team="web")
HOME = "192.0.2.7"


@dataclass
class Times:
    """A clock and the seconds since some moment; they pass together, or the clock alone is set."""

    now: datetime = NOW
    seconds: float = 1_000.0

    def clock(self) -> datetime:
        return self.now

    def elapsed(self) -> float:
        return self.seconds

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass
class Gatehouse:
    """What one process knows of applications, and what admins do in another one meanwhile."""

    database: Database
    units: UnitsOfWork
    sealer: Sealer
    signing: Signing
    times: Times = field(default_factory=Times)

    def __post_init__(self) -> None:
        clock = self.times.clock
        self.peppers = Peppers(self.units, self.sealer, clock=clock)
        self.uses = Uses(self.units, clock=clock)
        self.tickets = Tickets(self.signing, issuer="https://here.example", clock=clock)
        known = KnownKeys(self.units, elapsed=self.times.elapsed)
        self.settings = SettingsOf(self.units, known, self.sealer, elapsed=self.times.elapsed)
        self.identification = Identification(
            known, self.peppers, tickets=self.tickets, uses=self.uses, clock=clock
        )

    async def identify(self, token: str, address: str = HOME) -> Identified:
        return await self.identification.identify(token, address)

    @asynccontextmanager
    async def keys(self, by: Principal = ADMIN) -> AsyncIterator[Keys]:
        async with self.units.write(by) as services:
            db = services.get(AsyncSession)
            audit = AuditTrail(db)
            applications = Applications(db, rules=self.rules(db), audit=audit, clock=self.times.clock)
            yield Keys(db, applications, peppers=self.peppers, audit=audit, clock=self.times.clock)

    @asynccontextmanager
    async def applications(self, by: Principal = ADMIN) -> AsyncIterator[Applications]:
        async with self.units.write(by) as services:
            db = services.get(AsyncSession)
            rules = self.rules(db)
            yield Applications(db, rules=rules, audit=AuditTrail(db), clock=self.times.clock)

    def rules(self, db: AsyncSession) -> Rules:
        return Rules(db, audit=AuditTrail(db), clock=self.times.clock)

    async def an_application(self, new: NewApplication = SHOP, *, by: Principal = ADMIN) -> Application:
        async with self.applications(by) as applications:
            return await applications.create(new, by=by)

    async def a_key(
        self, new: NewApplicationKey | None = None, *, of: NewApplication = SHOP, by: Principal = ADMIN
    ) -> CreatedKey:
        application = await self.an_application(of, by=by)
        async with self.keys(by) as keys:
            return await keys.make(application.id, new or NewApplicationKey(name="Live"), by=by)

    @asynccontextmanager
    async def statements(self) -> AsyncIterator[list[str]]:
        """Collect what the database is asked meanwhile."""
        asked: list[str] = []

        def seen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if "set_config" not in statement:
                asked.append(statement)

        engine = self.database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", seen)
        yield asked
        event.remove(engine, "before_cursor_execute", seen)


@asynccontextmanager
async def a_gatehouse(directory: Path) -> AsyncIterator[Gatehouse]:
    times = Times()
    async with a_store(directory) as database, svcs.Registry() as registry:
        units = UnitsOfWork(database, registry)
        sealer = Sealer(KeyFileRing(directory / "keys.json"), EncryptionSettings(), clock=times.clock)
        tokens = AccessTokens(AccessTokenSettings(issuer="https://here.example", lifetime_seconds=600))
        signing = Signing(units, tokens, settings=SigningKeySettings(), sealer=sealer, clock=times.clock)
        gatehouse = Gatehouse(database, units, sealer, signing, times)
        await gatehouse.peppers.ensure()
        yield gatehouse


async def refused(gatehouse: Gatehouse, token: str, address: str = HOME) -> Refusal:
    """Return why somebody is not let in."""
    with pytest.raises(Refusal) as caught:
        await gatehouse.identify(token, address)
    return caught.value
