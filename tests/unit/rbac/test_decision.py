"""The decision against a second, shorter one written from the same words, and case by case."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cloudwright.rbac.addresses import address_allowed, networks
from cloudwright.rbac.decision import Actor, Allowed, Code, Decision, Denied, Resource, decide
from cloudwright.rbac.errors import NothingHere, NotPermitted
from cloudwright.rbac.permissions import NEVER_BY_KEY, Permission
from cloudwright.rbac.refusal import insist
from cloudwright.rbac.roles import GRANTS, may_assign, permitted
from cloudwright.tenancy.principal import Rules

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
OFFICE = networks(["192.0.2.0/24", "2001:db8::/32"])
ADDRESSES = {"192.0.2.7": True, "::ffff:192.0.2.7": True, "2001:db8::1": True, "198.51.100.1": False}
ROLES = (*GRANTS, "nobody")
OWN_ONLY = {
    "architect": "projects:delete artifacts:delete conversations:change conversations:delete runs:cancel "
    "comments:write sharing:manage",
    "viewer": "comments:write",
}


def oracle(actor: Actor, permission: Permission, *, resource: Resource | None, rules: Rules) -> Code | None:
    """What must come out, said without the table of denials and without `ipaddress`."""
    word = permission.value
    person = actor.scopes is None
    own_only = word in OWN_ONLY.get(actor.role, "").split()
    answers = {
        Code.EXPIRED: bool(actor.expires_at) and actor.expires_at in {NOW, NOW - MOMENT},
        Code.SUSPENDED: rules.suspended and word != "account:use",
        Code.ADDRESS: bool(rules.networks)
        and not ADDRESSES.get(actor.address or "", False)
        and word != "account:use",
        Code.ELSEWHERE: resource is not None and resource.organization_id == "org_2",
        Code.IDENTITY_PROVIDER: rules.identity_provider not in {None, actor.provider}
        and person
        and word != "account:use",
        Code.SECOND_FACTOR: rules.second_factor_required
        and not actor.second_factor
        and person
        and word != "account:use",
        Code.ROLE: actor.role == "nobody" or permission not in GRANTS[actor.role],
        Code.SCOPE: actor.scopes is not None and permission not in actor.scopes - NEVER_BY_KEY,
        Code.NOT_OWN: own_only and (resource is None or resource.owner_id != actor.person_id),
        Code.SHARING_OFF: word == "sharing:manage" and not rules.sharing,
    }
    return next((code for code, holds in answers.items() if holds), None)


def drawn(dice: random.Random) -> tuple[Actor, Permission, Resource | None, Rules]:
    scopes = frozenset(dice.sample(sorted(Permission), dice.randint(0, len(Permission))))
    actor = Actor(
        person_id=dice.choice(["usr_1", "usr_2"]),
        organization_id="org_1",
        role=dice.choice(ROLES),
        scopes=dice.choice([None, None, scopes]),
        expires_at=dice.choice([None, None, NOW, NOW - MOMENT, NOW + MOMENT, NOW + MOMENT]),
        second_factor=dice.random() < 0.7,
        address=dice.choice([None, *ADDRESSES, *ADDRESSES]),
        provider=dice.choice([None, "google", "okta"]),
    )
    resource = Resource(
        organization_id=dice.choice(["org_1", "org_1", "org_1", "org_2"]),
        owner_id=dice.choice(["usr_1", "usr_2", None]),
    )
    rules = Rules(
        sharing=dice.random() < 0.7,
        second_factor_required=dice.random() < 0.3,
        identity_provider=dice.choice([None, None, None, "okta"]),
        networks=dice.choice([(), (), OFFICE]),
        suspended=dice.random() < 0.1,
    )
    return actor, dice.choice(list(Permission)), dice.choice([None, resource, resource]), rules


def test_ten_thousand_random_requests_are_decided_as_the_words_say() -> None:
    dice = random.Random(20260101)  # noqa: S311  # repeatable draws, no secret
    seen: set[Code | None] = set()
    for _ in range(10_000):
        actor, permission, resource, rules = drawn(dice)
        decided = decide(actor, permission, now=NOW, resource=resource, rules=rules)
        expected = oracle(actor, permission, resource=resource, rules=rules)
        seen.add(expected)
        assert (decided.code if isinstance(decided, Denied) else None) == expected, (actor, permission)

    assert seen == {None, *Code}, "some answer never came up"


def a_member(role: str = "owner") -> Actor:
    return Actor(person_id="usr_1", organization_id="org_1", role=role)


def code(decision: Decision) -> Code | None:
    return decision.code if isinstance(decision, Denied) else None


@pytest.mark.parametrize(
    ("left", "expected"), [(-MOMENT, Code.EXPIRED), (timedelta(0), Code.EXPIRED), (MOMENT, None)]
)
def test_access_ends_at_the_very_moment_it_is_said_to_end(left: timedelta, expected: Code | None) -> None:
    actor = replace(a_member(), expires_at=NOW + left)

    assert code(decide(actor, Permission.PROJECTS_READ, now=NOW)) == expected


@pytest.mark.parametrize("role", GRANTS)
def test_a_key_never_adds_to_what_the_role_of_its_maker_allows(role: str) -> None:
    key = replace(a_member(role), scopes=frozenset(Permission))
    mine = Resource(organization_id="org_1", owner_id="usr_1")

    by_key = {each for each in Permission if decide(key, each, now=NOW, resource=mine) == Allowed()}

    assert by_key == permitted(role) - NEVER_BY_KEY


def test_a_second_factor_that_is_missing_leaves_the_way_to_add_one() -> None:
    rules = Rules(second_factor_required=True)

    assert code(decide(a_member(), Permission.PROJECTS_READ, now=NOW, rules=rules)) is Code.SECOND_FACTOR
    assert decide(a_member(), Permission.ACCOUNT_USE, now=NOW, rules=rules) == Allowed()


def test_what_belongs_to_another_organisation_looks_like_nothing() -> None:
    refused = decide(
        a_member(), Permission.PROJECTS_READ, now=NOW, resource=Resource(organization_id="org_2")
    )

    with pytest.raises(NothingHere) as raised:
        insist(refused, Permission.PROJECTS_READ)
    assert raised.value.details == {}


def test_a_refusal_tells_programs_which_permission_is_missing() -> None:
    refused = decide(a_member("viewer"), Permission.RUNS_START, now=NOW)

    with pytest.raises(NotPermitted) as raised:
        insist(refused, Permission.RUNS_START)
    assert raised.value.details == {"permission": "runs:start", "because": "role"}


@pytest.mark.parametrize(
    ("address", "let_in"),
    [
        ("192.0.2.255", True),
        ("192.0.3.0", False),
        ("::ffff:192.0.2.1", True),
        ("::ffff:192.0.3.1", False),
        ("2001:db8:ffff::1", True),
        ("2001:db9::1", False),
        (" 192.0.2.1 ", True),
        ("192.0.2.1:443", False),
        ("192.0.2.01", False),
        ("localhost", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_list_are_let_in(address: str | None, let_in: bool) -> None:  # noqa: FBT001  # a column
    assert address_allowed(address, OFFICE) is let_in
    assert address_allowed(address, ())


@pytest.mark.parametrize("role", GRANTS)
def test_only_owners_make_and_unmake_owners(role: str) -> None:
    changes = [("owner", "viewer"), ("viewer", "owner"), ("owner", None), (None, "owner")]

    assert [may_assign(role, current=old, new=new) for old, new in changes] == [role == "owner"] * 4


@pytest.mark.parametrize("role", GRANTS)
def test_only_owners_and_admins_change_the_roles_of_others(role: str) -> None:
    changes = [("viewer", "architect"), ("viewer", None), (None, "admin")]

    assert [may_assign(role, current=old, new=new) for old, new in changes] == [
        role in {"owner", "admin"}
    ] * 3


def test_a_role_that_does_not_exist_is_given_to_nobody() -> None:
    assert not may_assign("owner", current="viewer", new="root")
    assert not may_assign("root", current="viewer", new="architect")
