"""Which rules can concern a caller and a model at all, by what stands in the head of each rule.

Most rules of a long text name somebody else. They are left out before a call is decided, once for each
caller and model, and so cost nothing.
"""

from cedarpy import pst

from cloudwright.gateway.policy.engine import text_of
from cloudwright.gateway.policy.values import Subject

Uids = frozenset[tuple[str, str]]


class Scene:
    """A caller and a model, with the groups that they are in."""

    def __init__(self, subject: Subject, *, model: str, provider: str) -> None:
        groups = [("Organization", subject.organization_id), *(("Team", team) for team in subject.teams)]
        self._principal = _uid(subject.kind.value, subject.id)
        self._principals = frozenset({self._principal, *(_uid(*group) for group in groups)})
        self._resource = _uid("Model", model)
        self._resources = frozenset({self._resource, _uid("Provider", provider)})

    def concerns(self, policy: pst.Template) -> bool:
        """Return whether the head of a rule leaves it possible that it fires here."""
        return _fits(policy.principal, self._principal, inside=self._principals) and _fits(
            policy.resource, self._resource, inside=self._resources
        )


def _fits(scope: pst.PrincipalOrResourceConstraint, uid: tuple[str, str], *, inside: Uids) -> bool:
    match scope:
        case pst.ScopeEq(entity=pst.EntityUid() as entity):
            return _named(entity) == uid
        case pst.ScopeIn(entity=pst.EntityUid() as entity):
            return _named(entity) in inside
        case pst.ScopeIs(entity_type=kind):
            return str(kind) == uid[0]
        case pst.ScopeIsIn(entity_type=kind, entity=pst.EntityUid() as entity):
            return str(kind) == uid[0] and _named(entity) in inside
    return True


def _named(entity: pst.EntityUid) -> tuple[str, str]:
    return str(entity.type), entity.id


def _uid(kind: str, name: str) -> tuple[str, str]:
    return kind, text_of(name)
