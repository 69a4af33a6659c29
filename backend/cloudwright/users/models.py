"""Table of people. A person may belong to several organisations, so it is no tenant table."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id


class PersonRow(Base):
    __tablename__ = "people"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320), unique=True)
    created_at: Mapped[datetime]
