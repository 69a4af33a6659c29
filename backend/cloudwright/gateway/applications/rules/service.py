"""Sets and removes routes, limits and profiles of an organisation."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.gateway.admission.schemas import Level
from cloudwright.gateway.applications.accounts.repository import AccountsTable
from cloudwright.gateway.applications.errors import (
    AccountNotFound,
    ApplicationNotFound,
    RuleInUse,
    RuleNotFound,
    RuleRefused,
    TooMany,
)
from cloudwright.gateway.applications.repository import ApplicationsTable, Revisions
from cloudwright.gateway.applications.rules.reading import built_in, limits, profiles, routes
from cloudwright.gateway.applications.rules.repository import RuleKind, RulesTable
from cloudwright.gateway.applications.rules.schemas import (
    EACH,
    GatewayLimit,
    GatewayLimitList,
    GatewayProfile,
    GatewayProfileList,
    GatewayRoute,
    GatewayRouteList,
    NamedLimit,
)
from cloudwright.gateway.inspection.profiles import BUILT_IN
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.principal import Principal

_MOST: Mapping[RuleKind, int] = {RuleKind.ROUTE: 200, RuleKind.LIMIT: 500, RuleKind.PROFILE: 50}
_Rule = GatewayRoute | GatewayLimit | GatewayProfile


class Rules:
    """Everything here is felt by calls within two seconds."""

    def __init__(self, db: AsyncSession, *, audit: AuditTrail, clock: Clock = utc_now) -> None:
        self._rules = RulesTable(db)
        self._accounts = AccountsTable(db)
        self._applications = ApplicationsTable(db)
        self._revisions = Revisions(db)
        self._audit = audit
        self._clock = clock

    async def routes(self) -> GatewayRouteList:
        """Return the routes, by alias."""
        return GatewayRouteList(items=routes(await self._rules.all(RuleKind.ROUTE)))

    async def limits(self) -> GatewayLimitList:
        """Return the limits, by name."""
        found = limits(await self._rules.all(RuleKind.LIMIT))
        return GatewayLimitList(items=tuple(NamedLimit(name=each.name, limit=each) for each in found))

    async def profiles(self) -> GatewayProfileList:
        """Return the profiles, those that were set and those that are always there."""
        return GatewayProfileList(
            items=profiles(await self._rules.all(RuleKind.PROFILE)), built_in=built_in()
        )

    async def set_route(self, route: GatewayRoute, *, by: Principal) -> GatewayRoute:
        """Set a route in place of the one with its alias.

        Raises:
            AccountNotFound: it names a provider key that is not there.
            RuleRefused: it names one of another provider.
        """
        known = {each.shown.id: each.shown.provider for each in await self._accounts.all()}
        for target in (*route.targets, *route.fallbacks):
            if not target.provider_id:
                continue
            if target.provider_id not in known:
                raise AccountNotFound(
                    "There is no such provider key, or it was removed.", details={"id": target.provider_id}
                )
            if known[target.provider_id] is not target.provider:
                raise RuleRefused(
                    f"The key of {target.model} is one of another provider. Nothing was set.",
                    details={"id": target.provider_id, "provider": known[target.provider_id].value},
                )
        await self._put(RuleKind.ROUTE, route, by=by)
        return route

    async def set_limit(self, limit: GatewayLimit, *, by: Principal) -> NamedLimit:
        """Set a limit in place of the one with its name.

        Raises:
            ApplicationNotFound: it is for an application that is not there.
        """
        if limit.level is Level.APPLICATION and limit.subject != EACH:
            found = await self._applications.find(limit.subject, now=self._clock())
            if found is None:
                raise ApplicationNotFound(
                    "There is no such application, or it was removed.", details={"id": limit.subject}
                )
        await self._put(RuleKind.LIMIT, limit, by=by)
        return NamedLimit(name=limit.name, limit=limit)

    async def set_profile(self, profile: GatewayProfile, *, by: Principal) -> GatewayProfile:
        """Set a profile in place of the one with its name.

        Raises:
            RuleRefused: it has the name of one that is always there.
        """
        if profile.name in BUILT_IN:
            raise RuleRefused(f"{profile.name} is always there as it is. Take another name.")
        await self._put(RuleKind.PROFILE, profile, by=by)
        return profile

    async def remove_route(self, alias: str, *, by: Principal) -> None:
        """Remove a route; raises RuleNotFound when there is none."""
        await self._remove(RuleKind.ROUTE, alias, by=by)

    async def remove_limit(self, name: str, *, by: Principal) -> None:
        """Remove a limit; raises RuleNotFound when there is none."""
        await self._remove(RuleKind.LIMIT, name, by=by)

    async def remove_profile(self, name: str, *, by: Principal) -> None:
        """Remove a profile.

        Raises:
            RuleNotFound: there is none.
            RuleInUse: an application has it.
        """
        users = [
            each.name for each in await self._applications.all(now=self._clock()) if each.profile == name
        ]
        if users:
            raise RuleInUse(
                f"{users[0]} is inspected by this profile. Give it another one first. Nothing was removed."
            )
        await self._remove(RuleKind.PROFILE, name, by=by)

    async def insist_on_profile(self, name: str) -> None:
        """Return when there is such a profile; raises RuleNotFound when there is none."""
        known = {each.name for each in profiles(await self._rules.all(RuleKind.PROFILE))}
        if name and name not in known | BUILT_IN.keys():
            raise RuleNotFound(
                "There is no such inspection profile. Nothing was changed.", details={"name": name}
            )

    async def insist_on_no_route_with(self, account_id: str) -> None:
        """Return when no route uses a provider key; raises RuleInUse when one does."""
        for route in routes(await self._rules.all(RuleKind.ROUTE)):
            if any(each.provider_id == account_id for each in (*route.targets, *route.fallbacks)):
                raise RuleInUse(
                    f"The route {route.alias} uses this key. Change it first. Nothing was removed.",
                    details={"alias": route.alias},
                )

    async def _put(self, kind: RuleKind, rule: _Rule, *, by: Principal) -> None:
        names = await self._rules.names(kind)
        if rule.name not in names and len(names) >= _MOST[kind]:
            raise TooMany(f"An organisation has at most {_MOST[kind]} of these. Remove one first.")
        value = rule.model_dump(mode="json")
        await self._rules.put(kind, rule.name, value=value, by=by.user_id, now=self._clock())
        details = {"name": rule.name, "value": rule.model_dump_json(exclude_defaults=True)}
        await self._told(f"gateway_{kind.value}.set", by=by, details=details)

    async def _remove(self, kind: RuleKind, name: str, *, by: Principal) -> None:
        if not await self._rules.remove(kind, name):
            raise RuleNotFound("There is nothing of this name.", details={"name": name})
        await self._told(f"gateway_{kind.value}.removed", by=by, details={"name": name})

    async def _told(self, action: str, *, by: Principal, details: Mapping[str, str]) -> None:
        await self._revisions.grow()
        await self._audit.record(action, by.organization_id, actor_id=by.user_id, details=details)
