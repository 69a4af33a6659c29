"""Refresh tokens: each is used once, and who lost the answer of its use gets the same one again."""

import base64
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.access_tokens import Access
from cloudwright.auth.errors import RefreshRefused
from cloudwright.auth.repository import RefreshTokensTable, SignInsTable
from cloudwright.auth.schemas import Ending, LinkState
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.sign_in import Link, Refreshed, SignIn
from cloudwright.config import SignInSettings
from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.users.service import People


class Refreshing:
    """Works before it is known who calls: the token says it."""

    def __init__(
        self,
        db: AsyncSession,
        settings: SignInSettings,
        *,
        sign_ins: SignIns,
        people: People,
        sealer: Sealer,
        clock: Clock = utc_now,
    ) -> None:
        self._tokens = RefreshTokensTable(db)
        self._table = SignInsTable(db)
        self._sign_ins = sign_ins
        self._people = people
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
        now, used = self._clock(), token_hash(token)
        link = await self._tokens.find(used)
        sign_in = None if link is None else await self._table.live(link.sign_in_id, now=now)
        if sign_in is None or not await self._people.may_enter(sign_in.person_id):
            raise _refused()
        sign_in = await self._sign_ins.at_home(sign_in)
        if link is None or sign_in is None:
            raise _refused()
        if link.state is LinkState.LIVE:
            successor = new_token()
            if await self._tokens.rotate(used, await self._sealed(successor, used), now=now):
                await self._tokens.add(token_hash(successor), sign_in, now=now)
                return await self._refreshed(sign_in, successor)
            link = await self._tokens.find(used)
        if link is not None and (kept := self._kept(link, now=now)):
            return await self._refreshed(sign_in, await self._opened(kept, used))
        await self._sign_ins.close(sign_in, Ending.TOKEN_REUSED)
        return None

    def _kept(self, link: Link, *, now: datetime) -> str | None:
        within = link.rotated_at is not None and now - link.rotated_at <= self._grace
        return link.successor if link.state is LinkState.ROTATED and within else None

    async def _refreshed(self, sign_in: SignIn, token: str) -> Refreshed:
        access = Access(
            person_id=sign_in.person_id,
            organization_id=sign_in.organization_id,
            sign_in_id=sign_in.id,
            epoch=await self._people.epoch(sign_in.person_id),
        )
        return Refreshed(refresh_token=token, access=access)

    async def _sealed(self, token: str, used: str) -> str:
        sealed = await self._sealer.seal(token.encode(), context=_context(used))
        return base64.b64encode(sealed.to_bytes()).decode()

    async def _opened(self, kept: str, used: str) -> str:
        sealed = Sealed.from_bytes(base64.b64decode(kept))
        return (await self._sealer.open(sealed, context=_context(used))).decode()


def _context(used: str) -> dict[str, str]:
    return {"table": "refresh_tokens", "row": used, "column": "successor"}


def _refused() -> RefreshRefused:
    return RefreshRefused("You are signed out. Sign in again; what you saved is kept.")
