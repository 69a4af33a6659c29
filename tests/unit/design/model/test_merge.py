"""Two designs that came from one are joined: each keeps what it changed."""

from builders.edits import applied, vocabulary
from builders.sketches import a_web_app
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import (
    AddComponent,
    Connect,
    RemoveComponent,
    Rename,
    SetAssumption,
    SetRegion,
    UpdateComponent,
)
from cloudwright.design.model.merge import merged
from cloudwright.design.model.verbs import Verb

BASE = a_web_app().canonical()
NOTES = AddComponent(component=Component(id="notes", kind="sns_topic", title="Notes"))
TELLS = Connect(connection=Connection(source="api-handler", verb=Verb.PUBLISHES, target="notes"))
LARGER = UpdateComponent(id="api-handler", properties={"memory_mb": 1024})


def test_what_only_one_side_changed_holds() -> None:
    ours = applied(BASE, LARGER, NOTES, TELLS, Rename(title="Mine"))
    theirs = applied(
        BASE,
        UpdateComponent(id="api-handler", properties={"timeout_seconds": 29}),
        SetRegion(region="eu-west-1"),
        SetAssumption(id="object_kb", value=7),
    )

    whole = merged(BASE, ours, theirs)

    assert whole.component("api-handler").properties == {
        **BASE.component("api-handler").properties,
        "memory_mb": 1024,
        "timeout_seconds": 29,
    }
    assert (whole.region, whole.title, "notes" in whole.by_id) == ("eu-west-1", "Mine", True)
    assert "api-handler.publishes.notes" in {c.id for c in whole.connections}
    assert whole.assumptions["object_kb"] == 7
    assert not vocabulary().problems(whole)


def test_where_both_changed_the_same_ours_holds_but_for_the_region() -> None:
    ours = applied(BASE, LARGER, SetRegion(region="us-west-2"))
    theirs = applied(
        BASE,
        UpdateComponent(id="api-handler", properties={"memory_mb": 512}),
        SetRegion(region="eu-central-1"),
    )

    whole = merged(BASE, ours, theirs)

    assert whole.component("api-handler").properties["memory_mb"] == 1024
    assert whole.region == "eu-central-1"


def test_what_one_side_removed_is_gone_with_its_connections() -> None:
    ours = applied(BASE, RemoveComponent(id="items"))
    theirs = applied(BASE, NOTES, TELLS, RemoveComponent(id="operations"))

    whole = merged(BASE, ours, theirs)

    assert {"items", "operations"}.isdisjoint(whole.by_id)
    assert "notes" in whole.by_id
    assert all("items" not in (c.source, c.target) for c in whole.connections)


def test_nothing_changed_by_us_leaves_theirs() -> None:
    theirs = applied(BASE, NOTES, TELLS)

    assert merged(BASE, BASE, theirs).content_hash() == theirs.content_hash()
    assert merged(BASE, theirs, BASE).content_hash() == theirs.content_hash()
