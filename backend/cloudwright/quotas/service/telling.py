"""What admins are told of limits: that one comes near, is reached, or that somebody asks for more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.schemas import Content, Message, QuotaNearlyUsed, QuotaRequested, QuotaUsed
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.service.members import Members
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.quotas.caps import ORGANIZATION
from cloudwright.quotas.schemas import Enforcement, Metric, Warned
from cloudwright.quotas.service.limits import Standings
from cloudwright.quotas.wording import amount, label, whose
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.users.schemas import Person

Roster = Sequence[tuple[Person, Role]]

_ADMINS = frozenset({Role.OWNER, Role.ADMIN})
_USED_UP = 100


@dataclass(frozen=True, slots=True)
class Directory:
    """Who belongs to the organisation, and what it is called."""

    organization_id: str
    members: Members
    organizations: Organizations

    async def names(self) -> Mapping[str, str]:
        """Return what the members are called, by id."""
        return _names(await self.members.roster())

    async def title(self) -> str:
        """Return what the organisation is called."""
        return (await self.organizations.get(self.organization_id)).name


class Admins:
    """Adds mails to the outbox of the session; each admin gets each one once."""

    def __init__(self, directory: Directory, outbox: Outbox, *, page: str, clock: Clock = utc_now) -> None:
        self._directory = directory
        self._outbox = outbox
        self._page = page
        self._clock = clock

    async def tell(self, warned: Warned) -> None:
        """Say that 80 or 100 % of a limit are used: once in its period."""
        members = await self._directory.members.roster()
        content = await self._warning(warned, _names(members))
        period = warned.resets_at.date() if warned.resets_at else f"{self._clock():%Y-%m}"
        once = f"quota:{warned.percent}:{warned.metric}:{warned.subject}:{period}"
        await self._send(content, members, once=once)

    async def ask(self, principal: Principal, metric: Metric, *, standings: Standings) -> None:
        """Pass on that a member asks for more: once a day for each thing that is counted."""
        members = await self._directory.members.roster()
        people = _names(members)
        met = await standings.of(principal.user_id)
        standing = next((each for each in met if each.metric is metric), None)
        state = "no limit is set"
        if standing is not None:
            used = amount(metric, standing.used + standing.held)
            state = f"{used} of {amount(metric, standing.limit)} ({whose(standing.subject, people)})"
        content = QuotaRequested(
            organization=await self._directory.title(),
            person=people.get(principal.user_id, "Somebody"),
            what=label(metric),
            state=state,
            link=self._page,
        )
        await self._send(content, members, once=f"quota_request:{metric}:{self._clock():%Y-%m-%d}")

    async def _warning(self, warned: Warned, people: Mapping[str, str]) -> QuotaNearlyUsed | QuotaUsed:
        organization = await self._directory.title()
        who = organization if warned.subject == ORGANIZATION else whose(warned.subject, people)
        used, limit = amount(warned.metric, warned.used), amount(warned.metric, warned.limit)
        then = _then(warned)
        if warned.percent >= _USED_UP:
            return QuotaUsed(organization=organization, whose=who, limit=limit, then=then, link=self._page)
        return QuotaNearlyUsed(
            organization=organization, whose=who, used=used, limit=limit, then=then, link=self._page
        )

    async def _send(self, content: Content, members: Roster, *, once: str) -> None:
        for person, role in members:
            if role in _ADMINS:
                await self._outbox.add(Message(to=person.email, content=content, once=once))


def _names(members: Roster) -> dict[str, str]:
    return {person.id: person.name for person, _ in members}


def _then(warned: Warned) -> str:
    again = (
        f"The count begins anew on {warned.resets_at:%-d %B %Y}."
        if warned.resets_at
        else "There is room again when something is removed."
    )
    if warned.enforcement is Enforcement.SOFT:
        return f"This limit only warns: nothing is stopped. {again}"
    if warned.percent >= _USED_UP:
        return f"Nothing new is started; what runs is finished. {again}"
    return f"Nothing stops yet. At the limit nothing new is started, and what runs is finished. {again}"
