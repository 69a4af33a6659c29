"""Migrations from inside the program: what `alembic upgrade` does, on our own engine."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

import cloudwright
from cloudwright.database.engine import Database

HEADS = "heads"
BASE = "base"


async def upgrade(database: Database, revision: str = HEADS) -> None:
    """Bring the schema up to `revision`; does nothing when it is there already."""
    async with database.engine.connect() as connection:
        await connection.run_sync(_upgrade, revision)


async def downgrade(database: Database, revision: str) -> None:
    """Take the schema down to `revision`; `base` removes every table."""
    async with database.engine.connect() as connection:
        await connection.run_sync(_downgrade, revision)


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(_config(connection), revision)


def _downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(str(_backend() / "alembic.ini"))
    config.set_main_option("script_location", str(_backend() / "migrations"))
    config.attributes["connection"] = connection
    return config


def _backend() -> Path:
    return Path(cloudwright.__path__[0]).parent
