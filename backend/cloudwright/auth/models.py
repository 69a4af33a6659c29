"""Tables of sign-ins and of what proves who somebody is. Tokens are stored as SHA-256, never as they are."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.kit.canonical import JsonValue
from cloudwright.tenancy.scope import PersonOwned, TenantOwned

_KNOWN_LATER = (
    "SELECT, INSERT, UPDATE, DELETE"  # who somebody is, is found out before there is a person to work as
)


class SignInRow(PersonOwned, Base):
    """One device of a person; `chosen_organization_id` is the one they work for on it.

    While `impersonation_id` names one that has not ended, an operator's device looks as somebody else.
    """

    __tablename__ = "sign_ins"
    __table_args__ = (Index(None, "person_id", "revoked_at"), rights(system=_KNOWN_LATER))

    id: Mapped[Id] = mapped_column(primary_key=True)
    chosen_organization_id: Mapped[Id] = mapped_column(ForeignKey("organizations.id"))
    method: Mapped[str] = mapped_column(String(20))
    device: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(45))
    second_factor: Mapped[bool]
    provider: Mapped[str | None] = mapped_column(String(31))
    impersonation_id: Mapped[Id | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(40))


class RefreshTokenRow(PersonOwned, Base):
    """One link of a sign-in's chain; `successor` is the next token, sealed, for those who lost its answer."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index(None, "sign_in_id"), rights(system="SELECT, INSERT, UPDATE, DELETE"))

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sign_in_id: Mapped[Id] = mapped_column(ForeignKey("sign_ins.id"))
    state: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime]
    rotated_at: Mapped[datetime | None]
    successor: Mapped[str | None] = mapped_column(Text)


class TicketRow(PersonOwned, Base):
    __tablename__ = "socket_tickets"
    __table_args__ = (rights(system="SELECT, DELETE"),)

    ticket_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sign_in_id: Mapped[Id] = mapped_column(ForeignKey("sign_ins.id"))
    expires_at: Mapped[datetime]


class PasswordRow(PersonOwned, Base):
    __tablename__ = "passwords"
    __table_args__ = (Index("uq_passwords_person_id", "person_id", unique=True), rights(system=_KNOWN_LATER))

    id: Mapped[Id] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class IdentityRow(PersonOwned, Base):
    """A person as a provider of identities knows them: by subject, never by e-mail address."""

    __tablename__ = "identities"
    __table_args__ = (Index(None, "person_id"), rights(system=_KNOWN_LATER))

    issuer: Mapped[str] = mapped_column(String(300), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    email: Mapped[str] = mapped_column(String(320))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]


class SecondFactorRow(PersonOwned, Base):
    """`secret` is sealed; a step of time is accepted once."""

    __tablename__ = "second_factors"
    __table_args__ = (
        Index("uq_second_factors_person_id", "person_id", unique=True),
        rights(system=_KNOWN_LATER),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(Text)
    last_step: Mapped[int]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class RecoveryCodeRow(PersonOwned, Base):
    __tablename__ = "recovery_codes"
    __table_args__ = (Index(None, "person_id"), rights(system=_KNOWN_LATER))

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class MailLinkRow(Base):
    """What a link in an e-mail holds: it proves an address once, for one purpose.

    A row is of an address and not of a person, so that one is written whether the address is known here or
    not. A sign-up waits in its link: there is a person once the address is proven.
    """

    __tablename__ = "mail_links"
    __table_args__ = (Index(None, "expires_at"), rights(system="SELECT, INSERT, UPDATE, DELETE"))

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str | None] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AttemptBucketRow(Base):
    """How often somebody tried; the name is a hash and does not say who."""

    __tablename__ = "attempt_buckets"
    __table_args__ = (Index(None, "last_at"), rights(system="SELECT, INSERT, UPDATE, DELETE"))

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime]
    last_at: Mapped[datetime]


class AddressBanRow(Base):
    """An address that may not sign in for a while; the rows stay, as the record of it."""

    __tablename__ = "address_bans"
    __table_args__ = (Index(None, "caller", "until"), rights(system="SELECT, INSERT"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    caller: Mapped[str] = mapped_column(String(45))
    refused: Mapped[int]
    at: Mapped[datetime]
    until: Mapped[datetime]


class SigningKeyRow(Base):
    """A key that signs access tokens; `secret` is sealed, and no organisation sees any of it."""

    __tablename__ = "signing_keys"
    __table_args__ = (rights(system="SELECT, INSERT, UPDATE"),)

    kid: Mapped[str] = mapped_column(String(64), primary_key=True)
    public: Mapped[JsonValue] = mapped_column(JSON, nullable=False)
    secret: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
    signs_from: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ImpersonationRow(PersonOwned, Base):
    """An operator looks as a person, who sees it and cannot change it; `home_id` is the organisation."""

    __tablename__ = "impersonations"
    __table_args__ = (
        Index(None, "person_id", "started_at"),
        Index(None, "started_at"),
        rights(tenant="SELECT", system="SELECT, INSERT, UPDATE, DELETE"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    home_id: Mapped[Id]
    operator_id: Mapped[Id]
    operator_name: Mapped[str] = mapped_column(String(200))
    sign_in_id: Mapped[Id]
    reason: Mapped[str] = mapped_column(String(500))
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ApiKeyRow(TenantOwned, Base):
    """`secret_hash` is the HMAC of the whole key; which organisation it opens is found by its prefix."""

    __tablename__ = "api_keys"
    __table_args__ = (rights(system="SELECT, UPDATE"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    prefix: Mapped[str] = mapped_column(String(10), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
