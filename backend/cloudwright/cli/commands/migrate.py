"""`cloudwright migrate`: the schema of the database, up and down."""

import asyncio
from collections.abc import Awaitable, Callable

import click

from cloudwright.bootstrap.starting import owning
from cloudwright.config import Settings
from cloudwright.database.directory import held_directory
from cloudwright.database.engine import Database
from cloudwright.database.migrate import downgrade, upgrade
from cloudwright.observability.logs import configure_logs


@click.group("migrate", short_help="Bring the database up, or take the newest migration back.")
def command() -> None:
    """Bring the database up to date, or take the newest migration back."""


@command.command("up")
def up() -> None:
    """Bring the database up to date; does nothing when it is."""
    _migrate(upgrade)
    click.echo("The database is up to date.")


@command.command("down")
@click.option("--to", "revision", default="-1", show_default=True, help="Revision, or `base` for none.")
def down(revision: str) -> None:
    """Take the newest migration back. What its tables held is lost."""
    _migrate(lambda database: downgrade(database, revision))
    click.echo("Taken back.")


def _migrate(change: Callable[[Database], Awaitable[None]]) -> None:
    settings = Settings()
    configure_logs(settings.log)
    with held_directory(settings.data.directory):
        asyncio.run(_changed(settings, change))


async def _changed(settings: Settings, change: Callable[[Database], Awaitable[None]]) -> None:
    async with owning(settings) as owner:
        await change(owner)
