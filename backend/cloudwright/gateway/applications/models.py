"""Tables of applications, their keys, and what their organisation set for the gateway."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.kit.canonical import JsonValue
from cloudwright.tenancy.scope import TenantOwned


class RevisionRow(TenantOwned, Base):
    """Grows with every change of anything else here, so that one number says whether a cache still holds."""

    __tablename__ = "gateway_revisions"
    __table_args__ = (rights(system="SELECT"),)

    revision: Mapped[int]


class ApplicationRow(TenantOwned, Base):
    """An application stays as a row when it is removed: the ledger names it."""

    __tablename__ = "applications"
    __table_args__ = (rights(system="SELECT"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    team: Mapped[str] = mapped_column(String(80))
    profile: Mapped[str] = mapped_column(String(60))
    models: Mapped[list[str]] = mapped_column(JSON)
    addresses: Mapped[list[str]] = mapped_column(JSON)
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class KeyRow(TenantOwned, Base):
    """`id` is public and stands in the key itself; what proves a key are its secrets."""

    __tablename__ = "application_keys"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "application_id"], ["applications.organization_id", "applications.id"]
        ),
        Index("uq_application_keys_id", "id", unique=True),
        Index(None, "organization_id", "application_id"),
        rights(system="SELECT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    application_id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(80))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    models: Mapped[list[str]] = mapped_column(JSON)
    addresses: Mapped[list[str]] = mapped_column(JSON)
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SecretRow(TenantOwned, Base):
    """`hash` is the HMAC of the whole key with the pepper of that version."""

    __tablename__ = "application_secrets"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "key_id"], ["application_keys.organization_id", "application_keys.id"]
        ),
        Index(None, "organization_id", "key_id"),
        rights(system="SELECT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    key_id: Mapped[Id]
    hash: Mapped[str] = mapped_column(String(64))
    pepper: Mapped[int]
    made_at: Mapped[datetime]
    not_after: Mapped[datetime | None]


class PepperRow(Base):
    """What goes into the hashes of keys beside the key; `secret` is sealed by the key ring."""

    __tablename__ = "application_peppers"
    __table_args__ = (rights(system="SELECT, INSERT"),)

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    secret: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class AccountRow(TenantOwned, Base):
    """A key that an organisation has with a provider; `secret` is sealed for this organisation and row."""

    __tablename__ = "provider_keys"
    __table_args__ = (rights(),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80))
    base_url: Mapped[str] = mapped_column(String(500))
    region: Mapped[str] = mapped_column(String(40))
    secret: Mapped[str] = mapped_column(Text)
    ending: Mapped[str] = mapped_column(String(4))
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    replaced_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    works: Mapped[bool | None]
    finding: Mapped[str] = mapped_column(String(300))


class RuleRow(TenantOwned, Base):
    """A route, a limit or a profile; `value` is the schema of its kind as JSON."""

    __tablename__ = "gateway_rules"
    __table_args__ = (rights(),)

    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    value: Mapped[JsonValue] = mapped_column(JSON, nullable=False)
    changed_by: Mapped[Id]
    changed_at: Mapped[datetime]
