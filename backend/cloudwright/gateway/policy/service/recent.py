"""Requests of the past from the ledger, as far as it knows what they asked for."""

from collections.abc import Sequence

from cloudwright.gateway.policy.ports import Subjects
from cloudwright.gateway.policy.repository import CallsTable, Made
from cloudwright.gateway.policy.schemas import Recent
from cloudwright.gateway.policy.values import Action, Asked, Circumstances, Kind, Subject


class LedgerRequests:
    """A `RecentRequests` port.

    The ledger keeps who called which model, when, and how much it read. It keeps neither whether a call was
    streamed or used tools nor its address and kinds of data: rules that ask for these are not tried. Roles,
    teams and lists of models are those of today.
    """

    def __init__(self, calls: CallsTable, subjects: Subjects) -> None:
        self._calls = calls
        self._subjects = subjects

    async def newest(self, most: int) -> Sequence[Recent]:
        known = await self._subjects.known()
        return [
            _recent(made, known.get(_who(made)) or _stranger(made)) for made in await self._calls.newest(most)
        ]


def _who(made: Made) -> tuple[Kind, str]:
    if made.application_id:
        return Kind.APPLICATION, made.application_id
    return Kind.PERSON, made.person_id


def _stranger(made: Made) -> Subject:
    """Return who called and is gone: without a role and without models."""
    kind, name = _who(made)
    return Subject(kind=kind, id=name, organization_id=made.organization_id)


def _recent(made: Made, subject: Subject) -> Recent:
    circumstances = Circumstances(input_estimate=made.input_tokens).at(made.at)
    asked = Asked(subject, made.model, made.provider, (Action.CALL,), circumstances)
    return Recent(id=made.id, at=made.at, asked=asked)
