"""What policies need from outside."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from cloudwright.gateway.policy.schemas import Recent
from cloudwright.gateway.policy.values import Kind, Subject


class RecentRequests(Protocol):
    """Requests of the caller's organisation that rules can be tried on."""

    async def newest(self, most: int) -> Sequence[Recent]:
        """Return the newest first, as far as it is known what they asked for."""
        ...


class Subjects(Protocol):
    """Who may call models in the caller's organisation."""

    async def known(self) -> Mapping[tuple[Kind, str], Subject]:
        """Return applications and members, by kind and id."""
        ...
