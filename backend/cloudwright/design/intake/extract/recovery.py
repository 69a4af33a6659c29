"""How soon it has to work again and how much may be lost, by name or in words."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import QUANTITY, RANGE, quantity
from cloudwright.design.model.brief import Requirement, RequirementKind

_MINUTES = {
    "s": Decimal(1) / 60,
    "m": Decimal(1),
    "h": Decimal(60),
    "d": Decimal(1_440),
    "w": Decimal(10_080),
}
_TIME = rf"(?:{RANGE}{QUANTITY}[\s-]?(?:full |whole |working |business )?(?P<unit>sec(?:ond)?s?|s|minutes?|mins?|hours?|hrs?|h|days?|d|weeks?)\b|(?P<never>zero|none|0\b|nothing))"
_BOUND = r"(?:of |is |are |should be |must be |under |below |less than |at most |no more than |not more than |max(?:imum)?\.? |up to |within |about |around |roughly |just |only |[:=<≤~]+ ?|, ?){0,3}"
_NAMED = re.compile(
    rf"\b(?P<what>RTO|RPO|recovery time(?: objective)?|recovery point(?: objective)?)(?P<and> ?(?:and|/|&|\+) ?(?:RTO|RPO))?\s?{_BOUND}\s?{_TIME}",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(rf"{_TIME} (?P<what>RTO|RPO)\b", re.IGNORECASE)
_FINE = r"(?:ok(?:ay)?|fine|acceptable|tolerable|no (?:problem|drama|disaster|tragedy)|not a (?:problem|drama|disaster|tragedy)|we(?:'ll| will| can| could|'d)? (?:all )?(?:survive|live|cope|manage)|bearable|nobody (?:dies|cares|minds)|allowed|enough|good enough)"
_DOWN = (
    r"(?:down|offline|broken|unavailable|unreachable|out|dead|gone|not (?:work(?:ing)?|available|reachable))"
)
_RTO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:back|running again|working again|work again|up again|online again|recover(?:ed|s|y)?|restor(?:e|ed|es)|repaired|fixed|available again|restarted)\b(?: (?:up|online|running|on|and|working|again|in business|to work|to normal|it|everything|the system|service|must be|has to be|should be|happen|take|takes)){{0,4}},? (?:within|in|after|under|inside|no later than|not later than|at most|no more than|less than|max(?:imum)?(?: of)?) (?:about |at most |under |less than |max(?:imum)? )?{_TIME}",
        rf"{_TIME}(?: (?:at most|max(?:imum)?|tops))? (?:to be|to get|to come|until (?:it|we|everything|the system) (?:is|are)|and (?:it|we)(?: must be|'s| is| are)?) (?:back|running|up|online|working)\b",
        rf"\b(?:must|may|can|should|shall|cannot|can'?t|mustn'?t|shouldn'?t|nor|not|never|no)\b(?: (?:it|we|the (?:site|system|shop|service)))?(?: not| never)? ?(?:be|stay|remain|go)?(?: \w{{2,10}})? {_DOWN} (?:for )?(?:at most|up to|no more than|more than|longer than|over|not more than|max(?:imum)?(?: of)?)(?: for)? {_TIME}",
        rf"\b{_DOWN} (?:for )?(?:up to |at most |about )?{_TIME},? (?:(?:is|are|would be|that'?s|this is|it'?s|and)\s){{0,2}}{_FINE}",
        rf"\b{_DOWN} (?:for )?(?:up to |about |around )?{_TIME},? (?:at (?:the )?(?:very )?most|max(?:imum)?|tops|at worst|at the outside|(?:and|but) (?:not|no) (?:more|longer))\b",
        rf"\b(?:no|at most|not|never|up to|max(?:imum)?(?: of)?)(?: more than| longer than| over)? {_TIME}(?: (?:a (?:month|year)|at a time))? (?:of )?(?:down ?time|outages?|being down|interruption)\b",
        rf"{_TIME} (?:of |long )?(?:down ?time|outages?|interruption)s?(?: (?:is|are|at most|max(?:imum)?|would be|per incident|after (?:a|an) \w{{3,12}}))? ?(?:{_FINE}|tops|max(?:imum)?|at most)\b",
        rf"\b(?:down ?time|outages?|interruptions?)\b:? (?:of |is |must be |should be |may be |may last |can last |not exceed |no longer than |longer than |under |below |less than |at most |up to |max(?:imum)?(?: of)? |limited to |for ){{0,3}}{_TIME}",
        rf"\b(?:survive|live with|tolerate|accept|afford|cope with|bear|stand)\b (?:(?:an? |the |being |it being |if it is |it |up to |at most |about |maximum |down ?time of |outages? of |{_DOWN} |for )\s?){{0,5}}{_TIME}(?: (?:of )?(?:down ?time|outages?|{_DOWN}))(?! of data)",
        rf"\b{_DOWN}\b[^.;!?\n]{{0,24}}[,:;]? {_TIME} (?:is|would be) (?:the |our |about the )?(?:most|maximum|max|longest|limit|worst|upper limit)\b",
        rf"\b(?:survive|live with|tolerate|accept|cope with)\b (?:an? |the |being |it being )?(?:outages?|down ?time|{_DOWN})(?: of| for| lasting)? (?:up to |at most )?{_TIME}",
    )
)
_DATA = (
    r"(?:data|records?|orders?|work|changes|entries|transactions?|bookings?|messages|input|history|results)"
)
_RPO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\blos(?:e|es|ing|s|t)(?: of)?(?: (?:data|any|some|of|from|the|last|more than|not more than|no more than|at most|up to|max(?:imum)?|only|about|for|{_DATA})){{0,6}} {_TIME}(?!,? (?:later|ago|is when))(?:(?:'s)? (?:worth )?(?:of )?{_DATA}\b)?",
        rf"{_TIME}(?:'s)? (?:worth )?(?:of )?(?:{_DATA} )?(?:loss|lost|may be lost|can be lost|could be lost|may go missing)\b",
        rf"\b(?:data ?loss|loss of {_DATA})\b (?:of |is |must be |may be |should be |not exceed |under |below |less than |at most |up to |max(?:imum)?(?: of)? |limited to |no more than |: ?){{1,3}}{_TIME}",
        rf"\b(?:backups?|snapshots?|cop(?:y|ies)|data)\b (?:may be|can be|must be|is|not|no|at most|up to|older|than|more|be|from|of|never|should|taken){{0,1}}(?: (?:at most|up to|no|not|older|than|more|be)){{0,4}} {_TIME} old\b",
    )
)
_NO_LOSS = re.compile(
    r"\b(?:(?:zero|no|without(?: any)?|nil) data ?loss|(?:must|may|can|do|will|should|shall)(?:\s?not|n['’]?t)?(?: ever| never)? (?:want to |afford to |be allowed to )?los(?:e|ing) (?:even )?(?:any|a single|one single|a)\s?(?:data|records?|orders?|transactions?|bookings?|payments?|row|entry|bit|byte)?\b(?! of)|"
    r"cannot (?:afford to )?lose (?:any|a single)\b(?: \w{3,12})?|no (?:data|records?) (?:may|must|can) (?:ever )?be lost|not (?:a single|one) (?:record|order|transaction|booking|payment|row)s? (?:may|can|must) (?:be|get|go) (?:lost|missing))",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(
    r"\b(?:yesterday'?s (?:data|state|backup)|last night'?s (?:data|state|backup)|(?:a|the)? ?(?:daily|nightly) backup) (?:is|would be|will do|suffices|are)\s?(?:ok(?:ay)?|fine|enough|good enough|acceptable|sufficient)?",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"\b(?:back|fixed|working|repaired|restored|running)(?: up| online| again| running)?(?: by| on| within| the)* (?:next|following) (?:working |business )?(?:day|morning)\b",
    re.IGNORECASE,
)
_CUES = re.compile(
    r"\b(?:RTO|RPO|recover|restor|los[eist]|loss|down|outage|offline|broken|unavailable|unreachable|dead|gone|back|again|interrupt|survive|tolerate|accept|cope|live with|afford|"
    r"backup|snapshot|copy|copies|old|yesterday|repair|fixed|running|working|data|last night|nightly|no data|not a single|bear|stand)",
    re.IGNORECASE,
)
_MOST_MINUTES = Decimal(527_040)  # a year


def find(text: str) -> Iterator[Fact]:
    """Yield each bound on recovery."""
    if _CUES.search(text) is None:
        return
    yield from _worded(text)
    for pattern in (_NAMED, _NAMED_AFTER):
        for match in pattern.finditer(text):
            yield from _named(match)


def _worded(text: str) -> Iterator[Fact]:
    for kind, patterns in ((RequirementKind.RTO, _RTO), (RequirementKind.RPO, _RPO)):
        for pattern in patterns:
            yield from (
                _bound(m, kind, minutes)
                for m in pattern.finditer(text)
                if (minutes := _minutes(m)) is not None
            )
    yield from (_bound(match, RequirementKind.RPO, Decimal(0)) for match in _NO_LOSS.finditer(text))
    yield from (_bound(match, RequirementKind.RPO, _MINUTES["d"]) for match in _YESTERDAY.finditer(text))
    yield from (_bound(match, RequirementKind.RTO, _MINUTES["d"]) for match in _NEXT_DAY.finditer(text))


def _named(match: re.Match[str]) -> Iterator[Fact]:
    minutes = _minutes(match)
    what = match["what"].lower()
    both = "and" in match.re.groupindex and match["and"]
    if minutes is None:
        return
    if both or what == "rto" or "time" in what:
        yield _bound(match, RequirementKind.RTO, minutes)
    if both or what == "rpo" or "point" in what:
        yield _bound(match, RequirementKind.RPO, minutes)


def _minutes(match: re.Match[str]) -> Decimal | None:
    """Return the time that was found; None for one that nobody means."""
    if match["never"]:
        return Decimal(0)
    minutes = quantity(match) * _MINUTES[match["unit"][0].lower()]
    return minutes if minutes <= _MOST_MINUTES else None


def _bound(match: re.Match[str], kind: RequirementKind, minutes: Decimal) -> Fact:
    said = "Working again within" if kind is RequirementKind.RTO else "Loses at most the last"
    nothing = kind is RequirementKind.RPO and minutes == 0
    requirement = Requirement(
        id=kind.value,
        kind=kind,
        statement="Loses nothing" if nothing else f"{said} {minutes.normalize():,f} minutes",
        value=float(minutes),
        unit="minutes",
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))
