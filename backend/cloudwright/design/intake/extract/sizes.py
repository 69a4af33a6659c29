"""How much is stored, and how large one request or one file is: said once, a size is one of both."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import QUANTITY, RANGE, quantity
from cloudwright.design.model.brief import Assumption, Requirement, RequirementKind

_FILES = r"(?:images?|photos?|pictures?|pics?|files?|uploads?|documents?|pdfs?|videos?|scans?|receipts?|recordings?|clips?|movies?|tracks?|tapes?|attachments?|objects?|reports?|invoices?)"
_PIECES = (
    r"(?:messages?|records?|events?|requests?|responses?|calls?|payloads?|bod(?:y|ies)|batch(?:es)?|packets?|readings?|rows?|items?|orders?|answers?|samples?|entr(?:y|ies)|"
    r"strokes?|telegrams?|transactions?|impressions?|clicks?|measurements?|posts?|submissions?|forms?|repl(?:y|ies)|notifications?|updates?|stations?|sensors?|devices?|pages?)"
)
_SIZE = re.compile(
    rf"(?:{RANGE}{QUANTITY})[\s-]?(?P<unit>(?:[kmgtp]i?)?b|bytes?|(?:kilo|mega|giga|tera|peta|kibi|mebi|gibi|tebi)bytes?|gigs?|terabyte|(?-i:[kMGT]o)(?=[\s).,;/]|$)(?! (?:dev|eng|people|prog|serv|back|code|micro)))(?!\w)(?!/|\s?(?:per|an?|/|each|every) ?(?:s|sec(?:ond)?|hour|day|week|month|year|night)\b|ps)"
    rf"(?P<each>,? (?:each|apiece|a piece)\b|\s?(?:/|per|an?|for each|for every) ?(?:{_FILES}|{_PIECES})\b| (?:{_FILES}|{_PIECES})\b)?",
    re.IGNORECASE,
)
_FACTORS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_FILE_BEFORE = re.compile(rf"\b{_FILES}\b[^.;!?\n]{{0,40}}$", re.IGNORECASE)
_EACH_BEFORE = re.compile(
    rf"\bone \w{{3,14}} (?:is|has|loads?|weighs?|takes?|needs?|holds?)[\s,:]{{0,2}}(?:about |around |roughly )?$|\b(?:average|avg|each|every|typical|per|payloads?|size of (?:an?|one|each)|(?:{_FILES}|{_PIECES})(?: (?:is|are|of|has|have|with|take|takes|weigh|weighs|being))?"
    r"(?: (?:about|around|roughly|approx\.?|circa|ca\.?|up to|small|large|at most|some|usually|typically|on average)){0,3})[\s,:=≈~(–-]{0,4}(?:(?:about|around|roughly|up to|approx\.?|circa|ca\.?|max\.?)\s)?$",
    re.IGNORECASE,
)
_STORED_BEFORE = re.compile(
    r"\b(?:database|db|data|stor(?:e|es|ed|age|ing)|total|totals|dump|dataset|archive|altogether|in all|keep|kept|catalog(?:ue)?|library|collection|backlog|disk|share|folders?|bucket|web ?site|site|wiki|repo\w{0,8}|backup|model|index|logs?|history|image is|everything|all of it|in use|pages)\b[^.;!?\n]{0,40}$",
    re.IGNORECASE,
)
_STORED_AFTER = re.compile(
    r"^[ ,]{0,2}(?:of (?:\w{2,12} ){0,2}(?:data|files|photos|images|documents|text|records|history|logs)|in total|total|altogether|stored|database|db|of storage|all in all)\b",
    re.IGNORECASE,
)
_NOT_KEPT_BEFORE = re.compile(
    r"\bplus (?:about |around )?$|\b(?:grow(?:s|ing|th|n)?|increas\w{1,4}|add(?:s|ing|ed)?|memory|ram|more every|bandwidth|traffic|transfer\w{0,4}|egress|make it|give it|set it)\b[^.;!?\n]{0,24}$",
    re.IGNORECASE,
)
_NOT_KEPT_AFTER = re.compile(
    r"^\s?(?:of )?(?:ram|memory|heap|bandwidth|egress|traffic|more\b|growth|new data|(?:are )?added|disk space for|(?:a|per|each|every|/)\s?(?:year|month|week|day)|yearly|monthly|daily|weekly)",
    re.IGNORECASE,
)
_IS_COUNT = re.compile(r"\d[bB]$")  # '70B' with no space is a number of parameters as often as bytes
_UPLOADED = re.compile(r"\b(?:uploads?|uploaded|uploading|drop(?:s|ped)? (?:in|off))\b", re.IGNORECASE)
_BEFORE, _AFTER = 64, 32  # characters in which a word can say what a size is of
_MOST_GIGABYTES = Decimal(10) ** 9  # an exabyte


def find(text: str) -> Iterator[Fact]:
    """Yield each size that the text states, as what is stored or as what one piece weighs."""
    found = [fact for match in _SIZE.finditer(text) if (fact := _size(match)) is not None]
    largest = max((_gigabytes(fact) for fact in found if _is_stored(fact)), default=0.0)
    for number, fact in enumerate(found):
        smaller = _is_stored(fact) and _gigabytes(fact) < largest
        yield _numbered(fact, number) if smaller else fact


def _is_stored(fact: Fact) -> bool:
    return fact.requirements[0].kind is RequirementKind.DATA_SIZE


def _gigabytes(fact: Fact) -> float:
    return float(str(fact.requirements[0].value))


def _numbered(fact: Fact, number: int) -> Fact:
    """Keep a smaller store beside the largest."""
    return replace(
        fact, requirements=(fact.requirements[0].model_copy(update={"id": f"data-size-{number + 1}"}),)
    )


def _size(match: re.Match[str]) -> Fact | None:
    size = quantity(match) * _unit_bytes(match["unit"])
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    after = match.string[match.end() : match.end() + _AFTER]
    if size > _MOST_GIGABYTES * 10**9 or size == 0 or (match["word"] or "").lower() in {"a", "an", "one"}:
        return None
    if _NOT_KEPT_BEFORE.search(before) or (not match["each"] and _NOT_KEPT_AFTER.search(after)):
        return None
    if _IS_COUNT.search(match.group()) and not match["each"] and not _EACH_BEFORE.search(before):
        return None
    if not _is_piece(match, size, before=before, after=after):
        return _stored(match, size / 10**9)
    of_file = (
        size >= 10**6 or re.search(_FILES, match["each"] or "", re.IGNORECASE) or _FILE_BEFORE.search(before)
    )
    return _file(match, size) if of_file else _payload(match, size / 1_000)


def _is_piece(match: re.Match[str], size: Decimal, *, before: str, after: str) -> bool:
    """Bytes and kilobytes are what one piece weighs; megabytes unless they are stored; gigabytes when it says each."""
    if match["each"]:
        return True
    if size < 10**6:
        return not _STORED_AFTER.search(after)
    if size >= 10**9:
        return bool(
            re.search(
                r"\b(?:each|files? of|images? of|videos? of)\s(?:about |up to )?$", before, re.IGNORECASE
            )
        )
    if _STORED_AFTER.search(after):
        return False
    if _EACH_BEFORE.search(before):
        return True
    told = _STORED_BEFORE.search(before) is not None
    return not told and bool(_FILE_BEFORE.search(before) or _UPLOADED.search(match.string))


def _unit_bytes(unit: str) -> Decimal:
    """SI units are powers of 1,000; those with an `i`, as in GiB, are powers of 1,024."""
    lowered = unit.lower()
    binary = (lowered[1:2] == "i" and lowered.endswith("b")) or lowered[2:4] == "bi"
    letter = "" if lowered.startswith("b") else lowered[0]
    return Decimal(1_024 if binary else 1_000) ** _FACTORS[letter]


def _file(match: re.Match[str], size: Decimal) -> Fact:
    quote, megabytes = match.group().strip(), size / 10**6
    return Fact(
        match.start(),
        match.end(),
        requirements=(
            Requirement(
                id="file-size",
                kind=RequirementKind.PAYLOAD,
                statement=f"Files of about {megabytes.normalize():,f} MB",
                value=float(megabytes),
                unit="MB",
                quote=quote,
            ),
        ),
        assumptions=(
            Assumption(
                id="object_kb",
                label="Size of one file",
                value=(megabytes * 1_024).quantize(Decimal(1)),
                unit="KB",
                basis="stated",
                reason=f"'{quote}'",
            ),
        ),
        answers=(("file-size", "stated"),),
    )


def _payload(match: re.Match[str], kilobytes: Decimal) -> Fact:
    requirement = Requirement(
        id="payload",
        kind=RequirementKind.PAYLOAD,
        statement=f"{kilobytes.normalize():,f} KB a piece",
        value=float(kilobytes),
        unit="KB",
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))


def _stored(match: re.Match[str], gigabytes: Decimal) -> Fact:
    requirement = Requirement(
        id="data-size",
        kind=RequirementKind.DATA_SIZE,
        statement=f"{gigabytes.normalize():,f} GB stored",
        value=float(gigabytes),
        unit="GB",
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))
