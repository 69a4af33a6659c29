"""Who acts: the person, the organisation, the role and the device of one request."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network

Network = IPv4Network | IPv6Network


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    ARCHITECT = "architect"
    VIEWER = "viewer"
    BILLING = "billing"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Rules:
    """What an organisation has decided for all its members.

    `identity_provider` is the id of the only one that people may sign in with; no `networks` are all.
    `suspended` is what an operator of the platform has decided for them.
    """

    sharing: bool = True
    second_factor_required: bool = False
    identity_provider: str | None = None
    networks: tuple[Network, ...] = ()
    suspended: bool = False


NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Approach:
    """How somebody comes in, and the rules that their organisation has at this moment.

    `scopes` None is a person's own sign-in; a key has a set of permissions. The default is work of our
    own for a member, to which no door applies.
    """

    address: str | None = None
    provider: str | None = None
    second_factor: bool = False
    scopes: frozenset[str] | None = None
    expires_at: datetime | None = None
    rules: Rules = NO_RULES


_FROM_WITHIN = Approach()


@dataclass(frozen=True, slots=True)
class Onlooker:
    """An operator of the platform who looks as a member and changes nothing."""

    operator_id: str
    operator_name: str
    impersonation_id: str
    reason: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Principal:
    """An authenticated person acting for one organisation.

    `operator` is whether this sign-in may use the platform's pages. With an `onlooker` it is not this
    person who acts: an operator looks as them, on the operator's own device, which `sign_in_id` names.
    """

    user_id: str
    organization_id: str
    role: Role
    sign_in_id: str
    approach: Approach = field(default=_FROM_WITHIN, compare=False)
    operator: bool = False
    onlooker: Onlooker | None = None

    @property
    def holder_id(self) -> str:
        """Whose device it is."""
        return self.user_id if self.onlooker is None else self.onlooker.operator_id
