"""Which option is meant."""

import svcs

from cloudwright.agents.errors import NoDesign
from cloudwright.agents.tools.design_tool import Bench
from cloudwright.projects.errors import OptionNotFound
from cloudwright.projects.schemas import OptionCard
from cloudwright.projects.service.changing import Order
from cloudwright.projects.service.options import Options


async def option_meant(services: svcs.Container, project_id: str, option_id: str | None) -> OptionCard:
    """Return the named option of the project; without a name the chosen one, else the simplest.

    Raises:
        OptionNotFound: the project has no option of that name.
        NoDesign: there is no option yet.
    """
    cards = await (await services.aget(Options)).cards(project_id)
    if option_id is not None:
        named = next((card for card in cards if card.id == option_id), None)
        if named is None:
            raise OptionNotFound(
                "This project has no such option.",
                details={"id": option_id, "allowed": [card.id for card in cards]},
            )
        return named
    offered = [card for card in cards if not card.discarded]
    if not offered:
        raise NoDesign("There is no design yet. Say what the system should do, then options can be made.")
    return next((card for card in offered if card.chosen), offered[0])


async def order_for(bench: Bench, option_id: str | None) -> Order:
    """Return the order to change the option that is meant, whatever its newest revision is."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, option_id)
    return Order(card.id, None, author=bench.author, tool_call_id=bench.call_id)
