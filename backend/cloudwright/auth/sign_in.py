"""What a sign-in is inside: how somebody came in, on which device, and the chain of its refresh tokens."""

from dataclasses import dataclass
from datetime import datetime

from cloudwright.auth.access_tokens import Access
from cloudwright.auth.api_keys.schemas import Recognised as RecognisedApiKey
from cloudwright.auth.schemas import LinkState, Method
from cloudwright.tenancy.principal import Principal


@dataclass(frozen=True, slots=True)
class Entrance:
    """How somebody came in: by what, on which device, from where, with a second factor or not.

    `provider` is the id of the provider of identities that vouched for them.
    """

    method: Method
    device: str
    address: str
    second_factor: bool = False
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """One authenticated device of a person, and the organisation they work for on it."""

    id: str
    person_id: str
    organization_id: str
    entrance: Entrance
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    impersonation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One refresh token of a sign-in; `successor` is sealed."""

    sign_in_id: str
    state: LinkState
    rotated_at: datetime | None
    successor: str | None


@dataclass(frozen=True, slots=True)
class Started:
    """A new sign-in: the refresh token goes into its cookie and nowhere else."""

    refresh_token: str
    access: Access
    principal: Principal


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The next refresh token, and whom the next access token speaks for."""

    refresh_token: str
    access: Access


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who calls; `stale` when the time of the last visit is worth writing again."""

    principal: Principal
    stale: bool


@dataclass(frozen=True, slots=True)
class RecognisedKey:
    """For whom a program acts; `stale` when the time of its last use is worth writing again."""

    key: RecognisedApiKey
    principal: Principal
    stale: bool
