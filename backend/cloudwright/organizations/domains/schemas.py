"""What domains take and give out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from cloudwright.tenancy.principal import Role

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
DomainName = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, max_length=253, pattern=rf"^(?i:{_LABEL}\.)+(?i:{_LABEL})$"
    ),
    AfterValidator(str.lower),
]


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class NewDomain(_Schema):
    name: DomainName


class Domain(_Schema):
    """A domain that the organisation says is its own, and the record that proves it."""

    id: str
    name: str
    verified_at: datetime | None
    record_name: str = Field(description="Where the TXT record has to be.")
    record_value: str
    default_role: Role = Field(description="What people who join with such an address become.")


class OpenPlace(_Schema):
    """An organisation that the caller may join, because of the domain of their address."""

    id: str
    name: str
    role: Role
    domain: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A domain as it is kept."""

    organization_id: str
    id: str
    name: str
    token: str
    default_role: Role
    created_by: str
    created_at: datetime
    verified_at: datetime | None
