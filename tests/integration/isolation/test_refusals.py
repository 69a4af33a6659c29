"""Every operation of the API, asked by another organisation for what is not theirs (bars B1 and B3).

The operations are those of the API's description. One that names something by a parameter or in its body
must be told here what of the other organisation it shall be asked for; else a test fails.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from builders.bars import Telling
from builders.belongings import MARK, TwoOrganizations
from cloudwright.database.engine import Database
from cloudwright.rbac.operations import ANYBODY, OPERATIONS, OPERATOR
from cloudwright.tenancy.principal import Role

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.bar]

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_MOST_STATEMENTS = 12
_WHOLE = {"export_account"}  # reads every table there is
_ASKED_NOW = ContextVar("asked_now", default="")  # workers beside the requests have statements of their own
_METHODS = frozenset({"get", "put", "post", "patch", "delete"})
# What is stored is what is served: tests/unit/cli/test_drift.py.
_DESCRIPTION = json.loads((Path(__file__).parents[3] / "docs" / "api" / "openapi.json").read_text("utf-8"))

# Parameters that name nothing of an organisation.
_PLAIN = {
    "file_format": "svg",
    "path": "README.md",
    "stem": "lambda",
    "provider_id": "nobody",
    "token": "none",
    "version_number": "1",  # counted in the caller's own organisation
}

_REVISION = {"base_revision": 1}
_TEXT = {"text": "Mine now."}
# Bodies for what is asked for by a parameter: good ones, so that nothing but the tenant is in the way.
_BODIES: Mapping[str, object] = {
    "rename_project": {"name": "Mine"},
    "remember_place": {"tab": "board"},
    "edit_brief": {"base_revision": 0, "edits": [{"op": "set_brief_region", "region": "eu-west-1"}]},
    "set_standards": {"name_prefix": "mine"},
    "change_option": {"pinned": True},
    "fork_option": {},
    "edit_design": {**_REVISION, "edits": [{"op": "remove_component", "id": "site"}]},
    "undo_change": _REVISION,
    "reply_to_comment": _TEXT,
    "settle_comment_thread": {"resolved": True},
    "reword_comment": _TEXT,
    "rename_artifact": {"name": "Mine"},
    "create_conversation": {"title": "Mine"},
    "rename_conversation": {"title": "Mine"},
    "fork_conversation": {"message_id": "{message_id}", "cut": "after"},
    "start_run": {"run": "run_foreign0001", "mode": "brainstorm", "text": "Hello"},
    "change_member": {"role": "viewer"},
    "change_application": {"name": "Mine"},
    "make_application_key": {"name": "Mine"},
    "change_application_key": {"name": "Mine"},
    "rotate_application_key": {"overlap_hours": 0},
    "replace_provider_secret": {"secret": "mine-now"},
}
# Operations whose body names what they are about.
_IN_BODY: Mapping[str, object] = {
    "choose_organization": {"organization_id": "{organization_id}"},
    "make_share_link": {"revision_id": "{revision_id}", "parts": ["design"], "expires_in_days": 7},
    "set_gateway_route": {
        "alias": "small",
        "targets": [{"provider": "openai", "model": "small", "provider_id": "{provider_key_id}"}],
    },
    "set_gateway_limit": {
        "kind": "concurrency",
        "level": "application",
        "subject": "{application_id}",
        "most": 1,
    },
    "begin_comment_thread": {"revision_id": "{revision_id}", "anchor": {"kind": "design"}, **_TEXT},
}
# Operations that name things in their query: whatever is named, only the caller's own is found.
_IN_QUERY: Mapping[str, Mapping[str, str]] = {
    "list_projects": {"q": MARK},
    "list_artifacts": {"project_id": "{project_id}", "q": MARK},
    "list_conversations": {"project_id": "{project_id}", "q": MARK},
    "compare_with_budget": {"usd": "10"},
    "quota_warning": {"conversation_id": "{conversation_id}", "mode": "brainstorm"},
}
# Changes to what is the caller's own: neither address nor body can name a thing of somebody else.
_OWN = {
    "accept_invitation",
    "add_provider_key",
    "ask_for_more",
    "begin_second_factor",
    "change_account",
    "change_organization",
    "claim_domain",
    "delete_organization",
    "change_password",
    "change_security",
    "confirm_second_factor",
    "create_application",
    "create_project",
    "delete_account",
    "dry_run_policy",
    "end_impersonation",
    "end_shadow_policy",
    "found_organization",
    "invite",
    "leave_organization",
    "make_api_key",
    "open_billing_portal",
    "read_standards",
    "remove_gateway_limit",
    "remove_gateway_profile",
    "remove_gateway_route",
    "remove_limit",
    "remove_second_factor",
    "renew_recovery_codes",
    "restore_policy_version",
    "save_live_policy",
    "save_shadow_policy",
    "set_gateway_profile",
    "set_limit",
    "sign_out",
    "sign_out_everywhere",
    "socket_ticket",
    "start_checkout",
    "try_policy",
    "validate_policy",
}


@dataclass(frozen=True)
class Operation:
    """One operation; `parameters` are those of its path."""

    id: str
    method: str
    path: str
    parameters: Sequence[str]
    reads: bool

    def __str__(self) -> str:
        return self.id

    @property
    def names_something(self) -> bool:
        """Whether it is asked for one thing, by address or body."""
        return any(name not in _PLAIN for name in self.parameters) or self.id in _IN_BODY


def _operations() -> Iterator[Operation]:
    for path, described in _DESCRIPTION["paths"].items():
        for method in sorted(_METHODS & described.keys()):
            found = described[method]
            inside = [each["name"] for each in found.get("parameters", []) if each["in"] == "path"]
            yield Operation(found["operationId"], method, path, inside, reads=method == "get")


EVERY = tuple(_operations())
ASKED = tuple(each for each in EVERY if OPERATIONS.get(each.id) not in {ANYBODY, OPERATOR})
BY_NAME = tuple(each for each in ASKED if each.names_something)
LISTS = tuple(each for each in ASKED if each.reads and not each.names_something)


def _filled(value: Any, ids: Mapping[str, str]) -> Any:
    """Put ids in where a text names one."""
    if isinstance(value, Mapping):
        return {key: _filled(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, ids) for inner in value]
    return value.format_map(ids) if isinstance(value, str) else value


async def _ask(client: httpx.AsyncClient, operation: Operation, ids: Mapping[str, str]) -> httpx.Response:
    named = {**_PLAIN, **ids}
    body = _IN_BODY.get(operation.id, _BODIES.get(operation.id))
    return await client.request(
        operation.method,
        operation.path.removeprefix("/api/v1").format_map(named),
        params=_filled(_IN_QUERY.get(operation.id, {}), named),
        json=None if body is None else _filled(body, named),
    )


def _missing(ids: Mapping[str, str]) -> Mapping[str, str]:
    """Return ids of the same shape that nobody has."""
    return {name: each[:-4] + "0000" for name, each in ids.items()}


def _without_ids(answer: httpx.Response, ids: Mapping[str, str]) -> tuple[int, Mapping[str, str], str]:
    """Return what a caller could tell two refusals apart by, but for the ids that they sent themselves."""
    text = answer.text
    for name, each in ids.items():
        text = text.replace(each, name)
    own = {"x-request-id", "content-length", "date"}
    body = json.loads(text)
    body.pop("meta", None)  # when it was answered
    headers = {key: value for key, value in answer.headers.items() if key not in own}
    return answer.status_code, headers, json.dumps(body, sort_keys=True)


async def test_every_operation_is_asked_or_says_why_not() -> None:
    unknown = [each.id for each in EVERY if each.id not in OPERATIONS]
    changing = [each.id for each in ASKED if not each.reads and not each.names_something]
    without_body = [
        each.id
        for each in BY_NAME
        if "requestBody" in _DESCRIPTION["paths"][each.path][each.method]
        and each.id not in {*_BODIES, *_IN_BODY}
    ]

    assert (unknown, without_body) == ([], [])
    assert set(changing) == _OWN


async def test_every_parameter_names_something_of_the_other_organization(world: TwoOrganizations) -> None:
    named = {name for each in BY_NAME for name in each.parameters}

    assert named <= {*world.ids, *_PLAIN}


async def test_no_reading_takes_more_than_a_dozen_statements(world: TwoOrganizations) -> None:
    """Whatever the owner reads of their own: the statements of a request do not grow with what there is."""
    engine, taken = (await world.services.aget(Database)).engine.sync_engine, Counter[str]()

    def seen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if (asked := _ASKED_NOW.get()) and statement != "BEGIN":
            taken[asked] += 1

    event.listen(engine, "before_cursor_execute", seen)
    for operation in ASKED:
        if operation.reads:
            _ASKED_NOW.set(operation.id)
            answer = await _ask(world.owner.client, operation, world.ids)
            assert answer.status_code < 500, operation.id
    _ASKED_NOW.set("")
    event.remove(engine, "before_cursor_execute", seen)

    assert {name for name, count in taken.items() if count > _MOST_STATEMENTS} == _WHOLE
    assert set(taken) == {each.id for each in ASKED if each.reads}


@pytest.mark.parametrize("operation", BY_NAME, ids=str)
async def test_what_belongs_to_others_is_not_there(
    operation: Operation, world: TwoOrganizations, bar: Telling
) -> None:
    """An owner is told the same as for what does not exist; whom the role forbids it learns no more."""
    missing, asked, let_in, told_apart = _missing(world.ids), 0, 0, 0
    for role, person in _asked_by(operation, world):
        foreign = await _ask(person.client, operation, world.ids)
        nothing = await _ask(person.client, operation, missing)
        good = {404} if role is Role.OWNER else {403, 404}
        asked += 1
        let_in += foreign.status_code not in good or MARK in foreign.text.lower()
        told_apart += _without_ids(foreign, world.ids) != _without_ids(nothing, missing)

    bar("B1", "requests for a thing of another organisation were let in", wrong=let_in, of=asked)
    bar("B3", "refusals told what is another's from what does not exist", wrong=told_apart, of=asked)


@pytest.mark.parametrize("operation", LISTS, ids=str)
async def test_no_list_holds_what_belongs_to_others(
    operation: Operation, world: TwoOrganizations, bar: Telling
) -> None:
    answers = [await _ask(person.client, operation, world.ids) for _, person in _asked_by(operation, world)]

    wrong = sum(answer.status_code >= 500 or MARK in answer.text.lower() for answer in answers)
    bar("B1", "lists and reports held something of another organisation", wrong=wrong, of=len(answers))


@pytest.mark.parametrize("operation", ASKED, ids=str)
async def test_without_a_sign_in_nothing_is_told(
    operation: Operation, world: TwoOrganizations, bar: Telling
) -> None:
    answers = [
        await _ask(stranger, operation, ids)
        for stranger in (world.stranger, world.pretender)
        for ids in (world.ids, _missing(world.ids))
    ]

    refused = [(answer.status_code, answer.json()["error"]["code"]) for answer in answers]
    wrong = sum(each != (401, "NOT_SIGNED_IN") for each in refused)
    bar("B1", "requests without a sign-in, or with a forged one, were let in", wrong=wrong, of=len(refused))


def _asked_by(operation: Operation, world: TwoOrganizations) -> Iterator[tuple[Role, Any]]:
    """Everybody in the full proof; else the owner, who may do most, and one other role, in turns."""
    others = [role for role in Role if role is not Role.OWNER]
    turn = others[EVERY.index(operation) % len(others)]
    for role in Role:
        if _FULL or role in {Role.OWNER, turn}:
            yield role, world.foreigners[role]
