"""What `auth` takes and gives out."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.organizations.schemas import Organization
from cloudwright.tenancy.principal import Role
from cloudwright.users.schemas import Person


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class Method(StrEnum):
    """What proved who somebody is."""

    LOCAL = "local"
    PASSWORD = "password"  # noqa: S105  # the name of a way to sign in
    PROVIDER = "provider"


class Ending(StrEnum):
    """Why a sign-in ended."""

    SIGNED_OUT = "signed_out"
    TOKEN_REUSED = "token_reused"  # noqa: S105  # a reason, not a token
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # a reason, not a password
    ENDED_BY_ADMIN = "ended_by_admin"
    ACCOUNT_DELETED = "account_deleted"


class LinkState(StrEnum):
    """LIVE is used next; ROTATED was; ENDED belongs to a sign-in that is over."""

    LIVE = "live"
    ROTATED = "rotated"
    ENDED = "ended"


class ProviderOption(_Schema):
    """A provider that people may sign in with, at `/sign-in/providers/{id}`."""

    id: str
    label: str


class SignInOptions(_Schema):
    """The ways to sign in that this caller may use."""

    local: bool = Field(description="One click, without a password; only on the machine of the server.")
    password: bool = Field(description="Accounts with an e-mail address and a password.")
    providers: tuple[ProviderOption, ...] = Field((), description="Others who know people.")


class ActiveModel(_Schema):
    """The model that answers, as people see it."""

    id: str
    label: str
    local: bool = Field(description="True when nothing that is typed leaves this machine.")


class Place(_Schema):
    """An organisation that somebody belongs to, and what they are there."""

    id: str
    name: str
    role: Role


class Looking(_Schema):
    """An operator of the platform looks as the person of `Me`, and changes nothing."""

    operator: str
    reason: str
    ends_at: datetime


class Me(_Schema):
    """Who is signed in."""

    user: Person
    organization: Organization
    organizations: tuple[Place, ...] = Field(description="Every organisation of this person, by name.")
    role: Role
    capabilities: tuple[str, ...] = Field(
        description="What screens may show: permissions of the role that have endpoints, and `operator`."
    )
    impersonation: Looking | None = Field(
        None, description="Who looks as this person at the moment, instead of them."
    )
    model: ActiveModel


class SignedIn(_Schema):
    """The access token is in its cookie; ask for the next one before it ends."""

    expires_in_seconds: int


class OrganizationChoice(_Schema):
    organization_id: str


class ProviderAnswer(_Schema):
    """The query that a browser brings back from a provider."""

    state: str = Field("", max_length=500)
    code: str = Field("", max_length=2_000)
    iss: str | None = Field(None, max_length=2_000)
    error: str = Field("", max_length=200)


class SocketTicket(_Schema):
    """A one-use pass for the first frame of a WebSocket."""

    ticket: str
    expires_in_seconds: int


class Device(_Schema):
    """A sign-in of the caller that has not ended."""

    id: str
    device: str = Field(description="From what the browser says of itself, such as `Firefox on Linux`.")
    address: str = Field(description="The address it signed in from.")
    method: Method
    started_at: datetime
    last_seen_at: datetime
    current: bool = Field(description="True for the device that asks.")


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
