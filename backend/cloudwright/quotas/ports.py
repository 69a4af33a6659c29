"""What quotas need from outside: what the plan gives, and who is told of a limit that comes near."""

from typing import Protocol

from cloudwright.quotas.schemas import Entitlements, Warned


class PlanSource(Protocol):
    async def entitlements(self) -> Entitlements:
        """Return what the plan of the session's organisation gives."""
        ...


class Teller(Protocol):
    async def tell(self, warned: Warned) -> None:
        """Tell the admins in the transaction of the session."""
        ...


class Silent:
    """Tells nobody."""

    async def tell(self, warned: Warned) -> None:
        del warned
