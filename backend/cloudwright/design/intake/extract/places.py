"""Where the system runs and under which name: regions, residency, domains."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.architecture import Region
from cloudwright.design.model.brief import Requirement, RequirementKind

EUROPEAN: tuple[Region, ...] = ("eu-west-1", "eu-central-1")
REGION_NAMES: Mapping[Region, str] = {
    "us-east-1": r"us-east-1|n(?:orth(?:ern)?|\.)? ?virginia|virginia",
    "us-west-2": r"us-west-2|oregon",
    "eu-west-1": r"eu-west-1|ireland|dublin",
    "eu-central-1": r"eu-central-1|frankfurt|germany",
    "ap-southeast-1": r"ap-southeast-1|singapore",
    "ap-northeast-1": r"ap-northeast-1|tokyo|japan",
}
_REGIONS: tuple[tuple[Region, re.Pattern[str]], ...] = tuple(
    (region, re.compile(rf"\b(?:in |to |at |from )?(?:the )?(?:{names})\b(?: region)?", re.IGNORECASE))
    for region, names in REGION_NAMES.items()
)
_EUROPE = re.compile(r"\b(?:data |everything )?(?:must |should |has to )?(?:stays? |be |remains? |kept |hosted )?"
                     r"(?:in |inside |within )(?:the )?(?:EU|Europe|European Union)\b(?!-)", re.IGNORECASE)  # fmt: skip
_UNKNOWN_REGION = re.compile(r"\b(?:us|eu|ap|sa|ca|af|me|il|cn)-(?:north|south|east|west|central|(?:north|south)(?:east|west))-\d\b", re.IGNORECASE)  # fmt: skip
_DOMAIN = re.compile(r"(?<![\w@.-])(?:https?://)?(?P<name>(?!(?:asp\.net|socket\.io|draw\.io|ml\.net)\b)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?:com|org|net|io|dev|app|co|eu|de|fr|uk|shop|info|ai|cloud|example))\b", re.IGNORECASE)  # fmt: skip
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|don'?t need|do not need|outside|from)\s(?:an?\s)?$", re.IGNORECASE
)
_BEFORE = 24  # characters in which a negation can stand
_AWS_NAME = re.compile(
    r"\b(?:the )?(?:name (?:that )?AWS gives|AWS(?: given)? name)\b|\b(?:no|without an?) (?:own |custom )?domain\b",
    re.IGNORECASE,
)
_OWN_DOMAIN = re.compile(
    r"\b(?:our|my|a|its) (?:own |custom )?domain(?: name)?\b|\bcustom domain\b", re.IGNORECASE
)


def find(text: str) -> Iterator[Fact]:
    """Yield regions, residency and domain names."""
    for region, pattern in _REGIONS:
        for match in pattern.finditer(text):
            if not _NEGATION.search(text[max(0, match.start() - _BEFORE) : match.start()]):
                yield _region(match, region)
    for match in _EUROPE.finditer(text):
        yield _residency(match)
    for match in _DOMAIN.finditer(text):
        yield _domain(match, match["name"].lower())
    for match in _OWN_DOMAIN.finditer(text):
        own = not _NEGATION.search(text[max(0, match.start() - _BEFORE) : match.start()])
        yield Fact(match.start(), match.end(), answers=(("domain", "own" if own else "aws"),))
    for match in _AWS_NAME.finditer(text):
        yield Fact(match.start(), match.end(), answers=(("domain", "aws"),))


def unknown_regions(text: str) -> tuple[str, ...]:
    """Return AWS region names in the text for which there are no figures here."""
    known = set(get_args(Region))
    found = {m.group().lower() for m in _UNKNOWN_REGION.finditer(text)}
    return tuple(sorted(found - known))


def _region(match: re.Match[str], region: Region) -> Fact:
    requirement = Requirement(
        id="region",
        kind=RequirementKind.REGION,
        statement=f"Runs in {region}",
        value=region,
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,), region=region)


def _residency(match: re.Match[str]) -> Fact:
    requirement = Requirement(
        id="residency",
        kind=RequirementKind.RESIDENCY,
        statement="Data stays in the European Union",
        value="EU",
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,), area=EUROPEAN)


def _domain(match: re.Match[str], name: str) -> Fact:
    requirements = (
        Requirement(
            id="custom-domain",
            kind=RequirementKind.FUNCTION,
            statement=f"Reached under {name}",
            value="custom_domain",
            quote=match.group(),
        ),
        Requirement(
            id="domain",
            kind=RequirementKind.DOMAIN,
            statement=f"The name is {name}",
            value=name,
            quote=match.group(),
        ),
    )
    return Fact(match.start(), match.end(), requirements=requirements, answers=(("domain", "own"),))


def domain_in(text: str) -> str | None:
    """Return the first domain name in the text."""
    match = _DOMAIN.search(text)
    return None if match is None else match["name"].lower()


def region_in(text: str) -> Region | None:
    """Return the first region that the text names."""
    found = [(m.start(), region) for region, pattern in _REGIONS for m in pattern.finditer(text)]
    return min(found)[1] if found else None
