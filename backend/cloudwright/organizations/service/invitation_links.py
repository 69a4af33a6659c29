"""What somebody does with an invitation's link, who is not a member of its organisation yet."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.tokens import token_hash
from cloudwright.organizations.repository import InvitationsTable
from cloudwright.organizations.schemas import Acceptance, InvitationPreview, Membership
from cloudwright.organizations.service.invitations import Invitations, ended
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_INVITED = EveryTenant("an invitation's token says which organisation it is of")
_GONE = "Somebody who left"


class InvitationLinks:
    """Finds the organisation of a token first, and then works for that one alone."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def preview(self, token: str) -> InvitationPreview:
        """Return what a link invites to; raises InvitationEnded."""
        home = await self._home(token)
        async with self._units.read(OneTenant(home)) as services:
            invitations, organizations, people = await services.aget(Invitations, Organizations, People)
            invitation = await invitations.by_token(token)
            organization = await organizations.get(home)
            inviters = await people.many([invitation.invited_by])
        inviter = inviters.get(invitation.invited_by)
        return InvitationPreview(
            organization=organization.name,
            inviter=inviter.name if inviter else _GONE,
            email=invitation.email,
            role=invitation.role,
            expires_at=invitation.expires_at,
        )

    async def accept(self, acceptance: Acceptance, principal: Principal) -> Membership:
        """Make the caller a member; raises InvitationEnded, InvitationForSomebodyElse."""
        async with self._units.read(_INVITED) as services:
            person = await (await services.aget(People)).get(principal.user_id)
        home = await self._home(acceptance.token)
        async with self._units.write(OneTenant(home, principal.user_id)) as services:
            return await (await services.aget(Invitations)).accept(acceptance, person)

    async def _home(self, token: str) -> str:
        async with self._units.read(_INVITED) as services:
            home = await InvitationsTable(services.get(AsyncSession)).home(token_hash(token))
        if home is None:
            raise ended()
        return home
