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


class SeatCount(BaseModel):
    """How many seats there are and how many are used, open invitations included; no limit is unlimited.

    `used` is above `limit` where the limit fell after they were taken: nobody loses a seat by it.
    """

    model_config = ConfigDict(frozen=True)

    limit: int | None
    used: int

    @property
    def free(self) -> int | None:
        """Seats that may still be taken; None where there is no limit."""
        return None if self.limit is None else max(0, self.limit - self.used)
