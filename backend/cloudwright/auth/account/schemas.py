"""What one's own account takes and gives out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.auth.entry.schemas import Code, Password, PersonName


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class FactorState(_Schema):
    """Whether codes are asked for, and how many recovery codes are left."""

    enabled: bool
    recovery_codes_left: int


class LinkedIdentity(_Schema):
    """A provider that this person signs in with."""

    provider: str = Field(description="Its id in our addresses; its issuer where it is not set up any more.")
    label: str
    email: str


class Account(_Schema):
    """A person as they see themselves."""

    name: str
    email: str
    email_verified: bool
    has_password: bool
    second_factor: FactorState
    identities: Sequence[LinkedIdentity]
    created_at: datetime
    local: bool = Field(description="The local architect: no password, no factor, and not to be deleted.")


class AccountChange(_Schema):
    name: PersonName


class PasswordChange(_Schema):
    """`current_password` is null for somebody who never had one."""

    current_password: Password | None
    new_password: Password


class Enrolment(_Schema):
    """A second factor that is not in force before its first code is confirmed."""

    secret: str = Field(description="In base32, as people type it into an app.")
    otpauth_url: str


class CodeGiven(_Schema):
    code: Annotated[Code, Field(description="Of the authenticator, or a recovery code.")]


class NewRecoveryCodes(_Schema):
    """Shown this once."""

    recovery_codes: Sequence[str]


class Farewell(_Schema):
    email: Annotated[str, Field(max_length=320, description="The address of the account, typed.")]
