"""Writes a finished call to the ledger in a transaction of its own."""

from cloudwright.gateway.schemas import Call
from cloudwright.gateway.service import Ledger
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork


class Settlement:
    """A `Settle` port over the database."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def __call__(self, call: Call) -> None:
        tenant = OneTenant(call.caller.principal.organization_id)
        async with self._units.write(tenant) as services:
            await (await services.aget(Ledger)).record(call)
