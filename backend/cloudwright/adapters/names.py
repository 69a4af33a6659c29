"""Names of people for those who keep only their ids."""

from collections.abc import Collection, Mapping

from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_NAMING = EveryTenant("people who left are named in what they did while they were here")


class KnownNames:
    """Implements `audit.ports.Names`."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def of(self, person_ids: Collection[str]) -> Mapping[str, str]:
        """Return the names of those who still exist."""
        if not person_ids:
            return {}
        async with self._units.read(_NAMING) as services:
            people = await (await services.aget(People)).many(person_ids)
        return {person_id: person.name for person_id, person in people.items()}
