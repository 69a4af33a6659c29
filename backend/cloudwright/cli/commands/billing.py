"""`cloudwright billing`: plans and prices at the payment provider."""

import asyncio

import click

from cloudwright.billing.catalogue import catalogue, products
from cloudwright.billing.schemas import Synced
from cloudwright.bootstrap.starting import payment_provider
from cloudwright.cli.output import Output, json_option, table
from cloudwright.config import Settings


@click.group("billing", short_help="Write plans and prices to the payment provider.")
def command() -> None:
    """Write plans and prices to the payment provider."""


@command.command("sync")
@json_option
def sync(*, out: Output) -> None:
    """Make products and prices at the payment provider those of this version; repeating it changes nothing.

    An amount that changed becomes a new price; who subscribed before keeps the old one.
    """
    done = asyncio.run(_synced(Settings()))
    out.show(_text(done), done.model_dump(mode="json"))


async def _synced(settings: Settings) -> Synced:
    async with payment_provider(settings.billing) as provider:
        return await provider.sync(products(catalogue()))


def _text(done: Synced) -> str:
    rows = [(what, name) for what, names in done.model_dump().items() for name in names]
    return table(("what", "product or price"), rows)
