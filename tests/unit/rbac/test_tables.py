"""The tables are whole: every role, permission, operation and frame has its row."""

import json
from typing import get_args

import pytest

from builders.source_code import ROOT
from cloudwright.cli.reference.permissions import roles_table
from cloudwright.conversations.frames import Inbound
from cloudwright.rbac.addresses import networks
from cloudwright.rbac.errors import NetworkUnreadable
from cloudwright.rbac.offered import OFFERED, offered
from cloudwright.rbac.operations import ANYBODY, FRAMES, OPERATIONS, needed
from cloudwright.rbac.permissions import MEANINGS, Permission
from cloudwright.rbac.roles import GRANTS, permitted
from cloudwright.tenancy.principal import Role

DESCRIPTION = json.loads((ROOT / "docs" / "api" / "openapi.json").read_text("utf-8"))
DESCRIBED = {
    operation["operationId"] for methods in DESCRIPTION["paths"].values() for operation in methods.values()
}


def test_every_role_by_every_permission_is_as_it_was_agreed() -> None:
    agreed = (ROOT / "tests" / "golden" / "permissions.md").read_text("utf-8")

    assert roles_table() + "\n" == agreed, "agree on what changed, then change this file"


def test_every_role_has_its_column() -> None:
    assert list(GRANTS) == list(Role)


def test_every_operation_of_the_api_has_its_row_and_no_row_is_left_over() -> None:
    assert set(OPERATIONS) == DESCRIBED


def test_every_frame_of_the_socket_has_its_row() -> None:
    frames = get_args(get_args(Inbound)[0])

    assert set(FRAMES) == {frame.model_fields["t"].annotation.__args__[0] for frame in frames}


def test_an_operation_without_a_row_is_for_owners_only() -> None:
    need = needed("invented")

    assert need != ANYBODY
    assert [role for role, granted in GRANTS.items() if need in granted] == ["owner"]


def test_what_is_offered_can_be_called() -> None:
    missing = {name: operations - DESCRIBED for name, operations in OFFERED.items()}

    assert all(OFFERED.values()), "a capability promises at least one operation"
    assert not any(missing.values()), missing


def test_a_role_is_offered_only_what_it_may_do() -> None:
    assert all(set(offered(role)) == permitted(role) & OFFERED.keys() for role in Role)
    assert offered("invented") == ()


def test_every_permission_is_explained_and_somebody_has_it() -> None:
    assert set(MEANINGS) == set(Permission)
    assert set().union(*GRANTS.values()) == set(Permission)


def test_a_permission_is_a_domain_and_a_deed() -> None:
    assert all(len(each.split(":")) == 2 and each == each.lower() for each in Permission)


@pytest.mark.parametrize("text", ["", "office", "192.0.2.1/24", "192.0.2.0/33", "2001:db8::/129"])
def test_a_network_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(NetworkUnreadable):
        networks([text])
