"""`cloudwright operators`: who runs this installation and may see every organisation."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import click

from cloudwright.admin.schemas import Operator
from cloudwright.admin.service.appointing import Appointing
from cloudwright.bootstrap.operating import appointments
from cloudwright.cli.output import Output, json_option, table
from cloudwright.config import Settings
from cloudwright.observability.logs import configure_logs

_HEAD = ("address", "name", "address proven", "second factor")


@click.group("operators", short_help="Say who runs this installation and may see every organisation.")
def command() -> None:
    """Say who runs this installation and may see every organisation.

    An operator needs a proven address and a sign-in with a second factor. The local architect of a studio
    on one machine needs neither. The server may run meanwhile; it feels a change with the next request.
    """


@command.command("add")
@click.argument("email")
@json_option
def add(email: str, *, out: Output) -> None:
    """Make the person with this address an operator."""
    person = asyncio.run(_added(email))
    out.show(f"{person.email} is an operator now.{_missing(person)}", person.model_dump(mode="json"))


@command.command("remove")
@click.argument("email")
@json_option
def remove(email: str, *, out: Output) -> None:
    """Take that from the person with this address."""
    person = asyncio.run(_removed(email))
    out.show(f"{person.email} is no operator any more.", person.model_dump(mode="json"))


@command.command("list")
@json_option
def show(*, out: Output) -> None:
    """Show who is an operator."""
    everybody = asyncio.run(_listed())
    rows = [
        (each.email, each.name, _word(each.address_proven), _word(each.second_factor)) for each in everybody
    ]
    text = table(_HEAD, rows) if rows else "Nobody is an operator. Make one: cloudwright operators add EMAIL"
    out.show(text, [each.model_dump(mode="json") for each in everybody])


async def _added(email: str) -> Operator:
    async with _changing() as appointing:
        return await appointing.add(email)


async def _removed(email: str) -> Operator:
    async with _changing() as appointing:
        return await appointing.remove(email)


async def _listed() -> Sequence[Operator]:
    async with _changing() as appointing:
        return await appointing.list()


@asynccontextmanager
async def _changing() -> AsyncIterator[Appointing]:
    settings = Settings()
    configure_logs(settings.log)
    async with appointments(settings) as appointing:
        yield appointing


def _missing(person: Operator) -> str:
    wanted = [
        words
        for words, there in (
            ("prove their address", person.address_proven),
            ("add a second factor", person.second_factor),
        )
        if not there
    ]
    return f" It counts once they {' and '.join(wanted)}, except for local sign-in." if wanted else ""


def _word(yes: object) -> str:
    return "yes" if yes else "no"
