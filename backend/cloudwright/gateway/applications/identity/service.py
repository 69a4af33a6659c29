"""Says whose call it is, by a key or by a token that was given for one."""

import hmac
from dataclasses import replace
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cloudwright.gateway.applications.identity.known import KnownKeys
from cloudwright.gateway.applications.identity.peppers import Peppers
from cloudwright.gateway.applications.identity.uses import Uses
from cloudwright.gateway.applications.schemas import ANY_SCOPE, Identified, KnownKey, KnownSecret, Standing
from cloudwright.gateway.applications.texts import LONGEST_TOKEN, MARK, KeyText, digest, parsed
from cloudwright.gateway.applications.tokens.tickets import Ticket, Tickets
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.errors import CloudwrightError
from cloudwright.rbac.addresses import address_allowed

log = structlog.get_logger(__name__)

_NO_HASH = "0" * 64
_NO_PEPPER = b"\0" * 32


class Identification:
    """One per process. Unknown, wrong, expired and revoked keys are refused alike, after the same work."""

    def __init__(
        self, known: KnownKeys, peppers: Peppers, *, tickets: Tickets, uses: Uses, clock: Clock = utc_now
    ) -> None:
        self._known = known
        self._peppers = peppers
        self._tickets = tickets
        self._uses = uses
        self._clock = clock

    async def identify(self, token: str, address: str) -> Identified:
        """Return whose call it is.

        Raises:
            Refusal: UNIDENTIFIED for what proves nothing, FORBIDDEN for a good key that may not come in
                now or from `address`, UNAVAILABLE when it cannot be found out.
        """
        try:
            return await self._identified(token, address)
        except (CloudwrightError, SQLAlchemyError, OSError) as error:
            log.warning("keys cannot be looked up", error=type(error).__name__)
            raise Refusal(
                Reason.UNAVAILABLE,
                "identity_unavailable",
                "Keys cannot be looked up at the moment. Nothing was sent; try again in a few seconds.",
                retry_after_seconds=2.0,
            ) from error

    async def _identified(self, token: str, address: str) -> Identified:
        if token.startswith(MARK):
            text = parsed(token)
            if text is None:
                raise _unidentified()
            found = await self._known.find(text.key_id)
            secret = await self._matching(text, found[0] if found else None)
            scopes = ANY_SCOPE
        else:
            ticket = await self._ticket(token)
            found = await self._known.find(ticket.key_id)
            secret, scopes = _named(ticket, found[0] if found else None), ticket.scopes
        if found is None or secret is None:
            raise _unidentified()
        identified = self._admitted(*found, secret=secret, address=address)
        identified = replace(identified, scopes=identified.scopes & scopes)
        self._uses.note(identified.organization_id, identified.key_id)
        return identified

    async def _ticket(self, token: str) -> Ticket:
        ticket = None if len(token) > LONGEST_TOKEN else await self._tickets.read(token)
        if ticket is None:
            raise _unidentified()
        return ticket

    async def _matching(self, text: KeyText, key: KnownKey | None) -> KnownSecret | None:
        """Return the secret that was sent; every one is compared, and one where there is none."""
        matching = None
        for secret in key.secrets if key and key.secrets else (None,):
            pepper = await self._peppers.of(secret.pepper) if secret else None
            given = digest(text, pepper or _NO_PEPPER)
            same = hmac.compare_digest(given, secret.hash if secret else _NO_HASH)
            if same and secret is not None and pepper is not None:
                matching = secret
        return matching

    def _admitted(
        self, key: KnownKey, standing: Standing, *, secret: KnownSecret, address: str
    ) -> Identified:
        now = self._clock()
        if key.ended or _over(key.expires_at, now) or _over(secret.not_after, now):
            raise _unidentified()
        if standing.suspended:
            raise Refusal(
                Reason.FORBIDDEN,
                "organization_suspended",
                "This organisation is suspended. Write to whoever runs this installation.",
            )
        if key.disabled:
            raise Refusal(
                Reason.FORBIDDEN,
                "application_disabled",
                "This application is turned off. An admin of its organisation can turn it on.",
            )
        if not _let_in(key, standing, address=address):
            raise Refusal(
                Reason.FORBIDDEN,
                "address_not_allowed",
                "This key may not be used from this network. An admin can change its addresses.",
            )
        return _told(key, standing, secret=secret, address=address)


def _let_in(key: KnownKey, standing: Standing, *, address: str) -> bool:
    """An application's own networks stand in place of its organisation's; those of a key narrow them."""
    of_application, of_key = key.networks
    return address_allowed(address, of_application or standing.networks) and address_allowed(address, of_key)


def _over(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _named(ticket: Ticket, key: KnownKey | None) -> KnownSecret | None:
    """Return the secret that a token was given for; it ends with it."""
    if key is None or key.organization_id != ticket.organization_id:
        return None
    return next((each for each in key.secrets if each.id == ticket.secret_id), None)


def _told(key: KnownKey, standing: Standing, *, secret: KnownSecret, address: str) -> Identified:
    return Identified(
        organization_id=key.organization_id,
        application_id=key.application_id,
        application=key.application,
        team=key.team,
        key_id=key.key_id,
        secret_id=secret.id,
        scopes=key.scopes,
        models=key.models,
        profile=key.profile,
        address=address,
        revision=standing.revision,
    )


def _unidentified() -> Refusal:
    return Refusal(
        Reason.UNIDENTIFIED,
        "invalid_key",
        "This key is not valid. Check that it is whole, or ask an admin of your organisation for a new one.",
    )
