"""The mails of invitations: their link holds the token after a #, where no log of a server sees it."""

from datetime import timedelta

from cloudwright.notifications import schemas as notifications
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.schemas import Invitation, Kept
from cloudwright.users.schemas import Person

_LONGEST_LINE = 200


class InvitationMail:
    """Writes into the outbox of the caller's transaction."""

    def __init__(self, outbox: Outbox, *, origin: str) -> None:
        self._outbox = outbox
        self._origin = origin

    async def invite(
        self, invitation: Invitation, token: str, *, organization: str, lifetime: timedelta
    ) -> None:
        """Mail the link to who is invited."""
        content = notifications.Invitation(
            inviter=_line(invitation.invited_by),
            organization=_line(organization),
            role=invitation.role.value,
            link=f"{self._origin}/invitations#token={token}",
            days=lifetime.days,
        )
        await self._outbox.add(notifications.Message(to=invitation.email, content=content))

    async def accepted(self, kept: Kept, person: Person, *, inviter: Person, organization: str) -> None:
        """Tell who invited that somebody came."""
        content = notifications.InvitationAccepted(
            person=_line(person.name),
            organization=_line(organization),
            role=kept.role.value,
            link=f"{self._origin}/organization/members",
        )
        message = notifications.Message(
            to=inviter.email, content=content, once=f"invitation_accepted:{kept.id}"
        )
        await self._outbox.add(message)


def _line(text: str) -> str:
    """Return a name without breaks, as one line of a mail holds it."""
    return " ".join(text.split())[:_LONGEST_LINE]
