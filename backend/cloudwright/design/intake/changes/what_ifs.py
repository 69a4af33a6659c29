"""Questions about another load: 'what if traffic is ten times that?', 'on a sale it is 20x'."""

import re
from decimal import Decimal

from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.numbers import spelled
from cloudwright.design.intake.read import facts_in
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.model.frozen import Frozen

_CUE = re.compile(
    r"\b(?:what (?:if|happens|would happen|about)|suppos\w+|imagine|assum\w+|if (?:we|it|the|traffic|load)|say we"
    r"|how (?:would|does|will|do) (?:it|this|that|we) (?:cope|hold|scale|look|behave|go)|(?:can|could|will|would|does) (?:it|this|that) (?:take|handle|survive|cope|stand|bear)"
    r"|black friday|cyber monday|christmas|launch day|on (?:a|the) (?:sale|peak)|at (?:a |the )?peak|goes? viral)\b",
    re.IGNORECASE,
)
_LOAD = re.compile(
    r"\b(?:traffic|load|requests?|calls?|visit(?:or)?s?|users?|customers?|people|messages?|events?|orders?|uploads?|volume|usage|demand|throughput"
    r"|grow|growth|busier|everything|it all|it(?:'s| is| gets| goes)|that)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:budget|dollars?|euros?|bucks|cheaper|cost\w*)\b|[$€£]", re.IGNORECASE)
_WORDS = {
    "doubles": "2", "double": "2", "doubled": "2", "twice": "2", "triples": "3", "triple": "3", "tripled": "3",
    "quadruples": "4", "quadruple": "4", "halves": "0.5", "half": "0.5", "halved": "0.5", "a tenth": "0.1", "a quarter": "0.25",
}  # fmt: skip
_TIMES = re.compile(
    r"(?<![\w.])(?P<digits>\d{1,5}(?:[.,]\d{1,3})?)\s?(?:x\b|×|times\b|-?fold\b)|\bx\s?(?P<after>\d{1,5})\b"
    r"|\b(?P<spelled>two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|a hundred|hundred|a thousand)[\s-]?(?:times|fold)\b"
    rf"|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


class OtherLoad(Frozen):
    """So many times the load of today, so many requests a month, or so many people; one of the three."""

    times: Decimal | None = None
    requests_per_month: Decimal | None = None
    people_per_month: Decimal | None = None


def other_load(text: str) -> OtherLoad | None:
    """Return the load that the text imagines, or None when it imagines none."""
    if len(text) > LONGEST_ORDER or _CUE.search(text) is None:
        return None
    times = _TIMES.search(text)
    if times is not None and _LOAD.search(text) and not _MONEY.search(text):
        return OtherLoad(times=_factor(times))
    stated = [r for fact in facts_in(text) for r in fact.requirements if r.kind is RequirementKind.TRAFFIC]
    if stated and isinstance(stated[0].value, int | float):
        return OtherLoad(requests_per_month=Decimal(str(stated[0].value)))
    return None


def _factor(match: re.Match[str]) -> Decimal:
    if match["word"]:
        return Decimal(_WORDS[match["word"].lower()])
    if match["spelled"]:
        return spelled(match["spelled"])
    return Decimal((match["digits"] or match["after"]).replace(",", "."))
