"""What `encryption` needs from outside: someone who keeps the keys that wrap data keys."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from cloudwright.encryption.schemas import DataKey, RingKey, WrappedKey


class KeyRing(Protocol):
    """Named keys, one of which seals; their secrets never leave it.

    Data keys are bound to a context: what was wrapped for one organisation is not unwrapped for another.
    """

    async def new_data_key(self, *, context: Mapping[str, str]) -> DataKey:
        """Make a data key under the key that seals now.

        Raises:
            KeyServiceUnavailable: the ring cannot be reached.
        """

    async def unwrap(self, wrapped: WrappedKey, *, context: Mapping[str, str]) -> bytes:
        """Return the data key.

        Raises:
            KeyMissing: the ring has no such key.
            SealRefused: it was changed, or wrapped in another context.
            KeyServiceUnavailable: the ring cannot be reached.
        """

    async def keys(self) -> Sequence[RingKey]:
        """Return the keys, the one that seals first."""
