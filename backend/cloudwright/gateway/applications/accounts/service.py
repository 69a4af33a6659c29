"""Provider keys of an organisation: given, replaced, checked and removed, and never shown."""

from collections.abc import Mapping

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.encryption.service import Sealer
from cloudwright.gateway.applications.accounts.ports import ProviderCheck
from cloudwright.gateway.applications.accounts.repository import AccountsTable, Stored
from cloudwright.gateway.applications.accounts.schemas import (
    NewProviderKey,
    ProviderKey,
    ProviderKeyList,
    ProviderSecret,
)
from cloudwright.gateway.applications.accounts.seals import opened, sealed
from cloudwright.gateway.applications.errors import AccountNotFound, AccountRefused, TooMany
from cloudwright.gateway.applications.repository import Revisions
from cloudwright.gateway.applications.rules.service import Rules
from cloudwright.gateway.upstream.addresses import AddressRefused, Permitted, checked_url
from cloudwright.gateway.upstream.target import Provider
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

MOST_ACCOUNTS = 100
_ADDRESSED = frozenset({Provider.COMPATIBLE, Provider.AZURE})
_TOLD_APART_FROM = 12  # of a shorter secret no letter is shown


class Accounts:
    """Everything here is felt by calls within two seconds."""

    def __init__(
        self,
        db: AsyncSession,
        sealer: Sealer,
        *,
        rules: Rules,
        permitted: Permitted,
        audit: AuditTrail,
        clock: Clock = utc_now,
    ) -> None:
        self._accounts = AccountsTable(db)
        self._revisions = Revisions(db)
        self._sealer = sealer
        self._rules = rules
        self._permitted = permitted
        self._audit = audit
        self._clock = clock

    async def list(self) -> ProviderKeyList:
        """Return them, newest first, without their secrets."""
        return ProviderKeyList(items=tuple(each.shown for each in await self._accounts.all()))

    async def find(self, account_id: str) -> ProviderKey:
        """Return one of them.

        Raises:
            AccountNotFound: there is none.
        """
        return (await self._stored(account_id)).shown

    async def add(self, new: NewProviderKey, *, by: Principal) -> ProviderKey:
        """Keep a key.

        Raises:
            AccountRefused: its address may not be called, or something is missing.
            TooMany: the organisation has as many as it may.
        """
        self._insist(new)
        if len(await self._accounts.all()) >= MOST_ACCOUNTS:
            raise TooMany(f"An organisation has at most {MOST_ACCOUNTS} provider keys. Remove one first.")
        now, account_id = self._clock(), new_id("pky")
        key = ProviderKey(
            id=account_id,
            provider=new.provider,
            name=new.name,
            base_url=new.base_url,
            region=new.region,
            ending=_ending(new.secret),
            created_at=now,
            replaced_at=now,
            checked_at=None,
            works=None,
            finding="",
        )
        text = await self._sealed(new.secret, account_id, by=by)
        await self._accounts.add(key, text, by=by.user_id)
        details = {"provider": new.provider.value, "name": new.name, "address": new.base_url}
        await self._told("provider_key.added", account_id, by=by, details=details)
        return key

    async def replace(self, account_id: str, secret: ProviderSecret, *, by: Principal) -> ProviderKey:
        """Keep another secret in place of the one that is there.

        Raises:
            AccountNotFound: there is no such key.
        """
        found = await self.find(account_id)
        text = await self._sealed(secret.secret, account_id, by=by)
        await self._accounts.replace(account_id, text, ending=_ending(secret.secret), now=self._clock())
        await self._told("provider_key.replaced", account_id, by=by, details={"name": found.name})
        return await self.find(account_id)

    async def remove(self, account_id: str, *, by: Principal) -> None:
        """Forget a key.

        Raises:
            AccountNotFound: there is no such key.
            RuleInUse: a route uses it.
        """
        found = await self.find(account_id)
        await self._rules.insist_on_no_route_with(account_id)
        await self._accounts.remove(account_id)
        await self._told("provider_key.removed", account_id, by=by, details={"name": found.name})

    async def _stored(self, account_id: str) -> Stored:
        found = await self._accounts.find(account_id)
        if found is None:
            raise _missing(account_id)
        return found

    async def _sealed(self, secret: SecretStr, account_id: str, *, by: Principal) -> str:
        return await sealed(self._sealer, secret, organization_id=by.organization_id, account_id=account_id)

    async def _told(self, action: str, subject: str, *, by: Principal, details: Mapping[str, str]) -> None:
        await self._revisions.grow()
        await self._audit.record(action, subject, actor_id=by.user_id, details=details)

    def _insist(self, new: NewProviderKey) -> None:
        if new.provider in _ADDRESSED and not new.base_url:
            raise AccountRefused("Say where this provider is: base_url is needed. Nothing was kept.")
        if new.provider is Provider.BEDROCK and not new.region:
            raise AccountRefused("Say which region of Amazon Bedrock: region is needed. Nothing was kept.")
        if new.provider is not Provider.COMPATIBLE and not new.secret.get_secret_value():
            raise AccountRefused("The secret is empty. Nothing was kept.")
        if new.base_url:
            try:
                checked_url(new.base_url, self._permitted)
            except AddressRefused as error:
                raise AccountRefused(f"{error} Nothing was kept.") from error


class Checking:
    """One per process: no transaction is open while a provider is asked."""

    def __init__(
        self, units: UnitsOfWork, sealer: Sealer, check: ProviderCheck, *, clock: Clock = utc_now
    ) -> None:
        self._units = units
        self._sealer = sealer
        self._check = check
        self._clock = clock

    async def check(self, account_id: str, *, by: Principal) -> ProviderKey:
        """Ask the provider whether it takes a key, and keep what it said.

        Raises:
            AccountNotFound: there is no such key.
        """
        async with self._units.read(by) as services:
            stored = await AccountsTable(services.get(AsyncSession)).find(account_id)
        if stored is None:
            raise _missing(account_id)
        account = await opened(self._sealer, stored, organization_id=by.organization_id)
        finding = await self._check.check(account)
        async with self._units.write(by) as services:
            table = AccountsTable(services.get(AsyncSession))
            await table.found(account_id, finding, sealed=stored.sealed, now=self._clock())
            found = await table.find(account_id)
        if found is None:
            raise _missing(account_id)
        return found.shown


def _ending(secret: SecretStr) -> str:
    text = secret.get_secret_value()
    return text[-4:] if len(text) >= _TOLD_APART_FROM else ""


def _missing(account_id: str) -> AccountNotFound:
    return AccountNotFound("There is no such provider key, or it was removed.", details={"id": account_id})
