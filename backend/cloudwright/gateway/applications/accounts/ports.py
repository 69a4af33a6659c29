"""What provider keys need from outside."""

from typing import Protocol

from cloudwright.gateway.applications.accounts.schemas import Account, ProviderFinding


class ProviderCheck(Protocol):
    """Asks a provider whether it takes a key, by a question that costs nothing."""

    async def check(self, account: Account) -> ProviderFinding:
        """Return what it said; it never says the key itself."""
        ...
