"""What organisations need from those who know more of people, keys and payments."""

from collections.abc import Collection, Mapping
from typing import Protocol

from cloudwright.organizations.schemas import Presence, SeatOffer
from cloudwright.tenancy.principal import Principal


class Attendance(Protocol):
    """Knows when members were here last, and how they are protected."""

    async def of(self, organization_id: str, person_ids: Collection[str]) -> Mapping[str, Presence]:
        """Return it for those who ever came in; only visits to this organisation count."""
        ...


class Departures(Protocol):
    """Ends what works for a member only as long as they are one, in the transaction of the caller."""

    async def of(self, person_id: str, *, by: Principal) -> None:
        """End the API keys that this person made for the organisation of the session."""
        ...


class SeatShop(Protocol):
    """Sells seats, one by one, where the plan of an organisation allows it. Talks outside of transactions."""

    async def offer(self, principal: Principal, seats: int) -> SeatOffer | None:
        """Return what it costs to have so many seats; None where the plan cannot grow by seats."""
        ...

    async def buy(self, principal: Principal, seats: int) -> None:
        """Make it so many seats; asking for the same number again buys nothing more."""
        ...


class TxtRecords(Protocol):
    """Reads the DNS."""

    async def of(self, name: str) -> tuple[str, ...]:
        """Return the TXT records at a name; none where there are none. Raises NameServersSilent."""
        ...
