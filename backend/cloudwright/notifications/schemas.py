"""Messages by what they say, the e-mail made of one, and the settings of sending."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Address = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>,;]+@[^\s@<>,;]+$")]
Link = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^https?://[^\s\"'<>]+$")]
Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\r\n]*$")]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VerifyAddress(_Value):
    """Asks a person to prove that an address is theirs."""

    template: Literal["verify_address"] = "verify_address"
    person: Line
    link: Link
    hours: int = Field(ge=1, description="Hours until the link ends.")


class ResetPassword(_Value):
    """Lets a person choose a new password."""

    template: Literal["reset_password"] = "reset_password"
    person: Line
    link: Link
    minutes: int = Field(ge=1, description="Minutes until the link ends.")


class AccountExists(_Value):
    """Answers a sign-up with an address that has an account already."""

    template: Literal["account_exists"] = "account_exists"
    person: Line
    link: Link


class NoAccount(_Value):
    """Answers who asked for a new password with an address that has no account."""

    template: Literal["no_account"] = "no_account"
    link: Link


class AccountChanged(_Value):
    """Tells a person what was changed about how they sign in."""

    template: Literal["account_changed"] = "account_changed"
    person: Line
    what: Line
    device: Line
    at: datetime
    link: Link


class AccountDeleted(_Value):
    """Tells a person that their account is gone."""

    template: Literal["account_deleted"] = "account_deleted"
    person: Line
    at: datetime
    link: Link


class Invitation(_Value):
    """Invites a person into an organisation."""

    template: Literal["invitation"] = "invitation"
    inviter: Line
    organization: Line
    role: Line
    link: Link
    days: int = Field(ge=1, description="Days until the invitation ends.")


class InvitationAccepted(_Value):
    """Tells who invited that the invitation was accepted."""

    template: Literal["invitation_accepted"] = "invitation_accepted"
    person: Line
    organization: Line
    role: Line
    link: Link


class QuotaNearlyUsed(_Value):
    """Tells admins that 80 % of an allowance is used."""

    template: Literal["quota_80"] = "quota_80"
    organization: Line
    whose: Line
    used: Line
    limit: Line
    then: Line
    link: Link


class QuotaUsed(_Value):
    """Tells admins that an allowance is used up."""

    template: Literal["quota_100"] = "quota_100"
    organization: Line
    whose: Line
    limit: Line
    then: Line
    link: Link


class QuotaRequested(_Value):
    """Tells admins that a member stands before a limit and asks for more."""

    template: Literal["quota_request"] = "quota_request"
    organization: Line
    person: Line
    what: Line
    state: Line
    link: Link


class PaymentFailed(_Value):
    """Tells who pays that a payment failed, and how long the plan is kept."""

    template: Literal["payment_failed"] = "payment_failed"
    plan: Line
    kept_until: Line
    link: Link


class PlanChanged(_Value):
    """Tells who pays that the organisation has another plan now."""

    template: Literal["plan_changed"] = "plan_changed"
    before: Line
    after: Line
    seats: int = Field(ge=0)
    link: Link


class NewDevice(_Value):
    """Tells a person that a device signed in for the first time."""

    template: Literal["new_device"] = "new_device"
    person: Line
    device: Line
    place: Line
    at: datetime
    link: Link


class CommentMention(_Value):
    """Tells a member that somebody wrote to them about an element of a design."""

    template: Literal["comment_mention"] = "comment_mention"
    person: Line
    author: Line
    element: Line
    words: Line
    link: Link


class LookedAs(_Value):
    """Tells the owners of an organisation that an operator looks as one of its members."""

    template: Literal["looked_as"] = "looked_as"
    operator: Line
    person: Line
    organization: Line
    reason: Line
    at: datetime
    until: datetime
    link: Link


Content = Annotated[
    VerifyAddress
    | ResetPassword
    | AccountExists
    | NoAccount
    | AccountChanged
    | AccountDeleted
    | Invitation
    | InvitationAccepted
    | QuotaNearlyUsed
    | QuotaUsed
    | QuotaRequested
    | PaymentFailed
    | PlanChanged
    | NewDevice
    | CommentMention
    | LookedAs,
    Field(discriminator="template"),
]


class Message(_Value):
    """What is to be told to one address.

    Two messages with the same `once` are one: `quota_80:tokens:2026-01` is sent once however often it is
    added by an organisation. Empty means that every message counts.
    """

    to: Address
    content: Content
    once: str = Field("", max_length=200)


class Email(_Value):
    """A message that is ready to be sent."""

    to: Address
    subject: Line
    text: str
    html: str


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


class Delivery(_Value):
    """A message that this process has claimed."""

    organization_id: str
    id: str
    lease: str
    attempt: int = Field(ge=1, description="1 for the first.")
    message: Message


class Delivered(BaseModel):
    """What one round of the worker did."""

    model_config = ConfigDict(frozen=True)

    sent: int = 0
    postponed: int = 0
    given_up: int = 0

    def __add__(self, other: Self) -> "Delivered":
        return Delivered(
            sent=self.sent + other.sent,
            postponed=self.postponed + other.postponed,
            given_up=self.given_up + other.given_up,
        )
