"""Sentences of a pitch that a later edit makes untrue."""

import pytest

from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import AddComponent, Connect
from cloudwright.design.model.verbs import Verb
from cloudwright.design.options import claims
from cloudwright.design.patterns.web_app import WebApp, web_app


class _Anything:
    def problems(self, architecture: object) -> tuple[()]:
        del architecture
        return ()


def test_a_missing_firewall_is_no_drawback_once_one_is_added() -> None:
    lean = web_app(WebApp(name="shop", title="Shop", region="eu-west-1"))
    firewall = Component(id="firewall", kind="waf_web_acl", title="Web firewall")
    protects = Connection(source="firewall", verb=Verb.PROTECTS, target="cdn")
    edits = (AddComponent(component=firewall), Connect(connection=protects))
    guarded = apply(lean, edits, _Anything())
    assert claims.holding((claims.NO_FIREWALL,), lean) == (claims.NO_FIREWALL,)
    assert claims.holding((claims.NO_FIREWALL,), guarded) == ()


@pytest.mark.parametrize("sentence", [claims.DROPPED_EARLY, claims.KEY_CONTROL, claims.BURSTS_ACCEPTED])
def test_a_strength_is_not_claimed_without_the_part_it_rests_on(sentence: str) -> None:
    lean = web_app(WebApp(name="shop", title="Shop", region="eu-west-1"))
    assert claims.holding((sentence, "Scales by itself"), lean) == ("Scales by itself",)
