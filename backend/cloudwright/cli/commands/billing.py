"""`cloudwright billing`: plans and prices at the payment provider, and plans that an operator sets."""

import asyncio
from collections.abc import Sequence

import click

from cloudwright.billing.catalogue import catalogue, plan, products
from cloudwright.billing.schemas import PlanId, PlanStatus, Synced
from cloudwright.bootstrap.counting import give_plan
from cloudwright.bootstrap.starting import payment_provider
from cloudwright.cli.output import Output, json_option, table
from cloudwright.config import Settings
from cloudwright.observability.logs import configure_logs
from cloudwright.quotas.schemas import Grant, Limit, Metric


@click.group("billing", short_help="Set the plan of an organisation; write prices to the payment provider.")
def command() -> None:
    """Set the plan of an organisation, and write plans and prices to the payment provider."""


@command.command("sync")
@json_option
def sync(*, out: Output) -> None:
    """Make products and prices at the payment provider those of this version; repeating it changes nothing.

    An amount that changed becomes a new price; who subscribed before keeps the old one.
    """
    done = asyncio.run(_synced(Settings()))
    out.show(_text(done), done.model_dump(mode="json"))


@command.command("set")
@click.argument("organization_id", metavar="ORGANIZATION")
@click.argument("plan_id", metavar="PLAN", type=click.Choice([each.value for each in PlanId]))
@click.option("--seats", type=click.IntRange(min=1), help="Most seats; without it those of the plan.")
@click.option(
    "--limit", "limits", multiple=True, metavar="WHAT=MOST", help="In place of the plan's, as sessions=40."
)
@json_option
def give(
    organization_id: str, plan_id: str, *, seats: int | None, limits: Sequence[str], out: Output
) -> None:
    """Give an organisation a plan, as its contract says. The server may run meanwhile.

    What is in use beyond a smaller plan stays; nothing new begins until there is room.
    """
    chosen = plan(catalogue(), PlanId(plan_id))
    grant = Grant(
        plan=chosen.id.value,
        status=PlanStatus.ACTIVE.value,
        seats=seats or chosen.allowances.seats,
        limits=dict(_limit(each) for each in limits),
    )
    settings = Settings()
    configure_logs(settings.log)
    asyncio.run(give_plan(settings, organization_id, grant))
    out.show(f"{organization_id} has the {chosen.name} plan now.", grant.model_dump(mode="json"))


def _limit(text: str) -> tuple[Metric, Limit]:
    name, _, most = text.partition("=")
    if name not in [*Metric] or not most.isdecimal():
        raise click.BadParameter(f"write {text!r} as WHAT=MOST; WHAT is one of {', '.join(Metric)}")
    return Metric(name), Limit(most=int(most))


async def _synced(settings: Settings) -> Synced:
    async with payment_provider(settings.billing) as provider:
        return await provider.sync(products(catalogue()))


def _text(done: Synced) -> str:
    rows = [(what, name) for what, names in done.model_dump().items() for name in names]
    return table(("what", "product or price"), rows)
