"""Refresh tokens: each is used once, and who lost the answer of its use gets the same one again."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.access_tokens import Access
from cloudwright.auth.errors import RefreshRefused
from cloudwright.auth.repository import RefreshTokensTable, SignInsTable
from cloudwright.auth.schemas import Ending, LinkState
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.sign_in import Link, Refreshed
from cloudwright.config import SignInSettings
from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_REFRESHING = EveryTenant("a refresh token says who calls")


class Refreshing:
    """One per process. Works before it is known who calls: the token says it.

    Successors are sealed and opened outside of the transaction, for the keys may be far away.
    """

    def __init__(
        self, units: UnitsOfWork, settings: SignInSettings, *, sealer: Sealer, clock: Clock = utc_now
    ) -> None:
        self._units = units
        self._sealer = sealer
        self._grace = timedelta(seconds=settings.refresh_grace_seconds)
        self._clock = clock

    async def refresh(self, token: str) -> Refreshed | None:
        """Exchange a token for its successor; None when it was used too late again, which ends the sign-in.

        Whoever uses a token within the grace after another one did gets the same successor: browser tabs
        that wake up together are no thieves. A token of a sign-in that has ended ends nothing else.

        Raises:
            RefreshRefused: nobody was given this token, or its sign-in has ended.
        """
        used, successor = token_hash(token), new_token()
        sealed = await self._sealed(successor, used)
        async with self._units.write(_REFRESHING) as services:
            exchanged = await self._exchange(services, used, successor=successor, sealed=sealed)
        match exchanged:
            case _Kept(text, access):
                return Refreshed(refresh_token=await self._opened(text, used), access=access)
            case _:
                return exchanged

    async def _exchange(
        self, services: svcs.Container, used: str, *, successor: str, sealed: str
    ) -> "Refreshed | _Kept | None":
        now, db = self._clock(), services.get(AsyncSession)
        tokens, table = RefreshTokensTable(db), SignInsTable(db)
        sign_ins, people = await services.aget(SignIns, People)
        link = await tokens.find(used)
        sign_in = None if link is None else await table.live(link.sign_in_id, now=now)
        if sign_in is None or not await people.may_enter(sign_in.person_id):
            raise _refused()
        sign_in = await sign_ins.at_home(sign_in)
        if link is None or sign_in is None:
            raise _refused()
        access = await sign_ins.access(sign_in)
        if link.state is LinkState.LIVE:
            if await tokens.rotate(used, sealed, now=now):
                await tokens.add(token_hash(successor), sign_in, now=now)
                return Refreshed(refresh_token=successor, access=access)
            link = await tokens.find(used)
        if link is not None and (kept := self._kept(link, now=now)):
            return _Kept(kept, access)
        await sign_ins.close(sign_in, Ending.TOKEN_REUSED)
        return None

    def _kept(self, link: Link, *, now: datetime) -> str | None:
        within = link.rotated_at is not None and now - link.rotated_at <= self._grace
        return link.successor if link.state is LinkState.ROTATED and within else None

    async def _sealed(self, token: str, used: str) -> str:
        sealed = await self._sealer.seal(token.encode(), context=_context(used))
        return base64.b64encode(sealed.to_bytes()).decode()

    async def _opened(self, kept: str, used: str) -> str:
        sealed = Sealed.from_bytes(base64.b64decode(kept))
        return (await self._sealer.open(sealed, context=_context(used))).decode()


@dataclass(frozen=True, slots=True)
class _Kept:
    """The successor that was given before, sealed."""

    text: str
    access: Access


def _context(used: str) -> dict[str, str]:
    return {"table": "refresh_tokens", "row": used, "column": "successor"}


def _refused() -> RefreshRefused:
    return RefreshRefused("You are signed out. Sign in again; what you saved is kept.")
