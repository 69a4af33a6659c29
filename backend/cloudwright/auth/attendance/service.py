"""When the members of an organisation were here last, and how they are protected."""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.attendance.repository import AttendanceTable
from cloudwright.organizations.schemas import Presence
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_LOOKING = EveryTenant("sign-ins and second factors of members belong to the persons, not to the tenant")


class SignInAttendance:
    """Implements `organizations.ports.Attendance`."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def of(self, organization_id: str, person_ids: Collection[str]) -> Mapping[str, Presence]:
        """Return it for those who ever came in; only visits to this organisation count."""
        async with self._units.read(_LOOKING) as services:
            table = AttendanceTable(await services.aget(AsyncSession))
            seen = await table.last_seen(organization_id, person_ids)
            protected = await table.protected(person_ids)
        return {
            person_id: Presence(last_active_at=seen.get(person_id), second_factor=person_id in protected)
            for person_id in {*seen, *protected}
        }
