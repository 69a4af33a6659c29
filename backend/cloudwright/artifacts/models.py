"""The table of artifacts; the bytes lie in the artifact store, addressed by their SHA-256."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned


class ArtifactRow(TenantOwned, Base):
    __tablename__ = "artifacts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "project_id"], ["projects.organization_id", "projects.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("organization_id", "run_id", "option_id"),
        Index(None, "organization_id", "project_id", "created_at"),
        rights(system="SELECT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id]
    option_id: Mapped[Id]
    revision_id: Mapped[Id]
    revision_number: Mapped[int]
    run_id: Mapped[str] = mapped_column(String(80))
    previous_id: Mapped[str | None] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(10))
    bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    errors: Mapped[int]
    warnings: Mapped[int]
    monthly_cost: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    files: Mapped[list[JsonValue]] = mapped_column(JSON)
    checks: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    stages: Mapped[list[JsonValue]] = mapped_column(JSON)
    components: Mapped[dict[str, JsonValue] | None] = mapped_column(JSON)
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
