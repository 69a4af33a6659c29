"""The ledger, whose rows are only ever added, and its sums by day."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned

_READ_BY_ADMINS = [
    "id",
    "run_id",
    "person_id",
    "model_id",
    "status",
    "input_tokens",
    "output_tokens",
    "cost_nano_usd",
]
"""What usage is added up from: PostgreSQL finds it in the index, without looking at the rows."""


class ModelCall(TenantOwned, Base):
    __tablename__ = "model_calls"
    __table_args__ = (
        Index(None, "organization_id", "run_id"),
        Index(None, "organization_id", "started_at", postgresql_include=_READ_BY_ADMINS),
        Index(None, "started_at"),
        rights(system="SELECT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    person_id: Mapped[Id]
    conversation_id: Mapped[Id | None]
    run_id: Mapped[Id | None]
    mode: Mapped[str] = mapped_column(String(16), server_default="")
    model_id: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(16))
    input_tokens: Mapped[int] = mapped_column(BigInteger)
    output_tokens: Mapped[int] = mapped_column(BigInteger)
    estimated: Mapped[bool]
    milliseconds: Mapped[int] = mapped_column(BigInteger)
    cost_nano_usd: Mapped[int | None] = mapped_column(BigInteger)
    started_at: Mapped[datetime]
    application_id: Mapped[Id] = mapped_column(server_default="")
    team: Mapped[str] = mapped_column(String(80), server_default="")
    provider: Mapped[str] = mapped_column(String(40), server_default="")
    wire: Mapped[str] = mapped_column(String(16), server_default="")
    requested_model: Mapped[str] = mapped_column(String(120), server_default="")
    code: Mapped[str] = mapped_column(String(64), server_default="")
    status_code: Mapped[int | None]
    first_byte_milliseconds: Mapped[int | None] = mapped_column(BigInteger)
    attempts: Mapped[int] = mapped_column(server_default="1")
    cache_read_tokens: Mapped[int] = mapped_column(BigInteger, server_default="0")
    cache_write_tokens: Mapped[int] = mapped_column(BigInteger, server_default="0")
    usage_source: Mapped[str] = mapped_column(String(16), server_default="provider")
    price_version: Mapped[str] = mapped_column(String(40), server_default="")
    verdicts: Mapped[list[dict[str, object]]] = mapped_column(JSON, server_default="[]")


class CallBodyRow(TenantOwned, Base):
    """In which stored file stands what was said in a call, and of which hour that is."""

    __tablename__ = "call_bodies"
    __table_args__ = (
        Index(None, "organization_id", "sha256"),
        Index(None, "hour"),
        rights(system="SELECT"),
    )

    call_id: Mapped[Id] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    hour: Mapped[datetime]


class UsageDayRow(TenantOwned, Base):
    """What the ledger's rows of one day in UTC amount to; written in the transaction of each of them.

    A run counts on the day, and with the member, mode and model, of its first call.
    """

    __tablename__ = "usage_days"
    __table_args__ = ({**rights(system="SELECT"), "sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    person_id: Mapped[Id] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(String(16), primary_key=True)
    model_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    application_id: Mapped[Id] = mapped_column(primary_key=True, server_default="")
    team: Mapped[str] = mapped_column(String(80), primary_key=True, server_default="")
    provider: Mapped[str] = mapped_column(String(40), primary_key=True, server_default="")
    calls: Mapped[int] = mapped_column(BigInteger)
    runs: Mapped[int] = mapped_column(BigInteger)
    unfinished_calls: Mapped[int] = mapped_column(BigInteger)
    unpriced_calls: Mapped[int] = mapped_column(BigInteger)
    input_tokens: Mapped[int] = mapped_column(BigInteger)
    output_tokens: Mapped[int] = mapped_column(BigInteger)
    cost_nano_usd: Mapped[int] = mapped_column(BigInteger)
