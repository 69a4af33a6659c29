"""What applications and their keys take and give out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cloudwright.rbac.addresses import networks
from cloudwright.tenancy.principal import Network


class Schema(BaseModel):
    """Every value here is frozen, and has no other fields than it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Scope(StrEnum):
    """What a key opens at the gateway."""

    GENERATE = "generate"  # chat completions, responses, messages
    EMBED = "embed"
    MODELS = "models"  # see which models there are


def _networks_read(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Raise `NetworkUnreadable` here, where it says which entry is meant, and spell every entry one way."""
    return tuple(str(network) for network in networks(texts))


Name = Annotated[str, Field(min_length=1, max_length=80)]
ModelPattern = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9._:/@*-]+$")]
Models = Annotated[
    tuple[ModelPattern, ...],
    Field(max_length=100, description="Names of models, with * for any letters; none is no model at all."),
]
Addresses = Annotated[
    tuple[Annotated[str, Field(max_length=60)], ...],
    Field(max_length=50, description="Networks such as 192.0.2.0/24 or 2001:db8::/32; none is everywhere."),
    AfterValidator(_networks_read),
]
Team = Annotated[str, Field(max_length=80, pattern=r"^[^:*]*$", description="Who pays for it; may be empty.")]
ProfileName = Annotated[str, Field(max_length=60, description="Inspection profile; empty is the default.")]
Scopes = Annotated[frozenset[Scope], Field(min_length=1)]
Days = Annotated[int | None, Field(ge=1, le=3_650, description="Days until it ends; null does not end.")]
ANY_MODEL = ("*",)
ANY_SCOPE = frozenset(Scope)


class NewApplication(Schema):
    name: Name
    team: Team = ""
    profile: ProfileName = ""
    models: Models = ANY_MODEL
    addresses: Addresses = ()


class ApplicationChange(Schema):
    """What is named changes; the rest stays."""

    name: Name | None = None
    team: Team | None = None
    profile: ProfileName | None = None
    models: Models | None = None
    addresses: Addresses | None = None
    disabled: bool | None = Field(None, description="True refuses its calls until it is false again.")


class NewApplicationKey(Schema):
    """A key narrows what its application may do, and never adds to it."""

    name: Name
    scopes: Scopes = ANY_SCOPE
    models: Models = ANY_MODEL
    addresses: Addresses = ()
    expires_in_days: Days = 90


class KeyChange(Schema):
    """What is named changes; the rest stays."""

    name: Name | None = None
    scopes: Scopes | None = None
    models: Models | None = None
    addresses: Addresses | None = None
    expires_in_days: Days = Field(None, description="From now on; null, where it is named, does not end.")


class Rotation(Schema):
    overlap_hours: int = Field(
        24, ge=0, le=720, description="Hours for which the secret before goes on; 0 ends it at once."
    )


class LiveSecret(Schema):
    """One of the secrets that prove a key; which one it is, not what it is."""

    id: str
    made_at: datetime
    not_after: datetime | None = Field(description="When it ends; null is with its key.")


class ApplicationKey(Schema):
    id: str = Field(description="Public; it stands in the key, and is the client id for tokens.")
    application_id: str
    name: str
    prefix: str = Field(description="What the key begins with.")
    scopes: tuple[Scope, ...]
    models: tuple[str, ...]
    addresses: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="Right to within two minutes; null is never.")
    secrets: tuple[LiveSecret, ...] = Field(description="Newest first; two while one replaces the other.")


class Application(Schema):
    id: str
    name: str
    team: str
    profile: str
    models: tuple[str, ...]
    addresses: tuple[str, ...]
    created_at: datetime
    disabled: bool
    keys: tuple[ApplicationKey, ...]


class ApplicationList(Schema):
    items: tuple[Application, ...]


class CreatedKey(Schema):
    """A key and its newest secret, this once."""

    key: ApplicationKey
    secret: str = Field(description="The whole key. It cannot be shown again.")


@dataclass(frozen=True, slots=True)
class Identified:
    """Whose call it is, and what it may do. `secret_id` is which secret proved it."""

    organization_id: str
    application_id: str
    application: str
    team: str
    key_id: str
    secret_id: str
    scopes: frozenset[Scope]
    models: tuple[tuple[str, ...], ...]
    profile: str
    address: str
    revision: int

    def may_call(self, model: str) -> bool:
        """Return whether its application and its key both name this model."""
        return all(any(fnmatchcase(model, each) for each in patterns) for patterns in self.models)


@dataclass(frozen=True, slots=True)
class KnownSecret:
    id: str
    hash: str
    pepper: int
    not_after: datetime | None


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key as it is looked at on every request; `ended` is for good, `disabled` until it is not."""

    organization_id: str
    application_id: str
    application: str
    team: str
    profile: str
    key_id: str
    scopes: frozenset[Scope]
    models: tuple[tuple[str, ...], ...]
    networks: tuple[tuple[Network, ...], ...]
    secrets: tuple[KnownSecret, ...]
    expires_at: datetime | None
    ended: bool
    disabled: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How an organisation stands: the revision of what it set, and its own rules about who comes in."""

    revision: int
    suspended: bool
    networks: tuple[Network, ...]
