"""Everything that an organisation set for the gateway, in one value, as long as nothing was changed."""

import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.encryption.service import Sealer
from cloudwright.gateway.applications.accounts.repository import AccountsTable, Stored
from cloudwright.gateway.applications.accounts.schemas import Account
from cloudwright.gateway.applications.accounts.seals import opened
from cloudwright.gateway.applications.identity.known import Elapsed, KnownKeys
from cloudwright.gateway.applications.rules.reading import inspected_by, limits, profiles, routes
from cloudwright.gateway.applications.rules.repository import RuleKind, RulesTable
from cloudwright.gateway.applications.rules.schemas import GatewayLimit, GatewayRoute
from cloudwright.gateway.inspection.profiles import BUILT_IN, OBSERVE, STRICT, Profile
from cloudwright.kit.errors import CloudwrightError
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_KEPT_SECONDS = 300.0  # as long as an unwrapped data key is kept
_MOST = 2_000
_DEFAULT_PROFILE = "default"


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """`accounts` are the organisation's provider keys, open, by id; one that does not open is left out."""

    organization_id: str
    revision: int
    routes: Mapping[str, GatewayRoute]
    limits: tuple[GatewayLimit, ...]
    profiles: Mapping[str, Profile]
    accounts: Mapping[str, Account] = field(repr=False)

    def profile(self, name: str) -> Profile:
        """Return an inspection profile; without a name the one called `default`, else what only observes.

        A name that nobody knows any more is inspected strictly.
        """
        if not name:
            return self.profiles.get(_DEFAULT_PROFILE, OBSERVE)
        return self.profiles.get(name) or BUILT_IN.get(name, STRICT)


@dataclass(frozen=True, slots=True)
class _Read:
    settings: GatewaySettings
    read_at: float


class SettingsOf:
    """One per process; a change is felt within two seconds."""

    def __init__(
        self, units: UnitsOfWork, known: KnownKeys, sealer: Sealer, *, elapsed: Elapsed = time.monotonic
    ) -> None:
        self._units = units
        self._known = known
        self._sealer = sealer
        self._elapsed = elapsed
        self._settings: OrderedDict[str, _Read] = OrderedDict()

    async def settings_of(self, organization_id: str) -> GatewaySettings:
        """Return what an organisation set; nothing, where there is no such organisation."""
        standing = await self._known.standing(organization_id)
        revision, now = standing.revision if standing else 0, self._elapsed()
        read = self._settings.get(organization_id)
        if read is not None and read.settings.revision == revision and now - read.read_at < _KEPT_SECONDS:
            return read.settings
        settings = await self._read(organization_id, revision)
        self._settings[organization_id] = _Read(settings, now)
        self._settings.move_to_end(organization_id)
        while len(self._settings) > _MOST:
            self._settings.popitem(last=False)
        return settings

    async def _read(self, organization_id: str, revision: int) -> GatewaySettings:
        """Read what is at least as new as the revision."""
        async with self._units.read(OneTenant(organization_id)) as services:
            db = services.get(AsyncSession)
            rules = await RulesTable(db).everything()
            stored = await AccountsTable(db).all()
        by_kind = {kind: [value for each, value in rules if each is kind] for kind in RuleKind}
        set_profiles = [inspected_by(each) for each in profiles(by_kind[RuleKind.PROFILE])]
        return GatewaySettings(
            organization_id=organization_id,
            revision=revision,
            routes=MappingProxyType({each.alias: each for each in routes(by_kind[RuleKind.ROUTE])}),
            limits=limits(by_kind[RuleKind.LIMIT]),
            profiles=MappingProxyType({each.name: each for each in set_profiles}),
            accounts=MappingProxyType(await self._opened(organization_id, stored)),
        )

    async def _opened(self, organization_id: str, stored: Sequence[Stored]) -> dict[str, Account]:
        accounts = {}
        for each in stored:
            try:
                accounts[each.shown.id] = await opened(self._sealer, each, organization_id=organization_id)
            except CloudwrightError as error:
                log.warning("provider key does not open", provider_key=each.shown.id, error=error.code)
        return accounts
