"""Requirements about what is there: functions, services, things that must not be used, a domain name."""

from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.catalog.technologies import excluded_by
from cloudwright.design.model.architecture import Architecture, Component
from cloudwright.design.model.brief import Requirement
from cloudwright.design.trace.beyond import BEYOND
from cloudwright.design.trace.capabilities import CAPABILITIES, Capability, Link
from cloudwright.design.trace.design import Design, Verdict, met, not_assessable, partly, unmet


def function(requirement: Requirement, design: Design) -> Verdict:
    """Look for one of the ways in which connected kinds have the capability."""
    capability = CAPABILITIES.get(str(requirement.value))
    if str(requirement.value) in BEYOND:
        return unmet(BEYOND[str(requirement.value)].missing)
    if capability is None:
        return not_assessable("No check exists for this function; the design must be read.")
    verdicts = [_way(way, capability, architecture=design.architecture) for way in capability.ways]
    return min(verdicts, key=lambda verdict: list(_BEST_FIRST).index(verdict.status))


_BEST_FIRST = (met("").status, partly("").status, unmet("").status)


def _way(way: tuple[Link, ...], capability: Capability, *, architecture: Architecture) -> Verdict:
    found = {link: link.found(architecture) for link in way}
    missing = [link for link, connections in found.items() if len(connections) < link.at_least]
    connections = [c for link in found if link not in missing for c in found[link]]
    ids = tuple(dict.fromkeys(end for c in connections for end in (c.source, c.target)))
    sentences = "; ".join(f"{c.source} {c.verb} {c.target}" for c in connections)
    if not missing:
        return met(f"{capability.title}: {sentences}.", *ids)
    lacking = "; ".join(str(link) for link in missing)
    if connections:
        return partly(f"{capability.title}: {sentences}, but nothing of the form {lacking}.", *ids)
    return unmet(f"{capability.title}: nothing of the form {lacking}.")


def service(requirement: Requirement, design: Design) -> Verdict:
    """Look for components of the named service."""
    name = str(requirement.value)
    users = _users(name, design)
    if users:
        return met(f"{name} is used by {_titles(users)}.", *(c.id for c in users))
    return unmet(f"No component of this design is {name}.")


def exclusion(requirement: Requirement, design: Design) -> Verdict:
    """Look for components of the service, or of any of its kind, that must not be used."""
    name = str(requirement.value)
    ruled_out = excluded_by(name)
    users = tuple(c for c in design.architecture.components if c.kind in ruled_out) or _users(name, design)
    if users:
        return unmet(f"{name} must not be used, but {_titles(users)} is.", *(c.id for c in users))
    return met(f"None of the {len(design.architecture.components)} components is {name}.")


def domain(requirement: Requirement, design: Design) -> Verdict:
    """Compare the name with those of records and certificates."""
    wanted = str(requirement.value).lower().rstrip(".")
    named = [(c, str(c.properties.get("domain_name", "")).lower().rstrip(".")) for c in _naming(design)]
    records = [c for c, name in named if c.kind == "route53_record" and _answers(name, wanted)]
    if records:
        return met(f"{wanted} is the name of {_titles(tuple(records))}.", *(c.id for c in records))
    if named:
        names = ", ".join(sorted({name or "no name" for _, name in named}))
        return partly(f"The design has records or certificates for {names}.", *(c.id for c, _ in named))
    return unmet(f"Nothing in this design answers under {wanted}.")


def _naming(design: Design) -> tuple[Component, ...]:
    return (*design.of_kind("route53_record"), *design.of_kind("acm_certificate"))


def _answers(name: str, wanted: str) -> bool:
    return name == wanted or (bool(name) and name.endswith(f".{wanted}"))


def _users(name: str, design: Design) -> tuple[Component, ...]:
    return tuple(c for c in design.architecture.components if called(design.kinds[c.kind], name))


def called(kind: Kind[Properties], name: str) -> bool:
    """Say whether the kind goes by that name: its id, service, title, or a word people use for it."""
    wanted = _bare(name)
    names = {_bare(n) for n in (kind.id, kind.service, kind.title, *kind.synonyms)}
    return wanted in names


def _bare(name: str) -> str:
    words = name.lower().replace("_", " ").replace("-", " ").split()
    return " ".join(word for word in words if word not in ("aws", "amazon"))


def _titles(components: tuple[Component, ...]) -> str:
    return ", ".join(c.title for c in components)
