"""What an organisation has decided for all its members: how they sign in, from where, and what may leave."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.errors import ProviderUnknown, WouldLockOut
from cloudwright.organizations.repository import RulesTable
from cloudwright.organizations.schemas import RulesChange
from cloudwright.rbac.addresses import networks
from cloudwright.rbac.decision import Code, Denied
from cloudwright.rbac.insisting import decided
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.principal import Principal, Rules

_LOCKED_OUT = {
    Code.ADDRESS: "Your own address is in none of these networks, so you would be locked out. Nothing was "
    "changed.",
    Code.SECOND_FACTOR: "You signed in without a second factor, so you would be locked out. Add one to your "
    "account, sign in with it, then try again. Nothing was changed.",
    Code.IDENTITY_PROVIDER: "You did not sign in with this provider, so you would be locked out. Sign in "
    "with it, then try again. Nothing was changed.",
}


class OrganizationRules:
    """Reads and changes the rules of one organisation; they hold with everybody's next request."""

    def __init__(
        self, db: AsyncSession, *, providers: Collection[str], audit: AuditTrail, clock: Clock = utc_now
    ) -> None:
        self._table = RulesTable(db)
        self._providers = providers
        self._audit = audit
        self._clock = clock

    async def read(self, organization_id: str) -> Rules:
        """Return the rules of an organisation; nothing is decided until somebody does."""
        return await self._table.read(organization_id)

    async def change(self, principal: Principal, change: RulesChange) -> Rules:
        """Change what is named and leave the rest.

        Raises:
            NetworkUnreadable: an entry is neither an address nor a network.
            ProviderUnknown: nobody can sign in with this provider here.
            WouldLockOut: the caller would not be let in by these rules.
        """
        before = await self._table.read(principal.organization_id)
        after = _changed(before, change)
        if after == before:
            return before
        required = after.identity_provider
        if required is not None and required != before.identity_provider and required not in self._providers:
            raise ProviderUnknown(
                "Nobody can sign in with this provider here. Nothing was changed.",
                details={"provider": required, "known": [*sorted(self._providers)]},
            )
        self._insist_on_a_way_in(principal, after)
        now = self._clock()
        await self._table.write(principal.organization_id, after, by=principal.user_id, at=now)
        await self._audit.record(
            "organization.security_changed",
            principal.organization_id,
            actor_id=principal.user_id,
            details=_difference(before, after),
        )
        return after

    def _insist_on_a_way_in(self, principal: Principal, rules: Rules) -> None:
        approach = replace(principal.approach, rules=rules)
        decision = decided(replace(principal, approach=approach), Permission.ORGANIZATION_MANAGE)
        if isinstance(decision, Denied) and decision.code in _LOCKED_OUT:
            raise WouldLockOut(_LOCKED_OUT[decision.code], details={"because": decision.code.value})


def _changed(rules: Rules, change: RulesChange) -> Rules:
    named = change.model_fields_set
    if "require_second_factor" in named and change.require_second_factor is not None:
        rules = replace(rules, second_factor_required=change.require_second_factor)
    if "identity_provider" in named:
        rules = replace(rules, identity_provider=change.identity_provider)
    if "ip_allow_list" in named and change.ip_allow_list is not None:
        rules = replace(rules, networks=networks(change.ip_allow_list))
    if "sharing" in named and change.sharing is not None:
        rules = replace(rules, sharing=change.sharing)
    return rules


def _difference(before: Rules, after: Rules) -> Mapping[str, str]:
    """Return what changed, in words that stay readable: `x` was, `y` is."""
    was, now = _words(before), _words(after)
    return {name: f"{was[name]} -> {now[name]}" for name in was if was[name] != now[name]}


def _words(rules: Rules) -> Mapping[str, str]:
    return {
        "require_second_factor": "on" if rules.second_factor_required else "off",
        "identity_provider": rules.identity_provider or "any",
        "ip_allow_list": ", ".join(str(network) for network in rules.networks) or "any address",
        "sharing": "on" if rules.sharing else "off",
    }
