"""What API keys take and give out."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.rbac.permissions import Permission


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewKey(_Schema):
    """What somebody asks for."""

    name: str = Field(
        min_length=1, max_length=80, description="What the key is for, so that one knows later."
    )
    scopes: frozenset[Permission] = Field(min_length=1, description="What it may do, at most.")
    expires_in_days: int | None = Field(
        default=90, ge=1, le=3_650, description="Days until it ends; null is a key that does not end."
    )


class ApiKey(_Schema):
    """A key as its organisation sees it; the secret is shown once, when it is made."""

    id: str
    name: str
    prefix: str = Field(description="What the key begins with, to tell it from others.")
    scopes: tuple[Permission, ...]
    created_by: str = Field(description="The name of who made it, and for whom it acts.")
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="Right to within five minutes; null is never.")


class GivenScope(_Schema):
    """A scope that the caller may give to a key."""

    scope: Permission
    meaning: str


class ApiKeyList(_Schema):
    """The keys that work, and what a new one could be allowed to do."""

    items: tuple[ApiKey, ...]
    scopes: tuple[GivenScope, ...]


class CreatedApiKey(_Schema):
    """A new key and its secret, this once."""

    api_key: ApiKey
    secret: str = Field(description="The whole key. It cannot be shown again.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A key as it is kept; the organisation sees an `ApiKey`."""

    id: str
    name: str
    prefix: str
    scopes: tuple[Permission, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whose key it is. It acts for the member who made it, with their present role, within its scopes."""

    key_id: str
    organization_id: str
    person_id: str
    scopes: frozenset[Permission]
    expires_at: datetime | None
    last_used_at: datetime | None
