"""What an organisation sets: checked when it is set, felt soon, and nobody else's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import get_args

import pytest
from pydantic import SecretStr, TypeAdapter, ValidationError
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession

from builders.applications import ADMIN, STRANGER, Gatehouse, a_gatehouse
from builders.stores import MINE, THEIRS
from cloudwright.audit.service import AuditTrail
from cloudwright.gateway.admission.schemas import (
    Budget,
    Concurrency,
    Counted,
    Level,
    Period,
    Rate,
    Scope,
)
from cloudwright.gateway.applications.accounts.schemas import (
    Account,
    NewProviderKey,
    ProviderFinding,
    ProviderKey,
    ProviderSecret,
)
from cloudwright.gateway.applications.accounts.service import Accounts, Checking
from cloudwright.gateway.applications.errors import (
    AccountNotFound,
    AccountRefused,
    ApplicationNotFound,
    RuleInUse,
    RuleNotFound,
    RuleRefused,
)
from cloudwright.gateway.applications.models import AccountRow
from cloudwright.gateway.applications.rules.applying import applied
from cloudwright.gateway.applications.rules.schemas import (
    GatewayBudget,
    GatewayConcurrency,
    GatewayLimit,
    GatewayProfile,
    GatewayRate,
    GatewayRoute,
    GatewayTarget,
    InspectedKind,
)
from cloudwright.gateway.applications.rules.service import Rules
from cloudwright.gateway.applications.schemas import NewApplication
from cloudwright.gateway.inspection.kinds import Action, Kind
from cloudwright.gateway.inspection.profiles import OBSERVE, STRICT
from cloudwright.gateway.upstream.addresses import Permitted
from cloudwright.gateway.upstream.target import Provider
from cloudwright.tenancy.principal import Principal

SECRET = "sk-proj-0123456789abcdefghij"  # nobody's
OPENAI = NewProviderKey(provider=Provider.OPENAI, name="Ours", secret=SecretStr(SECRET))
SMALL = GatewayTarget(provider=Provider.OPENAI, model="gpt-small")


class Asked:
    """A provider that says what it was told to say."""

    def __init__(self, finding: ProviderFinding) -> None:
        self.finding = finding
        self.seen: list[Account] = []

    async def check(self, account: Account) -> ProviderFinding:
        self.seen.append(account)
        return self.finding


@pytest.fixture
async def gatehouse(tmp_path: Path) -> AsyncIterator[Gatehouse]:
    async with a_gatehouse(tmp_path) as gatehouse:
        yield gatehouse


@asynccontextmanager
async def rules(gatehouse: Gatehouse, by: Principal = ADMIN) -> AsyncIterator[Rules]:
    async with gatehouse.units.write(by) as services:
        yield gatehouse.rules(services.get(AsyncSession))


@asynccontextmanager
async def accounts(gatehouse: Gatehouse, by: Principal = ADMIN) -> AsyncIterator[Accounts]:
    async with gatehouse.units.write(by) as services:
        db = services.get(AsyncSession)
        yield Accounts(
            db,
            gatehouse.sealer,
            rules=gatehouse.rules(db),
            permitted=Permitted(),
            audit=AuditTrail(db),
            clock=gatehouse.times.clock,
        )


async def added(gatehouse: Gatehouse, new: NewProviderKey = OPENAI, *, by: Principal = ADMIN) -> ProviderKey:
    async with accounts(gatehouse, by) as known:
        return await known.add(new, by=by)


async def test_a_provider_key_is_for_calls_and_nowhere_to_be_read(gatehouse: Gatehouse) -> None:
    key = await added(gatehouse)
    settings = await gatehouse.settings.settings_of("org_1")
    kept = ""
    async with gatehouse.database.read(MINE) as db:
        connection = await db.connection()
        for table in ("provider_keys", "audit_entries"):
            kept += str((await connection.execute(text(f"SELECT * FROM {table}"))).all())  # noqa: S608  # a fixed list

    assert settings.accounts[key.id].secret.get_secret_value() == SECRET
    assert key.ending == "ghij"
    for told in (kept, repr(settings), key.model_dump_json(), repr(OPENAI)):
        assert SECRET[3:15] not in told


async def test_a_sealed_key_opens_in_its_own_row_and_organisation_only(gatehouse: Gatehouse) -> None:
    mine, second, theirs = [await added(gatehouse, by=by) for by in (ADMIN, ADMIN, STRANGER)]
    async with gatehouse.database.read(MINE) as db:
        row = await db.get_one(AccountRow, ("org_1", mine.id))
    for scope, other in ((THEIRS, theirs), (MINE, second)):
        async with gatehouse.database.write(scope) as db:
            moved = update(AccountRow).where(AccountRow.id == other.id).values(secret=row.secret)
            await db.execute(moved)

    assert list((await gatehouse.settings.settings_of("org_1")).accounts) == [mine.id]
    assert not (await gatehouse.settings.settings_of("org_2")).accounts


REFUSED = (
    NewProviderKey(provider=Provider.COMPATIBLE, name="x", secret=SecretStr("")),
    NewProviderKey(provider=Provider.BEDROCK, name="x", secret=SecretStr("key")),
    NewProviderKey(provider=Provider.OPENAI, name="x", secret=SecretStr("")),
    *(
        NewProviderKey(provider=Provider.COMPATIBLE, name="x", secret=SecretStr("key"), base_url=url)
        for url in (
            "http://models.example.com/v1",
            "https://169.254.169.254/latest",
            "https://127.0.0.1/v1",
            "https://[::1]/v1",
            "https://[::ffff:10.0.0.1]/v1",
            "https://user:pass@models.example.com/v1",
            "file:///etc/passwd",
            "gopher://models.example.com",
        )
    ),
)


async def test_an_account_that_cannot_be_called_is_not_kept(gatehouse: Gatehouse) -> None:
    for new in REFUSED:
        with pytest.raises(AccountRefused):
            await added(gatehouse, new)


def test_every_kind_that_is_inspected_can_be_set() -> None:
    assert {*get_args(InspectedKind)} == {*Kind}


@pytest.mark.parametrize("secret", ["two words", "line\r\nx-evil: 1", "schlüssel", "x" * 5_000, "\x00"])
def test_a_secret_that_would_not_stay_one_header_is_refused(secret: str) -> None:
    with pytest.raises(ValidationError):
        ProviderSecret(secret=SecretStr(secret))


async def test_a_check_is_kept_unless_the_secret_was_replaced_meanwhile(gatehouse: Gatehouse) -> None:
    key, provider = await added(gatehouse), Asked(ProviderFinding(works=False, finding="refused"))
    checking = Checking(gatehouse.units, gatehouse.sealer, provider, clock=gatehouse.times.clock)
    checked = await checking.check(key.id, by=ADMIN)
    async with accounts(gatehouse) as known:
        replaced = await known.replace(key.id, ProviderSecret(secret=SecretStr("another-secret")), by=ADMIN)
    with pytest.raises(AccountNotFound):
        await checking.check(key.id, by=STRANGER)

    assert (checked.works, checked.finding, checked.checked_at) == (False, "refused", gatehouse.times.now)
    assert (replaced.works, replaced.checked_at, replaced.ending) == (None, None, "cret")
    assert [each.secret.get_secret_value() for each in provider.seen] == [SECRET]


async def test_settings_are_read_once_until_something_changes(gatehouse: Gatehouse) -> None:
    first = await gatehouse.settings.settings_of("org_1")
    again = await gatehouse.settings.settings_of("org_1")
    async with rules(gatehouse) as known:
        await known.set_route(GatewayRoute(alias="small", targets=(SMALL,)), by=ADMIN)
    gatehouse.times.passes(1.5)
    changed = await gatehouse.settings.settings_of("org_1")
    other = await gatehouse.settings.settings_of("org_2")

    assert first is again
    assert [[*each.routes] for each in (first, changed)] == [[], ["small"]]
    assert not other.routes
    assert not (await gatehouse.settings.settings_of("org_none")).routes


async def test_a_route_names_keys_that_are_there_and_of_its_provider(gatehouse: Gatehouse) -> None:
    mine, theirs = await added(gatehouse), await added(gatehouse, by=STRANGER)

    def route(account: str, provider: Provider = Provider.OPENAI) -> GatewayRoute:
        target = GatewayTarget(provider=provider, model="gpt-small", provider_id=account)
        return GatewayRoute(alias="small", targets=(SMALL,), fallbacks=(target,))

    for foreign in (theirs.id, "pky_nobody"):
        with pytest.raises(AccountNotFound):
            async with rules(gatehouse) as known:
                await known.set_route(route(foreign), by=ADMIN)
    async with rules(gatehouse) as known:
        with pytest.raises(RuleRefused):
            await known.set_route(route(mine.id, Provider.ANTHROPIC), by=ADMIN)
        await known.set_route(route(mine.id), by=ADMIN)
    async with accounts(gatehouse) as kept:
        with pytest.raises(RuleInUse):
            await kept.remove(mine.id, by=ADMIN)
    async with rules(gatehouse) as known:
        await known.remove_route("small", by=ADMIN)
        with pytest.raises(RuleNotFound):
            await known.remove_route("small", by=ADMIN)
    async with accounts(gatehouse) as kept:
        await kept.remove(mine.id, by=ADMIN)


async def test_a_limit_replaces_the_one_for_the_same_and_names_an_own_application(
    gatehouse: Gatehouse,
) -> None:
    theirs = await gatehouse.an_application(by=STRANGER)
    async with rules(gatehouse) as known:
        for dollars in (5, 7):
            budget = GatewayBudget(
                kind="budget", level=Level.ORGANIZATION, period=Period.DAY, limit_nano_usd=dollars * 10**9
            )
            named = await known.set_limit(budget, by=ADMIN)
        with pytest.raises(ApplicationNotFound):
            await known.set_limit(
                GatewayConcurrency(kind="concurrency", level=Level.APPLICATION, subject=theirs.id, most=1),
                by=ADMIN,
            )
        listed = (await known.limits()).items

    assert [each.limit for each in listed] == [named.limit]
    assert named.limit.limit_nano_usd == 7 * 10**9 if isinstance(named.limit, GatewayBudget) else False


def test_limits_count_for_whom_they_concern() -> None:
    limits: tuple[GatewayLimit, ...] = (
        GatewayBudget(kind="budget", level=Level.ORGANIZATION, period=Period.MONTH, limit_nano_usd=9),
        GatewayBudget(kind="budget", level=Level.TEAM, subject="web", period=Period.DAY, limit_nano_usd=5),
        GatewayBudget(kind="budget", level=Level.TEAM, subject="data", period=Period.DAY, limit_nano_usd=1),
        GatewayRate(kind="rate", level=Level.APPLICATION, counted=Counted.TOKENS, per_minute=60, burst=6),
        GatewayConcurrency(kind="concurrency", level=Level.USER, most=2),
    )
    whose = {Level.ORGANIZATION: "org_1", Level.TEAM: "web", Level.APPLICATION: "app_1", Level.USER: ""}

    assert applied(limits, whose) == (
        Budget(Scope(Level.ORGANIZATION, "org_1"), Period.MONTH, limit_nano_usd=9),
        Budget(Scope(Level.TEAM, "web"), Period.DAY, limit_nano_usd=5),
        Rate(Scope(Level.APPLICATION, "app_1"), Counted.TOKENS, per_minute=60, burst=6),
    )
    assert applied(limits, {**whose, Level.USER: "ada"})[-1] == Concurrency(Scope(Level.USER, "ada"), 2)


@pytest.mark.parametrize(
    "limit",
    [
        {"kind": "budget", "level": "organization", "subject": "org_2", "period": "day", "limit_nano_usd": 1},
        {"kind": "budget", "level": "team", "period": "day", "limit_nano_usd": -1},
        {"kind": "budget", "level": "team", "period": "week", "limit_nano_usd": 1},
        {"kind": "budget", "level": "team", "period": "day", "limit_nano_usd": 2**53},
        {"kind": "rate", "level": "user", "counted": "tokens", "per_minute": 0, "burst": 1},
        {"kind": "concurrency", "level": "user", "subject": "", "most": 1},
        {"kind": "concurrency", "level": "user", "most": 0},
        {"kind": "other", "level": "user", "most": 1},
    ],
)
def test_limits_that_cannot_be_meant_are_refused(limit: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[GatewayLimit](GatewayLimit).validate_python(limit)


def test_a_route_asks_somebody() -> None:
    with pytest.raises(ValidationError):
        GatewayRoute(alias="small", targets=(SMALL.model_copy(update={"weight": 0}),))


async def test_profiles_are_found_by_name_and_one_that_is_gone_is_strict(gatehouse: Gatehouse) -> None:
    own = GatewayProfile(name="default", prompt={Kind.EMAIL: Action.BLOCK}, injection_limit=0.5)
    bare = await gatehouse.settings.settings_of("org_1")
    async with rules(gatehouse) as known:
        await known.set_profile(own, by=ADMIN)
        with pytest.raises(RuleRefused):
            await known.set_profile(GatewayProfile(name="strict"), by=ADMIN)
    gatehouse.times.passes(1.5)
    settings = await gatehouse.settings.settings_of("org_1")

    assert (bare.profile(""), bare.profile("strict"), bare.profile("gone")) == (OBSERVE, STRICT, STRICT)
    assert settings.profile("").prompt == {Kind.EMAIL: Action.BLOCK}
    assert settings.profile("").injection_limit == 0.5


async def test_an_application_has_a_profile_that_is_there_and_stays(gatehouse: Gatehouse) -> None:
    with pytest.raises(RuleNotFound):
        await gatehouse.an_application(NewApplication(name="Shop", profile="careful"))
    async with rules(gatehouse) as known:
        await known.set_profile(GatewayProfile(name="careful"), by=ADMIN)
    await gatehouse.an_application(NewApplication(name="Shop", profile="careful"))

    async with rules(gatehouse) as known:
        with pytest.raises(RuleInUse):
            await known.remove_profile("careful", by=ADMIN)
