"""What `organizations` gives out."""

from pydantic import BaseModel, ConfigDict

from cloudwright.tenancy.principal import Role


class Organization(BaseModel):
    """An organisation."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str


class Membership(BaseModel):
    """A person's place in an organisation."""

    model_config = ConfigDict(frozen=True)

    organization_id: str
    person_id: str
    role: Role
