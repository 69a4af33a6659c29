"""Where data has to stay: a country or area that it must not leave. Where customers live says nothing of it."""

import re
from collections.abc import Iterator

from cloudwright.design.intake.extract.geography import COUNTRIES, REGIONS_IN
from cloudwright.design.intake.extract.spans import Covered
from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.brief import Requirement, RequirementKind

_PLACE = "|".join(f"(?:{words})" for words in COUNTRIES.values())
_NAMED = rf"(?:the )?(?P<place>{_PLACE})(?!\w)"
_STAYS = (
    r"(?:(?:must|should|has to|have to|may|shall|can|needs? to|is to|are to|to|will)\s(?:only |always |all )?)?(?:be )?"
    r"(?:stays?|staying|remains?|remaining|kept|keep(?:ing)?|stored|store|hosted|host(?:ing)?|held|resides?|reside|lives?(?= only|(?<=data live))|rests?|sits?|located|processed|residency|residence|sovereignty)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:(?:all |our |the |customer |patient |personal |user |everything|any )*(?:data|records?|files|information|everything|it) )?{_STAYS}(?: (?:it|everything|them|all|data|our data|the data|personal data|all data|only|strictly|physically|always|solely))? (?:(?:with)?in(?:side)?(?: of)?|on) {_NAMED}",
        rf"\b(?:(?:data|everything|nothing|files|records|backups|no data|nothing of it|it|personal data)\s)?(?:must|may|can|shall|should|is|are|allowed|will|never|not|has)(?:\s?not|n['’]t)?(?: ever| never| to| be| allowed| permitted)* (?:leave|leaves|cross|go outside(?: of)?|go out of|be (?:moved|sent|stored|copied|transferred|processed|hosted) (?:outside|out)(?: of)?) {_NAMED}",
        rf"\b(?:nothing|never|no data|not)\s(?:\w{{2,12}} ){{0,3}}(?:leaves?|outside(?: of)?) {_NAMED}",
        rf"(?:^|(?<=[\s(,;:.-]))(?:data |hosting |everything )?(?:only )?in {_NAMED} only\b",
        rf"(?:^|(?<=[\s(,;:.-])){_NAMED}[- ](?:only\b|data residency|data sovereignty|residency|resident data|hosting\b|hosted\b)",
        rf"(?:^|(?<=[\s(,;:.-])){_NAMED} data\b(?! (?:cent|protection|set|analy|scien|team))",
        rf"(?:^|(?<=[,;(] ))all (?:of it |of this |data )?(?:to be )?(?:with)?in(?:side)? {_NAMED}(?=[.,;!)\n]|$)",
        rf"\b(?:only|strictly|exclusively|solely) (?:with)?in(?:side)? {_NAMED}",
        rf"\b(?:residency|sovereignty|data location|location of (?:the )?data|place of data)(?: is| in|:| must be| required| requirement)*:? (?:in )?{_NAMED}",
        rf"\b(?:(?:all|our|the|customer|patient|personal|user) )?(?:data|records|files|documents) (?:are |is |lives? |sits? |only |physically |strictly |must be |has to be |stays |to be |should be ){{0,3}}(?:with)?in(?:side)? {_NAMED}",
    )
)
_AREA = re.compile(
    rf"\b(?:in|inside|within|to) (?:the )?(?P<place>{'|'.join(COUNTRIES[country] for country in REGIONS_IN)})(?![\w-])",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"\b(?:users?|customers?|people|visitors?|clients?|guests?|offices?|shops?|we (?:are|live)|based|employees|students)\s(?:\w{2,10}\s){0,2}$",
    re.IGNORECASE,
)
_DATA_BEFORE = re.compile(
    r"\b(?:data|records?|files|documents|information|content|copies|backups?)\b", re.IGNORECASE
)
_NEGATED = re.compile(
    r"\b(?:need not|needn'?t|does not have to|doesn'?t have to|not necessarily|no need to)\s(?:\w{2,8}\s){0,2}$",
    re.IGNORECASE,
)
_ANY = re.compile(rf"\b(?:{_PLACE})(?!\w)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never)\s$", re.IGNORECASE)
_EACH = tuple((country, re.compile(words, re.IGNORECASE)) for country, words in COUNTRIES.items())
_BEFORE = 40  # characters in which words can say that people live there


def find(text: str) -> Iterator[Fact]:
    """Yield each place that data must stay in; a place without such words only chooses the Region."""
    if _ANY.search(text) is None:
        return
    found = Covered(len(text))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            of_people = _OF_PEOPLE.search(before) and not _DATA_BEFORE.search(before)
            if not of_people and not _NEGATED.search(before):
                found.add(*match.span())
                yield _residency(match, _country(match["place"]))
    for match in _AREA.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not found.touches(*match.span()) and not _OF_PEOPLE.search(before) and not _NOT.search(before):
            yield Fact(match.start(), match.end(), area=REGIONS_IN[_country(match["place"])])


def _country(words: str) -> str:
    return next(country for country, pattern in _EACH if pattern.fullmatch(words))


def _residency(match: re.Match[str], country: str) -> Fact:
    name = "European Union" if country == "EU" else country
    the = (
        "the "
        if country
        in {"EU", "United Kingdom", "United States", "Netherlands", "Czech Republic", "United Arab Emirates"}
        else ""
    )
    requirement = Requirement(
        id="residency",
        kind=RequirementKind.RESIDENCY,
        statement=f"Data stays in {the}{name}",
        value=country,
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,), area=REGIONS_IN.get(country, ()))
