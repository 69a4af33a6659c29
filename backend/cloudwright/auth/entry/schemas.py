"""What entering takes and gives out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from cloudwright.auth.account_names import account_name
from cloudwright.auth.next_page import HOME
from cloudwright.auth.schemas import Method

LONGEST_PASSWORD = 4_096

Address = Annotated[
    str,
    StringConstraints(max_length=254),
    AfterValidator(account_name),
    StringConstraints(pattern=r"^[^\s@<>,;]+@[^\s@<>,;]+$", max_length=254),
]
PersonName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\r\n]*$")
]
Password = Annotated[SecretStr, Field(max_length=LONGEST_PASSWORD)]
LinkToken = Annotated[str, Field(max_length=200)]
Code = Annotated[str, Field(max_length=40)]


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class Credentials(_Schema):
    """An address and its password."""

    email: Annotated[str, Field(max_length=254), AfterValidator(account_name)]
    password: Password


class NewAccount(_Schema):
    """Who signs up."""

    name: PersonName
    email: Address
    password: Password
    next: str = Field(HOME, max_length=1_000, description="The page that the link of the mail leads to.")


class Confirmation(_Schema):
    """The token of a link, and the password that was chosen with it."""

    token: LinkToken
    password: Password


class ResetRequest(_Schema):
    email: Address


class NewPassword(_Schema):
    """The token of a link, and the password to be."""

    token: LinkToken
    password: Password


class SecondFactorCode(_Schema):
    """A code of the authenticator, or a recovery code."""

    code: Code = ""
    recovery_code: Code = ""


class Entered(_Schema):
    """The cookies of a sign-in are set; or, with `second_factor`, one more proof is asked for."""

    outcome: Literal["signed_in", "second_factor"]


class Purpose(StrEnum):
    """What a link of a mail is for."""

    SIGN_UP = "sign_up"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class MailLink:
    """A link that was sent and not used; a sign-up waits in it."""

    email: str
    name: str | None
    password_hash: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredFactor:
    """The second factor of a person; `secret` is sealed."""

    id: str
    secret: str = field(repr=False)
    last_step: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody whose first proof was right; `due` when their second factor has to follow."""

    person_id: str
    method: Method
    provider: str | None
    due: bool


class Challenge(_Schema):
    """A first proof that waits for the second, kept in the browser that gave it."""

    person_id: str
    method: Method
    provider: str | None
    epoch: int
    at: datetime


class KnownDevice(_Schema):
    """The id that a browser keeps, and the people who signed in with it, the latest first."""

    id: str
    people: tuple[str, ...] = ()

    def of(self, person_id: str | None) -> str | None:
        """Return its id where this person has signed in with it before."""
        return self.id if person_id in self.people else None


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser says of itself, whence it comes, and the accounts that it has signed in to before."""

    device: str
    address: str
    known: KnownDevice
