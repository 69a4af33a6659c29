"""What runs every few seconds for all organisations."""

from cloudwright.quotas.service.returning import Lapsed, Returns
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_WHY = EveryTenant("leases of quotas end for whoever held them")


async def sweep(units: UnitsOfWork) -> int:
    """Take back what nobody holds any more, each in its own transaction, and return how many it was."""
    async with units.read(_WHY) as services:
        lapsed = await (await services.aget(Lapsed)).reservations()
    returned = 0
    for key in lapsed:
        async with units.write(OneTenant(key.organization_id)) as services:
            returned += await (await services.aget(Returns)).take_back(key.reservation_id)
    return returned


async def forget(units: UnitsOfWork) -> None:
    """Remove reservations that ended long ago; once a day is enough."""
    async with units.write(_WHY) as services:
        await (await services.aget(Lapsed)).forget()
