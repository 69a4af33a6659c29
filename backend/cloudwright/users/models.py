"""Table of people. A person may belong to several organisations, so it is no tenant table."""

from datetime import datetime

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights


class PersonRow(Base):
    """`epoch` grows when all of a person's tokens end at once; an operator runs the installation."""

    __tablename__ = "people"
    __table_args__ = (
        rights(
            tenant="SELECT",
            system="SELECT, INSERT, UPDATE",
            visible="id IN (SELECT person_id FROM memberships)",
        ),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320), unique=True)
    created_at: Mapped[datetime]
    email_verified_at: Mapped[datetime | None]
    epoch: Mapped[int] = mapped_column(server_default="0")
    disabled_at: Mapped[datetime | None]
    operator: Mapped[bool] = mapped_column(server_default=false())
