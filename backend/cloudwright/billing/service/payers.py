"""Who pays for an organisation: its name, and the address of who buys for it."""

from cloudwright.billing.schemas import Payer
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People


class Payers:
    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def payer_of(self, principal: Principal) -> Payer:
        """Return the organisation's name and the address of the person who asks."""
        async with self._units.read(principal) as services:
            organizations, people = await services.aget(Organizations, People)
            organization = await organizations.get(principal.organization_id)
            person = await people.get(principal.user_id)
        return Payer(organization=organization.name, email=person.email)
