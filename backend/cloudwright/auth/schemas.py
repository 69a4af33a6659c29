"""What `auth` takes and gives out."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.organizations.schemas import Organization
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.users.schemas import Person


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class SignInOptions(_Schema):
    """The ways to sign in that this caller may use."""

    local: bool = Field(description="One click, without a password; only on the machine of the server.")


class ActiveModel(_Schema):
    """The model that answers, as people see it."""

    id: str
    label: str
    local: bool = Field(description="True when nothing that is typed leaves this machine.")


class Me(_Schema):
    """Who is signed in."""

    user: Person
    organization: Organization
    role: Role
    model: ActiveModel


class SocketTicket(_Schema):
    """A one-use pass for the first frame of a WebSocket."""

    ticket: str
    expires_in_seconds: int


@dataclass(frozen=True, slots=True)
class Started:
    """A new sign-in: the token goes into the cookie and nowhere else."""

    token: str
    principal: Principal
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SignIn:
    """One authenticated device of a person."""

    id: str
    organization_id: str
    person_id: str
    token_hash: str
    device: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
