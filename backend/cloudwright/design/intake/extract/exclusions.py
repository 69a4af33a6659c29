"""What must not be used, in any of the ways to say no: before the name, after it, in lists."""

import re
from collections.abc import Iterator

from cloudwright.design.catalog.technologies import WORDS, technology_called
from cloudwright.design.intake.extract.products import PRODUCTS, own_name
from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.brief import Requirement, RequirementKind

_VERB = r"(?:want|use|need|do|like|run|have|manage|maintain|patch|operate|look after|touch|see|deal with|pay for|care for|think about|accept|allow)"
_DENIAL = r"(?:do|does|did|will|would|can|could|must|may|should)(?: not|n['’]?t)|(?:don|won|can|wouldn|doesn|shouldn|mustn)['’]?t|cannot|never|not|rather not"
_NO = (
    rf"(?:(?P<all>without|avoid(?:ing)?|hates?|dislikes?|bans?|refuses?|forbids?|(?:stay|keep)(?:ing)? (?:away from|clear of)|free of|(?:tired|sick) of)"
    rf"|no(?: more)?|not a(?: single)?|not any|no need for|anything but|allergic to|(?:moving|migrating|moved) (?:away|off) from|not on|skip|nothing (?:with|on|in|like|that (?:needs|runs|involves)|involving)|(?:instead|in place) of|rather than|zero"
    rf"|nobody (?:wants|likes|needs)|(?:{_DENIAL})(?: (?:ever|really|want|wish))?(?: to)?(?: {_VERB})?)"
)  # fmt: skip
_ARTICLE = r"(?: (?:to )?(?:run|use|manage|operate|patch|maintain)(?:ning|ing)?)?(?: (?:an?|any|aws|amazon|own|of|self-run|self-hosted|kind of|single|more)){0,3}(?:(?<=of) (?:our|the)|(?<=than) (?:our|the))?"
_NAME = rf"(?<![\w@/])(?:{WORDS}|{PRODUCTS})(?!\w)"
_AFTER = (
    r"(?!-|/\d| (?:experience|knowledge|skills?|know-?how|expert\w{0,4}|people|admins?|administrators?|developers?|costs?|bills?|fees?|limits?|yet|"
    r"access|crash\w{0,3}|downtime|account|only)\b)"
)
_ONE = re.compile(
    rf"\b{_NO}{_ARTICLE}\s(?P<first>{_NAME})(?P<others>(?:\s?(?:,|/|\bor|\bnor|\band|&|, or|, nor|, and)\s?(?:an?\s|any\s|no\s)?{_NAME}){{0,6}}){_AFTER}",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    rf"\b(?P<first>{_NAME})(?P<others>(?:\s?(?:,|/|and|or|&|, and|, or)\s(?:[a-z]{{2,10}}-[a-z]{{2,10}} )?{_NAME}){{0,6}})[\x22”']?(?::| is| are| was| were|,)? ?"
    rf"(?:(?:once |far |much )?too often|never|no way|no thanks|nope|(?:not|n['’]t) (?:wanted|allowed|permitted|welcome|accepted|acceptable|possible|approved|supported|desired|tolerated|an option|negotiable|for us|in scope|to be used)|prohibited|unwanted|a no-?go|no option|"
    rf"(?:ruled )?out(?= of the question|\s?[.,;!]|$)(?: of the question)?|forbidden|banned|off the table|excluded)\b(?! (?:fails?|stops?|leaves?|goes))",
    re.IGNORECASE,
)
_LISTED = re.compile(_NAME, re.IGNORECASE)
_ANY_OF = re.compile(r"/|\b(?:or|nor)\b|\bno ", re.IGNORECASE)


def find(text: str) -> Iterator[Fact]:
    """Yield one fact for each thing that the text rules out."""
    for match in _ONE.finditer(text):
        yield from _listed(match)
    for match in _SAID_AFTER.finditer(text):
        yield _exclusion(match["first"], quote=match.group(), start=match.start(), end=match.end())
        for other in _LISTED.finditer(match.string, match.start("others"), match.end("others")):
            yield _exclusion(other.group(), quote=other.group(), start=match.start(), end=match.end())


def _listed(match: re.Match[str]) -> Iterator[Fact]:
    """'no A or B' rules out both; 'no A, B' and 'no A and B' only A, unless the word before is 'without'."""
    both = bool(match["all"]) or _ANY_OF.search(match["others"]) is not None
    end = match.end() if both else match.end("first")
    yield _exclusion(
        match["first"], quote=match.string[match.start() : match.end("first")], start=match.start(), end=end
    )
    if both:
        for other in _LISTED.finditer(match.string, match.start("others"), match.end("others")):
            yield _exclusion(other.group(), quote=other.group(), start=match.start(), end=match.end())


def _exclusion(name: str, *, quote: str, start: int, end: int) -> Fact:
    known = technology_called(name)
    words = " ".join(name.split())
    requirement = Requirement(
        id=f"without-{re.sub(r'[^a-z0-9]+', '-', words.lower())}",
        kind=RequirementKind.EXCLUSION,
        statement=f"Does without {words}",
        value=own_name(words) or (words if known is None else known.value),
        quote=quote,
    )
    return Fact(start, end, requirements=(requirement,))
