"""Budgets, rates and calls at once, counted in Redis for all processes together."""

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from redis.asyncio import Redis

from cloudwright.adapters.redis import asked
from cloudwright.adapters.redis.asked import Names, Request
from cloudwright.adapters.redis.own import OwnHolds
from cloudwright.adapters.redis.pace import Pace
from cloudwright.adapters.redis.replies import alert_of, held, moment_of, refused
from cloudwright.adapters.redis.scripts import SERVER_TIME, Argument, Reply, Script, answering, source
from cloudwright.gateway.admission.arranged import arranged
from cloudwright.gateway.admission.books import COUNTERS_KEPT
from cloudwright.gateway.admission.holds import unpacked
from cloudwright.gateway.admission.periods import spans_of
from cloudwright.gateway.admission.ports import Figures
from cloudwright.gateway.admission.schemas import Alert, Counter, Held, Refused, Standing, Want
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id

_REGISTERED_SECONDS = 60.0


class RedisGate:
    """Implements `Gate`. The server's clock decides; ours only guesses the day, and is corrected by it.

    `server_time` is the Lua text of a function that tells the server's microseconds.
    """

    def __init__(
        self,
        client: Redis,
        figures: Figures,
        *,
        prefix: str = "cw",
        clock: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        server_time: str = SERVER_TIME,
    ) -> None:
        self._client = client
        self._figures = figures
        self._prefix = prefix
        self._clock = clock
        self._ahead = timedelta()
        self._monotonic = monotonic
        self._pace = Pace(monotonic)
        self._own = OwnHolds(monotonic)
        self._holding_again = asyncio.Lock()
        self._registered: dict[str, float] = {}
        prelude = server_time + source("prelude")
        self._admit = Script(client, prelude, source("admit"))
        self._settle = Script(client, prelude, source("settle"))
        self._renew = Script(client, prelude, source("renew"))
        self._lost = Script(client, prelude, source("lost"))
        self._open = Script(client, source("open"))

    async def admit(self, want: Want, *, lease_seconds: float) -> Held | Refused:
        await self._register(want.organization_id)
        names = self._names(want.organization_id)
        while True:
            hold = self._hold(want)
            request = asked.admit(names, hold, lease_seconds=lease_seconds)
            reply = await self._run(self._admit, want.organization_id, request)
            match reply[0]:
                case b"held":
                    hold = held(hold, reply)
                    self._own.add(hold, lease_seconds=lease_seconds)
                    return hold
                case b"clock":
                    self._ahead = moment_of(int(reply[2])) - self._clock()
                case b"open":
                    await self._begin(hold, [int(each) for each in reply[2:]])
                case b"again":
                    pass
                case _:
                    return refused(hold, reply)

    async def settle(self, hold: Held, *, actual_nano_usd: int, actual_tokens: int) -> bool:
        by, used = secrets.token_hex(8), (actual_nano_usd, actual_tokens)
        request = asked.settle(self._names(hold.organization_id), hold, by=by, used=used)
        reply = await self._run(self._settle, hold.organization_id, request)
        self._own.drop(hold)
        return reply[0] == b"1"

    async def release(self, hold: Held) -> bool:
        return await self.settle(hold, actual_nano_usd=0, actual_tokens=0)

    async def renew(self, hold: Held, *, lease_seconds: float) -> bool:
        await self._register(hold.organization_id)
        request = asked.renew(self._names(hold.organization_id), hold, lease_seconds=lease_seconds)
        renewed = (await self._run(self._renew, hold.organization_id, request))[0] == b"1"
        if renewed:
            self._own.add(hold, lease_seconds=lease_seconds)
        return renewed

    async def expired(self, *, most: int = 100) -> Sequence[Held]:
        found: list[Held] = []
        for name in await self._organizations():
            if len(found) >= most:
                break
            state = b"again"
            while state == b"again":
                request = self._sweeping(name, most=most - len(found))
                state, _, *records = await self._run(self._lost, name, request)
            found += [unpacked(record) for record in records if record]
        return found

    async def rebuild(self, organization_id: str, counter: Counter, *, spent_nano_usd: int) -> None:
        key = self._names(organization_id).money(counter.name)
        async with answering(), self._client.pipeline(transaction=True) as pipe:
            pipe.hset(key, "spent", str(spent_nano_usd))
            pipe.hdel(key, "late")
            pipe.pexpire(key, self._kept_ms(counter))
            await pipe.execute()

    async def alerts(self, organization_id: str) -> Sequence[Alert]:
        key = self._names(organization_id).alerts
        async with answering(), self._client.pipeline(transaction=True) as pipe:
            pipe.lrange(key, 0, -1)
            pipe.delete(key)
            taken, _ = await pipe.execute()
        return [alert_of(each) for each in taken]

    async def standings(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[Standing]:
        names = self._names(organization_id)
        await self._run(self._lost, organization_id, self._sweeping(organization_id, most=0))
        async with answering(), self._client.pipeline(transaction=True) as pipe:
            for counter in counters:
                pipe.hmget(names.money(counter.name), ["spent", "held"])
            counted = await pipe.execute()
        return [Standing(int(spent or 0), int(kept or 0)) for spent, kept in counted]

    async def _begin(self, hold: Held, places: Sequence[int]) -> None:
        counters = arranged(hold.limits, hold.spans).counters
        wanted = [counters[place] for place in places]
        figures = await self._figures.spent(hold.organization_id, wanted)
        names = self._names(hold.organization_id)
        arguments: list[Argument] = []
        for counter, spent in zip(wanted, figures, strict=True):
            arguments += [spent, self._kept_ms(counter)]
        await self._open([names.money(counter.name) for counter in wanted], arguments)

    async def _register(self, organization_id: str) -> None:
        """Note where to look for lost holds, again from time to time as the store may have been lost."""
        now = self._monotonic()
        if now - self._registered.get(organization_id, -_REGISTERED_SECONDS) < _REGISTERED_SECONDS:
            return
        async with answering(), self._client.pipeline(transaction=False) as pipe:
            pipe.sadd(f"{self._prefix}:organizations", organization_id)
            await pipe.execute()
        self._registered[organization_id] = now

    async def _organizations(self) -> Sequence[str]:
        async with answering(), self._client.pipeline(transaction=False) as pipe:
            pipe.smembers(f"{self._prefix}:organizations")
            (names,) = await pipe.execute()
        return sorted(name.decode() for name in names)

    async def _run(self, script: Script, organization_id: str, request: Request) -> Reply:
        keys, (base, _, *arguments) = request
        while True:
            reply = await script(keys, [base, self._pace.stamp(organization_id), *arguments])
            self._pace.saw(organization_id, reply[1])
            if reply[0] != b"lost":
                return reply
            await self._hold_again(organization_id, reply[1])

    async def _hold_again(self, organization_id: str, stamp: bytes) -> None:
        """Tell a store that has lost what it knew what this process holds, before it is asked for more."""
        names = self._names(organization_id)
        async with self._holding_again:
            if self._pace.knows(organization_id, stamp):
                return
            for hold, seconds in self._own.of(organization_id):
                keys, (base, _, *arguments) = asked.renew(names, hold, lease_seconds=seconds)
                await self._renew(keys, [base, self._pace.unknowing(), *arguments])
            self._pace.accept(organization_id, stamp)

    def _sweeping(self, organization_id: str, *, most: int) -> Request:
        names = self._names(organization_id)
        return names.fixed(), [names.base, asked.UNSTAMPED, most]

    def _hold(self, want: Want) -> Held:
        return Held(
            id=new_id("hold"),
            organization_id=want.organization_id,
            amount_nano_usd=want.amount_nano_usd,
            tokens=want.tokens,
            limits=want.limits,
            spans=spans_of(want.limits, self._moment(), zone=want.zone),
            at=0,
        )

    def _names(self, organization_id: str) -> Names:
        return Names(self._prefix, organization_id)

    def _moment(self) -> datetime:
        return self._clock() + self._ahead

    def _kept_ms(self, counter: Counter) -> int:
        kept = counter.span.ends_at - self._moment() + COUNTERS_KEPT
        return max(int(kept.total_seconds()), 60) * 1000
