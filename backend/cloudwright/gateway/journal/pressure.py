"""How full the journal is, and what follows from it."""

from dataclasses import dataclass
from enum import IntEnum

from cloudwright.gateway.journal.records import Audit
from cloudwright.gateway.wire.refusal import Reason, Refusal

_RETRY_SECONDS = 5.0


class Pressure(IntEnum):
    """Rises with what waits to be shipped."""

    EASY = 0
    HIGH = 1  # what was said is no longer kept
    SCARCE = 2  # organisations that require the journal are refused
    FULL = 3  # everybody is


@dataclass(frozen=True, slots=True)
class Marks:
    """Shares of the room from which on a pressure is felt."""

    high: float = 0.80
    scarce: float = 0.95

    def pressure(self, used: int, capacity: int) -> Pressure:
        """Return the pressure of so many bytes in a journal that has room for so many."""
        share = used / capacity if capacity else 1.0
        if share >= 1.0:
            return Pressure.FULL
        if share >= self.scarce:
            return Pressure.SCARCE
        return Pressure.HIGH if share >= self.high else Pressure.EASY


def refusal(pressure: Pressure, audit: Audit) -> Refusal | None:
    """Return why a call may not begin, or None."""
    if pressure is Pressure.FULL:
        return full()
    if pressure is Pressure.SCARCE and audit is not Audit.USUAL:
        return Refusal(
            Reason.UNAVAILABLE,
            "journal_nearly_full",
            "Your organisation requires every call to be recorded, and the room for records is nearly used "
            "up. Nothing was sent; try again soon.",
            retry_after_seconds=_RETRY_SECONDS,
        )
    return None


def full() -> Refusal:
    return Refusal(
        Reason.UNAVAILABLE,
        "journal_full",
        "This call could not be recorded because there is no room for records. Nothing was sent; try again "
        "soon, and tell your administrator if it stays so.",
        retry_after_seconds=_RETRY_SECONDS,
    )


def broken() -> Refusal:
    return Refusal(
        Reason.UNAVAILABLE,
        "journal_broken",
        "This call could not be recorded because the disk for records fails. Tell your administrator.",
    )
