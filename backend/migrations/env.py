"""Runs migrations: on the connection that the program hands over, or on the configured database."""

import asyncio
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from cloudwright.config import Settings
from cloudwright.database.base import UtcDateTime
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.database.row_security import relax, secure
from cloudwright.tenancy.guard import guarded_session


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain ones they are stored as."""
    del autogen_context
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=whole_metadata(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        relax(connection)
        context.run_migrations()
        secure(connection, whole_metadata())


async def migrate_configured() -> None:
    database = Database(Settings().owner_url, session_class=guarded_session())
    async with database.engine.connect() as connection:
        await connection.run_sync(migrate)
    await database.close()


handed_over = context.config.attributes.get("connection")
if handed_over is None:
    asyncio.run(migrate_configured())
else:
    migrate(handed_over)
