"""What the engine is given for a call, and which parts of a call a text looks at at all."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

import cedarpy
import orjson
from cedarpy import pst

from cloudwright.gateway.policy.values import Action, Asked, Kind, Subject
from cloudwright.gateway.policy.vocabulary import CONTEXT

Uid = dict[str, str]


def uid(kind: str, name: str) -> Uid:
    """Return the name of an entity; ids of clients may hold what is no text, which is replaced."""
    return {"type": kind, "id": text_of(name)}


def entities(subject: Subject, *, model: str, provider: str) -> cedarpy.Entities:
    """Return who calls and what is called, with the groups that they are in."""
    organization, teams = uid("Organization", subject.organization_id), sorted(set(subject.teams))
    of = uid("Provider", provider)
    everything = [
        _entity(organization),
        *(_entity(uid("Team", team), parents=[organization]) for team in teams),
        _entity(
            uid(subject.kind, subject.id),
            parents=[organization, *(uid("Team", team) for team in teams)],
            attributes=_attributes(subject, model),
        ),
        _entity(of),
        _entity(uid("Model", model), parents=[of], attributes={"name": text_of(model)}),
    ]
    return cedarpy.Entities.from_json_str(orjson.dumps(everything).decode())


def context(asked: Asked, words: Iterable[str]) -> str:
    """Return the circumstances that `words` name, as the engine reads them; what is not known is left out."""
    found = {word: value for word in words if (value := _value(asked, word)) is not None}
    return orjson.dumps(found).decode()


def request(asked: Asked, action: Action, *, context: str) -> dict[str, Uid | str]:
    return {
        "principal": uid(asked.subject.kind, asked.subject.id),
        "action": uid("Action", action),
        "resource": uid("Model", asked.model),
        "context": context,
    }


def words_of(policies: Iterable[pst.Template]) -> tuple[str, ...]:
    """Return which circumstances the rules look at: everything where one takes the context as a whole."""
    found: set[str] = set()
    left: list[object] = [policy.clauses for policy in policies]
    while left:
        node = left.pop()
        match node:
            case pst.GetAttr(base=pst.Var(name="context"), attr=word):
                found.add(word)
            case pst.HasAttr(base=pst.Var(name="context"), attrs=words):
                found.add(words[0])
            case pst.Var(name="context"):
                return tuple(sorted(CONTEXT))
            case _:
                left.extend(_inside(node))
    return tuple(sorted(found & CONTEXT.keys()))


def _inside(node: object) -> Iterable[object]:
    if isinstance(node, Mapping):
        return node.values()
    if isinstance(node, tuple):
        return node
    module = type(node).__module__
    return [getattr(node, field.name) for field in fields(node)] if module == pst.__name__ else ()  # type: ignore[arg-type]  # all of that module are dataclasses


def _entity(
    name: Uid, *, parents: list[Uid] | None = None, attributes: Mapping[str, object] | None = None
) -> Mapping[str, object]:
    return {"uid": name, "attrs": attributes or {}, "parents": parents or []}


def _attributes(subject: Subject, model: str) -> Mapping[str, object]:
    name = text_of(subject.name)
    match subject.kind:
        case Kind.APPLICATION:
            return {"name": name, "models": _listed(subject, model)}
        case Kind.PERSON:
            return {"name": name, "role": text_of(subject.role)}


def _listed(subject: Subject, model: str) -> list[str]:
    """Return the model that is asked for, when it is listed, and the others that are listed by their name."""
    names = {model, *(name for names in subject.models for name in names if "*" not in name)}
    return sorted(text_of(name) for name in names if subject.lists(name))


def _value(asked: Asked, word: str) -> object:
    value = getattr(asked.circumstances, word)
    match word:
        case "address":
            return None if value is None else {"__extn": {"fn": "ip", "arg": str(value)}}
        case "data_classes" | "tools":
            return sorted(map(text_of, value))
        case "region":
            return text_of(value)
    return value


def text_of(text: str) -> str:
    """Return a text of a client as the engine can read it: halves of letters are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
