"""What the ledger says was spent, for counters that admission does not know yet."""

from collections.abc import Sequence
from datetime import timedelta

from cloudwright.gateway.admission.schemas import Counter, Level
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension, total
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_DIMENSIONS = {Level.TEAM: Dimension.TEAM, Level.APPLICATION: Dimension.APPLICATION}
_DAY = timedelta(days=1)


class LedgerFigures:
    """Implements `Figures`. Days of the ledger are those of UTC, and so are the periods counted here.

    What users of applications spent is not told apart there: theirs begins anew with the process.
    """

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def spent(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[int]:
        async with self._units.read(OneTenant(organization_id)) as services:
            ledger = await services.aget(Ledger)
            return [await self._spent(ledger, counter) for counter in counters]

    async def _spent(self, ledger: Ledger, counter: Counter) -> int:
        since, until = counter.span.starts_at.date(), (counter.span.ends_at - _DAY).date()
        if counter.scope.level is Level.ORGANIZATION:
            return total(await ledger.usage(since, until, by=[])).cost_nano_usd
        dimension = _DIMENSIONS.get(counter.scope.level)
        if dimension is None:
            return 0
        lines = await ledger.usage(since, until, by=[dimension])
        return total(line for line in lines if line.keys == (counter.scope.id,)).cost_nano_usd
