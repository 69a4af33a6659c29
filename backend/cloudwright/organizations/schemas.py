"""What `organizations` gives out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from cloudwright.kit.money import MinorMoney
from cloudwright.tenancy.principal import Role, Rules

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^\s@<>,;]+@[^\s@<>,;]+$"),
    AfterValidator(str.lower),
]


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class Organization(_Schema):
    """An organisation."""

    id: str
    name: str


class Membership(_Schema):
    """A person's place in an organisation."""

    organization_id: str
    person_id: str
    role: Role


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's place in an organisation, and the rules that hold for everybody there."""

    membership: Membership
    rules: Rules


class SeatCount(_Schema):
    """How many seats there are and how many are used, open invitations included; no limit is unlimited.

    `used` is above `limit` where the limit fell after they were taken: nobody loses a seat by it.
    """

    limit: int | None
    used: int

    @property
    def free(self) -> int | None:
        """Seats that may still be taken; None where there is no limit."""
        return None if self.limit is None else max(0, self.limit - self.used)


class Presence(_Schema):
    """When a member was here last, and whether a second factor protects them."""

    last_active_at: datetime | None
    second_factor: bool


class Member(_Schema):
    """A person and their place in the caller's organisation."""

    id: str
    name: str
    email: str
    role: Role
    last_active_at: datetime | None = Field(description="Null for somebody who never came.")
    second_factor: bool
    you: bool = Field(serialization_alias="self", description="The person who asks.")


class Seating(_Schema):
    """Seats of members and of invitations that wait; no limit is unlimited."""

    used: int
    invited: int
    limit: int | None


class SeatOffer(_Schema):
    """What one more seat costs."""

    prorated: MinorMoney
    monthly: MinorMoney
    period_ends_at: datetime | None


class SeatPrice(_Schema):
    """What the seat of the next invitation costs now; no money where it costs nothing more."""

    seats_free: int | None = Field(description="Null where seats are not limited.")
    adds_seat: bool = Field(description="A seat has to be bought with the invitation.")
    blocked: bool = Field(description="The plan cannot grow by seats: it must be changed first.")
    prorated: MinorMoney | None
    monthly: MinorMoney | None
    period_ends_at: datetime | None


class InvitationState(StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Kept:
    """An invitation as it is kept: an address that may become a member; a seat is held for it."""

    id: str
    email: str
    role: Role
    state: InvitationState
    invited_by: str
    created_at: datetime
    expires_at: datetime


class Invitation(_Schema):
    """An address that may become a member; a seat is held for it while it waits."""

    id: str
    email: str
    role: Role
    invited_by: str = Field(description="The name of who invited.")
    created_at: datetime
    expires_at: datetime


class NewInvitation(_Schema):
    email: Email
    role: Role
    buy_seat: bool = Field(default=False, description="Buy one more seat where none is free.")


class RoleChange(_Schema):
    role: Role


class InvitationToken(_Schema):
    """What the link of an invitation holds, after its #."""

    token: str = Field(min_length=1, max_length=200)


class Acceptance(InvitationToken):
    with_other_address: bool = Field(
        default=False, description="Accept although the caller's address is not the invited one."
    )


class InvitationPreview(_Schema):
    """What somebody with the link sees before they sign in."""

    organization: str
    inviter: str
    email: str
    role: Role
    expires_at: datetime


class NewOrganization(_Schema):
    name: Name


class OrganizationChange(_Schema):
    name: Name


class OrganizationEnd(_Schema):
    """Confirms that an organisation is meant, by its name as typed."""

    name: str = Field(max_length=200)


class OrganizationPlace(_Schema):
    """One of the caller's organisations."""

    organization: Organization
    role: Role


@dataclass(frozen=True, slots=True)
class Joined:
    """A membership and when it began."""

    membership: Membership
    joined_at: datetime


class SignInChoice(_Schema):
    """A provider of identities that could be the only one."""

    id: str
    label: str


class Security(_Schema):
    """The rules of an organisation, and what somebody needs to know to change them."""

    require_second_factor: bool
    identity_provider: str | None = Field(
        description="The id of the only provider people may sign in with; null leaves it to them."
    )
    providers: tuple[SignInChoice, ...]
    ip_allow_list: tuple[str, ...] = Field(
        description="Networks in CIDR notation; empty allows every address."
    )
    your_address: str = Field(description="The address that this request came from.")
    sharing: bool = Field(description="Whether designs may be shared by links that need no sign-in.")


class RulesChange(_Schema):
    """What is left out stays as it is."""

    require_second_factor: bool | None = None
    identity_provider: str | None = Field(None, max_length=31)
    ip_allow_list: tuple[Annotated[str, StringConstraints(max_length=60)], ...] | None = Field(
        None, max_length=200
    )
    sharing: bool | None = None
