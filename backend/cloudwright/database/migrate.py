"""Migrations from inside the program: what `alembic upgrade` does, on our own engine."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import cloudwright
from cloudwright.database.engine import Database

HEADS = "heads"
BASE = "base"


async def upgrade(database: Database, revision: str = HEADS) -> None:
    """Bring the schema up to `revision`; does nothing when it is there already.

    So who may not change tables can still start on a schema that is up to date.
    """
    async with database.engine.connect() as connection:
        current = await connection.run_sync(_is_current)
        await connection.rollback()
        if revision != HEADS or not current:
            await connection.run_sync(_upgrade, revision)


async def downgrade(database: Database, revision: str) -> None:
    """Take the schema down to `revision`; `base` removes every table."""
    async with database.engine.connect() as connection:
        await connection.run_sync(_downgrade, revision)


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(_config(connection), revision)


def _is_current(connection: Connection) -> bool:
    newest = ScriptDirectory.from_config(_config(connection)).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(newest)


def _downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(str(_backend() / "alembic.ini"))
    config.set_main_option("script_location", str(_backend() / "migrations"))
    config.attributes["connection"] = connection
    return config


def _backend() -> Path:
    return Path(cloudwright.__path__[0]).parent
