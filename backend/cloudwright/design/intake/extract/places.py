"""Where the system runs and under which name: regions, residency, domains."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from cloudwright.design.intake.extract import residency
from cloudwright.design.intake.extract.geography import COUNTRIES, KNOWN, REGIONS, nearest
from cloudwright.design.intake.extract.spans import Covered
from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.architecture import Region
from cloudwright.design.model.brief import Requirement, RequirementKind

_WORD_BEFORE = r"(?:\b(?:in|to|at|from|near|region)\s)?(?:\b(?:the|region)\s)?"
_REGIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (region, re.compile(rf"{_WORD_BEFORE}\b(?:{region}|{names})\b(?!-\d)(?: region)?", re.IGNORECASE))
    for region, names in REGIONS.items()
)
_ANY_REGION = re.compile("|".join(f"{region}|{names}" for region, names in REGIONS.items()), re.IGNORECASE)
_UNKNOWN_REGION = re.compile(
    r"\b(?:us|eu|ap|sa|ca|af|me|il|cn|mx)-(?:north|south|east|west|central|(?:north|south)(?:east|west))-\d\b",
    re.IGNORECASE,
)
_COUNTRY_REGIONS: Mapping[str, Region] = {"Germany": "eu-central-1", "Japan": "ap-northeast-1"}
_DOMAIN = re.compile(r"(?<![\w@.-])(?:https?://)?(?P<name>(?!(?:asp\.net|socket\.io|draw\.io|ml\.net)\b)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?:com|org|net|io|dev|app|co|eu|de|fr|uk|shop|info|ai|cloud|example))\b", re.IGNORECASE)  # fmt: skip
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|don'?t need|do not need|outside|from)\s(?:an?\s)?$", re.IGNORECASE
)
_AND = re.compile(
    r"\b[a-z]{2}-[a-z]{4,10}-\d(?:,| and| or| &|, and)\s?$|\b(?:and|plus|as well as)(?: in)?\s?$",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"\b(?:users?|customers?|people|visitors?|clients?|guests?|employees|students|offices?|shops?|stores?|bakery|company|business|headquarters?|hq|based|located|live|living|live|teams?|"
    r"branch(?:es)?|warehouses?|readers|readership|audience|patients|schools?|startup|hotel|hotels|agency|firm|charity|museum|we are|we're|i'm|factory|plants?|club)\s?(?:are |is |come |live |sit |mostly |mainly |only |all |all over |across |in |at |from |of |the |around |near ){0,4}$",
    re.IGNORECASE,
)
_TIME_ZONE = re.compile(r"^ (?:time\b|timezone|office|airport|branch)", re.IGNORECASE)
_LONG_BEFORE = 60  # characters in which words can say that people are there, and not the system
_BEFORE = 24  # characters in which a negation can stand
_AWS_NAME = re.compile(
    r"\b(?:the )?(?:name (?:that )?AWS gives|AWS(?: given)? name)\b|\b(?:no|without an?) (?:own |custom )?domain\b",
    re.IGNORECASE,
)
_OWN_DOMAIN = re.compile(
    r"\b(?:our|my|a|its) (?:own |custom )?domain(?: name)?\b|\bcustom domain\b", re.IGNORECASE
)


def find(text: str) -> Iterator[Fact]:
    """Yield Regions, residency and domain names."""
    bounds = tuple(residency.find(text))
    yield from bounds
    yield from _regions(text, bounds)
    for match in _DOMAIN.finditer(text):
        yield _domain(match, match["name"].lower())
    for match in _OWN_DOMAIN.finditer(text):
        own = not _NEGATION.search(text[max(0, match.start() - _BEFORE) : match.start()])
        yield Fact(match.start(), match.end(), answers=(("domain", "own" if own else "aws"),))
    for match in _AWS_NAME.finditer(text):
        yield Fact(match.start(), match.end(), answers=(("domain", "aws"),))


def _regions(text: str, bounds: tuple[Fact, ...]) -> Iterator[Fact]:
    if _ANY_REGION.search(text) is None:
        return
    covered = Covered(len(text), ((b.start, b.end) for b in bounds if b.requirements))
    named = sorted(
        (
            (match, region)
            for region, pattern in _REGIONS
            for match in pattern.finditer(text)
            if _is_region(match) and not covered.holds(*match.span())
        ),
        key=lambda found: found[0].start(),
    )
    first = next((region for _, region in named), None)
    for match, region in named:
        yield _region(match, region, further=region != first and _listed_with(match))


def _listed_with(match: re.Match[str]) -> bool:
    """'A and B' names two Regions; a Region named anew replaces the one before."""
    return _AND.search(match.string[max(0, match.start() - _BEFORE) : match.start()]) is not None


def _is_region(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LONG_BEFORE) : match.start()]
    if _NEGATION.search(before[-_BEFORE:]):
        return False
    return re.search(r"-\d", match.group()) is not None or not (
        _OF_PEOPLE.search(before) or _TIME_ZONE.search(match.string[match.end() : match.end() + 12])
    )


def unknown_regions(text: str) -> tuple[str, ...]:
    """Return the AWS Regions in the text, by id or by place, for which there are no figures here."""
    by_id = {m.group().lower() for m in _UNKNOWN_REGION.finditer(text)}
    if _ANY_REGION.search(text) is None:
        return tuple(sorted(by_id - KNOWN))
    by_place = {region for region, pattern in _REGIONS for m in pattern.finditer(text) if _is_region(m)}
    return tuple(sorted((by_id | by_place) - KNOWN))


def _region(match: re.Match[str], region: str, *, further: bool) -> Fact:
    requirement = Requirement(
        id=f"region-{region}" if further else "region",
        kind=RequirementKind.REGION,
        statement=f"Runs in {region}",
        value=region,
        quote=match.group().strip(),
    )
    known = next((name for name in get_args(Region) if name == region), None)
    return Fact(
        match.start(),
        match.end(),
        requirements=(requirement,),
        region=None if further else known,
        area=() if known or further else nearest(region),
    )


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
    """Return the first Region with figures that the text names, by id, city or country."""
    found = [(m.start(), region) for region, pattern in _REGIONS for m in pattern.finditer(text)]
    found += [
        (m.start(), region)
        for country, region in _COUNTRY_REGIONS.items()
        for m in re.finditer(rf"\b(?:{COUNTRIES[country]})\b", text, re.IGNORECASE)
    ]
    return next((known for _, name in sorted(found) for known in get_args(Region) if known == name), None)
