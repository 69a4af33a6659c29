"""What stands before every call, and what it needs to know from the ledger."""

from collections.abc import Sequence
from typing import Protocol

from cloudwright.gateway.admission.schemas import Alert, Counter, Held, Refused, Standing, Want


class Figures(Protocol):
    """What the ledger knows of money spent."""

    async def spent(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[int]:
        """Return the nano-USD of calls that were admitted in each counter's scope and span.

        Asked once for a counter that the store does not know: at the beginning of a period, when a budget
        is new, and after the store was lost.

        Raises:
            FiguresAway: the ledger does not answer.
        """
        ...


class Gate(Protocol):
    """Holds what a call needs in all its limits at once, or nothing.

    Every method raises StoreAway where the store of counters does not answer.
    """

    async def admit(self, want: Want, *, lease_seconds: float) -> Held | Refused:
        """Hold what a call needs until its lease ends.

        Raises:
            FiguresAway: a counter is new and the ledger does not answer.
        """
        ...

    async def settle(self, hold: Held, *, actual_nano_usd: int, actual_tokens: int) -> bool:
        """Count what a call really used; False where that, or a release, was said before.

        Counts in the period of admission, and also when the lease has ended already.
        """
        ...

    async def release(self, hold: Held) -> bool:
        """Give back the money and tokens of a call that was not made; the request itself stays counted."""
        ...

    async def renew(self, hold: Held, *, lease_seconds: float) -> bool:
        """Hold on from now for a lease more, also what the store has lost; False once it is settled."""
        ...

    async def expired(self, *, most: int = 100) -> Sequence[Held]:
        """Return holds whose lease ended unsettled; they are told again until settled or released."""
        ...

    async def rebuild(self, organization_id: str, counter: Counter, *, spent_nano_usd: int) -> None:
        """Set what was spent to the ledger's figure; what is held stays."""
        ...

    async def alerts(self, organization_id: str) -> Sequence[Alert]:
        """Take the alerts that came up since the last time; each is given out once."""
        ...

    async def standings(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[Standing]:
        """Return how counters stand; one that nobody asked for yet stands at nothing."""
        ...
