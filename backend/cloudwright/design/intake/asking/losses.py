"""Something that is gone: a zone, a Region, or a part of the design."""

import re

from cloudwright.design.intake.asking.cues import asks, imagines
from cloudwright.design.intake.asking.topic import Loss

_GONE = re.compile(
    r"\b(?:los(?:e|es|ing|t|s)|fails?|failed|failing|failures?|down(?:time)?|out(?:age|ages)?|offline|unavailable|unreachable|burns?|burn(?:ed|t)?|on fire|fire|flood(?:s|ed)?|dies?|died|dead|dying|gone|goes away|disappears?|vanish\w*|crash(?:es|ed)?|breaks?|broken|broke|destroyed|kaputt?|dark|black|off (?:the )?(?:air|line|grid)|silent|closed|shut|"
    r"blows? up|explodes?|hangs?|stuck|stops?|stopped|stalls?|power (?:cuts?|failures?|loss|outages?)|hurricane|lightning|black ?out|earthquake|meteor|hit by|wiped|knocked|drops? (?:out|dead|away)|times? out|slow to answer|corrupt\w*|evaporat\w*|survive[sd]?|without)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\bavailab\w+[ -]?zones?\b|\ba\.?z\.?'?s?\b(?! [a-z]*\.)|\bzones?\b(?! file)|\bdata ?cent(?:er|re)s?\b|\b(?:us|eu|ap)-[a-z]+-\d[a-c]\b",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"\bregions?\b|\b(?:us|eu|ap|sa|ca)-(?:north|south|east|west|central)\w*-\d\b|\b(?:all of |whole of |entire )?aws (?:itself |as a whole )?(?:is |goes |went |were |was )?(?:down|out|offline|has an outage|fails?|dies)\b|\b(?:frankfurt|ireland|dublin|virginia|ohio|oregon|singapore|tokyo|london|paris|stockholm|mumbai|sydney|são paulo|sao paulo)\b",
    re.IGNORECASE,
)
_IS_NETWORK_ZONE = re.compile(r"\b(?:hosted|dns|time|route ?53) zones?\b", re.IGNORECASE)


_ONE_REGION = re.compile(
    r"\b(?:one|a single|only one|two|a second|another|several|multiple|multi)[- ]?regions?\b", re.IGNORECASE
)
# What strikes a building, and so a zone, where nothing else is named.
_DISASTER = re.compile(
    r"\b(?:power (?:cuts?|failures?|loss|outages?)|black ?outs?|(?:a|the) (?:fire|flood)|earthquakes?|hurricanes?|lightning|data ?cent(?:er|re)s?)\b",
    re.IGNORECASE,
)


def loss(text: str, *, named: bool) -> Loss | None:
    """Return what the text imagines to be gone; `named` says that it speaks of a part of the design."""
    if _ONE_REGION.search(text) and asks(text):
        return Loss.REGION
    if _GONE.search(text) is None or not (asks(text) or imagines(text)):
        return None
    if _ZONE.search(text) and not _IS_NETWORK_ZONE.search(text):
        return Loss.ZONE
    if _REGION.search(text):
        return Loss.REGION
    if _DISASTER.search(text) and not named:
        return Loss.ZONE
    return Loss.COMPONENT if named and (imagines(text) or _FAILING.search(text)) else None


_FAILING = re.compile(
    r"\b(?:fails?|failed|down|dies?|dead|crash\w*|breaks?|broken|outage|unavailable|offline|gone|lost|stops?|hangs?|survive|dark|off (?:the )?air|silent)\b",
    re.IGNORECASE,
)
