"""Where the data lies, and what leaves its Region."""

import re
from collections.abc import Iterator

from cloudwright.agents.answers.access import holds
from cloudwright.agents.answers.answer import Answer, listed
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.intake.extract.places import unknown_regions
from cloudwright.design.model.brief import RequirementKind

_COUNTRY = re.compile(
    r"\b(?:leaves?|leaving|in|stays? in|outside(?: of)?) (?:the )?(?P<country>Germany|Switzerland|France|Austria|Ireland|Italy|Spain|Sweden|Netherlands|Poland|Canada|Australia|Japan|Singapore|India|China|Brazil|United Kingdom|UK|United States|USA)\b"
)
_OF_REGIONS = re.compile(r"\bregions\b|\baws region in\b|\b(?:figures|prices) for\b", re.IGNORECASE)


def location(subject: Subject, asked: Asked) -> Answer:
    """In which Region data lies, and what leaves it; or which Regions there are figures for."""
    wanted = (
        *subject.brief.of_kind(RequirementKind.RESIDENCY),
        *subject.brief.of_kind(RequirementKind.REGION),
    )
    ids = {r.id for r in wanted}
    stated = tuple(
        f"{r.statement}: {r.status.value}. {r.evidence}"
        for r in subject.evaluation.requirements
        if r.requirement_id in ids
    )
    if unknown_regions(asked.words) or _OF_REGIONS.search(asked.words):
        return _regions(subject, asked, stated)
    region = subject.architecture.region
    place = f"**{region}** ({_PLACES.get(region, region)})"
    held = [c.title for c in subject.architecture.components if holds(subject, c)]
    away = tuple(_leaving(subject))
    named = _COUNTRY.search(asked.words)
    if named is not None and named["country"] not in place:
        place = f"{place}, not in {named['country']}"
    return Answer(
        lead=f"In {place}: {listed(held, 5)}." if held else f"Everything runs in {place}; nothing is kept.",
        details=(*(away or ("Nothing copies it to another Region",)), *stated),
    )


def _leaving(subject: Subject) -> Iterator[str]:
    for plan in subject.of_kind("backup_plan"):
        where = subject.setting(plan.id, "copy_region")
        if where:
            yield f"{plan.title} copies backups to {where}"
    for edge in subject.of_kind("cloudfront_distribution"):
        yield f"{edge.title} keeps copies of cached answers at edge locations in other countries"


def _regions(subject: Subject, asked: Asked, stated: tuple[str, ...]) -> Answer:
    strange = unknown_regions(asked.words)
    known = listed([f"{r} ({p.split(',')[0]})" for r, p in _PLACES.items()], 6)
    lead = f"No figures for {listed(list(strange), 2)} here, so no price. " if strange else ""
    return Answer(
        lead=f"{lead}Regions with figures: {known}. This design is in {subject.architecture.region}.",
        details=(*stated, "'move to Frankfurt' moves it, with its prices"),
    )


_PLACES = {
    "us-east-1": "Northern Virginia, United States", "us-west-2": "Oregon, United States", "eu-west-1": "Ireland, European Union",
    "eu-central-1": "Frankfurt, Germany", "ap-southeast-1": "Singapore", "ap-northeast-1": "Tokyo, Japan",
}  # fmt: skip
