"""What the knowledge tools answer: plain values out of the facts and the entries. Pure."""

import re
from collections.abc import Sequence

from cloudwright.agents.knowledge.entries import PILLARS, Entry, entries
from cloudwright.agents.knowledge.search import ranked
from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.rows import Limit
from cloudwright.design.options.listing import KindRow, listing
from cloudwright.kit.canonical import JsonValue

_MOST_ENTRIES = 6
_MOST_DETAILED = 3
_MOST_LIMITS = 30
_LIMITS_SOURCE = "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html"


def search_knowledge(query: str, facts: Facts) -> JsonValue:
    """Return the entries that fit best, and limits of the services that the question names."""
    found = ranked(query, entries(), title=lambda e: e.title, text=lambda e: e.text, limit=_MOST_ENTRIES)
    named = _service_named(query, facts)
    listed: list[JsonValue] = [_entry(each) for each in found]
    if named is not None:
        listed.append(_limits_entry(named, facts))
    return {"query": query, "entries": listed}


def well_architected(topic: str) -> JsonValue:
    """Return the entries of a pillar, of a question (`SEC05`), or those that fit the words best."""
    lowered = topic.strip().lower()
    if lowered in PILLARS:
        chosen: Sequence[Entry] = [each for each in entries() if each.pillar == lowered]
    else:
        chosen = [each for each in entries() if each.question.lower() == lowered] or ranked(
            topic, entries(), title=lambda e: e.title, text=lambda e: e.text, limit=_MOST_ENTRIES
        )
    return {"topic": topic, "entries": [_entry(each) for each in chosen], "pillars": list(PILLARS)}


def service_facts(name: str) -> JsonValue:
    """Return the catalogue's entries for a kind or a service; of few, also properties and verbs."""
    found = [entry for entry in kinds().values() if _fits(entry, name)]
    rows = {row.id: row for row in listing().kinds} if len(found) <= _MOST_DETAILED else {}
    return {
        "name": name,
        "entries": [_kind(entry, rows.get(entry.id)) for entry in found],
        "known": sorted({entry.service for entry in kinds().values()}) if not found else [],
    }


def service_limits(service: str, facts: Facts) -> JsonValue:
    """Return the dated quotas of a service."""
    named = _service_named(service, facts)
    if named is None:
        return {"service": service, "limits": [], "known": sorted({name for name, _ in facts.limits})}
    rows = [limit for (name, _), limit in facts.limits.items() if name == named]
    return {"service": named, "limits": [_limit(each) for each in rows[:_MOST_LIMITS]]}


def region_availability(name: str, facts: Facts) -> JsonValue:
    """Return in which of the six Regions a resource type, or each type of a service, can be declared."""
    lowered = name.strip().lower()
    chosen = {
        cfn_type: row
        for cfn_type, row in facts.regions.items()
        if lowered == cfn_type.lower() or lowered == cfn_type.split("::")[1].lower()
    }
    types: list[JsonValue] = [
        {"type": cfn_type, "regions": sorted(row.regions)} for cfn_type, row in sorted(chosen.items())
    ]
    return {"name": name, "types": types}


def _entry(entry: Entry) -> JsonValue:
    return {
        "id": entry.id,
        "pillar": entry.pillar,
        "question": entry.question,
        "title": entry.title,
        "text": entry.text,
        "as_of": entry.as_of.isoformat(),
        "status": entry.status,
        "sources": [{"title": entry.title, "url": entry.url}],
    }


def _limits_entry(service: str, facts: Facts) -> JsonValue:
    rows = [limit for (name, _), limit in facts.limits.items() if name == service][:_MOST_ENTRIES]
    text = "; ".join(f"{each.limit_id.replace('_', ' ')}: {each.value} {each.unit}" for each in rows)
    return {
        "id": f"limits-{service.lower().replace(' ', '-')}",
        "title": f"Limits of {service}",
        "text": text,
        "sources": [{"title": "AWS service quotas", "url": _LIMITS_SOURCE}],
    }


def _service_named(text: str, facts: Facts) -> str | None:
    """Return the service with the longest name that the text contains."""
    lowered = f" {text.lower()} "
    services = sorted({name for name, _ in facts.limits}, key=len, reverse=True)
    return next((n for n in services if re.search(rf"(?<!\w){re.escape(n.lower())}(?!\w)", lowered)), None)


def _fits(entry: Kind[Properties], name: str) -> bool:
    wanted = name.strip().lower()
    names = {entry.id, entry.title.lower(), entry.service.lower(), *(s.lower() for s in entry.synonyms)}
    return wanted in names or any(wanted and wanted in each for each in (entry.service.lower(), entry.id))


def _kind(entry: Kind[Properties], row: KindRow | None) -> JsonValue:
    details: dict[str, JsonValue] = {}
    if row is not None:
        details = {
            "properties": [each.model_dump(mode="json") for each in row.properties],
            "verbs": [each.model_dump(mode="json") for each in row.verbs],
        }
    return {
        **details,
        "kind": entry.id,
        "service": entry.service,
        "title": entry.title,
        "text": entry.summary,
        "resource_types": list(entry.resource_types),
        "sources": [{"title": entry.title, "url": entry.documentation}],
    }


def _limit(limit: Limit) -> JsonValue:
    return {
        "id": limit.limit_id,
        "value": str(limit.value),
        "unit": limit.unit,
        "adjustable": str(limit.adjustable),
        "source": limit.provenance.source,
        "as_of": str(limit.provenance.as_of),
        "status": str(limit.provenance.standing),
    }
