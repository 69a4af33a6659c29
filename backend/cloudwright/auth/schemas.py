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


class AccessTokenSettings(_Schema):
    """Who signs access tokens, for whom, and how long they are good for."""

    issuer: str = Field(description="Our own origin, such as https://app.example.com.")
    audience: str = Field("cloudwright-api", description="Who accepts the tokens.")
    lifetime_seconds: int = Field(600, ge=60, le=900, description="Seconds an access token is good for.")
    leeway_seconds: int = Field(5, ge=0, le=60, description="Seconds that two clocks may differ.")


class SigningKeySettings(_Schema):
    """How long a signing key signs, and how early and how long others can see it."""

    sign_days: int = Field(30, ge=1, description="Days a key signs before the next one does.")
    publish_seconds: int = Field(
        7_200, ge=60, description="Seconds a key is published before it signs; twice what verifiers cache."
    )
    retire_seconds: int = Field(
        1_800,
        ge=60,
        description="Seconds a key stays published after it signed last; more than a token lives.",
    )


class PasswordSettings(_Schema):
    """What hashing a password costs (argon2id, OWASP's profile), and how many may wait for it."""

    time_cost: int = Field(2, ge=1, description="Passes over the memory.")
    memory_kib: int = Field(19_456, ge=8, description="Memory of one hash, in KiB.")
    parallelism: int = Field(1, ge=1, description="Lanes of one hash.")
    threads: int = Field(2, ge=1, description="Hashes that are computed at once.")
    waiting: int = Field(64, ge=0, description="Hashes that may wait; one more is refused as busy.")
