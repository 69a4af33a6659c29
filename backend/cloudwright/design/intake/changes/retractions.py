"""Requirements that are taken back: 'forget the budget', 'Lambda is allowed after all'."""

import re
from collections.abc import Iterable, Iterator

from cloudwright.design.catalog.technologies import WORDS, technology_called
from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.changes.sketch import Pinned, Sketch
from cloudwright.design.intake.read import facts_in
from cloudwright.design.model.frozen import Frozen

_KINDS = {
    "budget": r"budgets?|cost (?:limit|cap|ceiling)|(?:money|spending) (?:limit|cap)|price limit",
    "latency": r"latenc(?:y|ies)|response times?|p9[59]|speed (?:goal|target|requirement)|millisecond\w*",
    "availability": r"availab\w+|uptime|sla|nines|\d\d(?:\.\d+)? ?%",
    "rto": r"rto|recovery times?",
    "rpo": r"rpo|recovery points?|data loss",
    "residency": r"residency|where (?:the |our )?data (?:is|lies|stays|lives)|data location|(?:germany|eu|europe\w*) (?:only|thing|rule|requirement)|location (?:rule|requirement)",
    "compliance": r"compliance|regulations?",
    "users": r"(?:number of )?(?:users|people|customers)",
    "traffic": r"traffic|load|requests?",
    "data_size": r"data (?:size|volume)|amount of data",
    "payload": r"payload|(?:file|object|request) sizes?",
    "domain": r"(?:own |custom )?(?:domain|address)",
    "team": r"team(?: size)?|skills?",
}  # fmt: skip
_BACK = re.compile(
    r"\b(?:forget(?: about)?|ignore|disregard|lose|drop|scrap|remove|delete|skip|lift|waive|cancel|withdraw|(?:i |we )?take(?:s)? back|retract|(?:i|we) (?:do not|don'?t) (?:care about|need|mind)|no longer (?:need|care about|have)|never ?mind)\b[^.;!?\n]{0,30}?\b(?:(?:what (?:i|we) said (?:about|on)|my|our|the|that|this|any)\s)(?P<what>[^.;!?\n,]{2,60})",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:the |our |my |that )?(?P<what>[^.;!?\n,]{2,50}?)\s(?:(?:is|are|was|does|do|has|have)(?: not|n'?t)?|no longer|isn'?t|aren'?t|doesn'?t|don'?t)\s(?:a (?:problem|concern|requirement|must)|matters?|off (?:the table)?|gone|needed|required|important|relevant|void|history|apply|count|hold|fixed|(?:the )?(?:issue|limit)|(?:no )?more|any ?more|an issue)\b(?:[^.;!?\n]{0,20})",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:there(?:'s| is)|we have|i have|we'?ve got|with) (?:no|not any)(?: longer| more)? (?:an? )?(?P<what>[^.;!?\n,]{2,40}?)(?: (?:limit|cap))?(?: any ?more| any longer| after all| at all)?\s*(?:[.!,;]|$)", re.IGNORECASE)  # fmt: skip
_ALLOWED = re.compile(
    rf"\b(?P<chosen>{WORDS})(?!\w) it is\b|\b(?P<name>{WORDS})(?!\w)(?:s)?\s(?:is|are|would be|can be|may be|could be)?\s?(?:now |also |then |actually )*(?:allowed|ok(?:ay)?|fine|welcome|possible|permitted|accepted|acceptable|an option|used|back (?:in|on the table)|good)\b(?! (?:for|with) (?:reading|writing))"
    rf"|\b(?:you (?:may|can)|feel free to|we (?:may|can|do)(?: now)?|let'?s|i do not mind|i don'?t mind|no objections? to|(?:i|we) (?:give in|changed (?:my|our) mind)[^.;!?]{{0,20}}?) (?:use|using|take|allow|have|accept|run) (?P<used>{WORDS})(?!\w)"
    rf"|\b(?:take(?:s)? back|forget|ignore|scrap|drop|lift|withdraw|retract)\b[^.;!?\n]{{0,40}}?\b(?P<back>{WORDS})(?!\w)",
    re.IGNORECASE,
)
_LAST_WISH = re.compile(
    r"\b(?:previous|last|latest|recent) (?:request|message|wish|order|change|edit|point|demand)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\bnot\b|n['’]t\b|\bnever\b|\bno longer\b", re.IGNORECASE)


class Retraction(Frozen):
    """The stated requirements that are taken back, never empty."""

    pinned: tuple[Pinned, ...]


def retraction(text: str, sketch: Sketch) -> Retraction | None:
    """Return what of the stated requirements the text takes back, or None."""
    if len(text) > LONGEST_ORDER or text.rstrip().endswith("?") or _LAST_WISH.search(text):
        return None
    found = {p.id: p for p in (*_named(text, sketch), *_exclusions(text, sketch))}
    return Retraction(pinned=tuple(found.values())) if found else None


def _named(text: str, sketch: Sketch) -> Iterator[Pinned]:
    """Yield the requirements whose kind, name or words are said to hold no more."""
    for pattern in (_BACK, _GONE, _NONE):
        for match in pattern.finditer(text):
            if (
                pattern is _GONE
                and not _NEGATED.search(match.group())
                and not re.search(r"\b(?:off|gone|history|void)\b", match.group())
            ):
                continue
            yield from (p for p in sketch.stated if _means(match["what"], p))


def _means(words: str, pinned: Pinned) -> bool:
    kind = _KINDS.get(pinned.kind)
    if kind is not None and re.search(rf"\b(?:{kind})(?!\w)", words, re.IGNORECASE):
        return True
    name = str(pinned.value) if pinned.kind in ("compliance", "residency") else ""
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) is not None


def _exclusions(text: str, sketch: Sketch) -> Iterator[Pinned]:
    """Yield what was ruled out and is let in again."""
    for match in _ALLOWED.finditer(text):
        if _NEGATED.search(match.group()):
            continue
        known = technology_called(match["chosen"] or match["name"] or match["used"] or match["back"])
        for pinned in sketch.stated:
            if pinned.kind == "exclusion" and known is not None and _same(known.value, str(pinned.value)):
                yield pinned


def _same(one: str, other: str) -> bool:
    first, second = technology_called(one), technology_called(other)
    return one == other or (first is not None and second is not None and first.value == second.value)


def states(text: str, taken: Iterable[Pinned]) -> bool:
    """Whether a text that takes requirements back states something else in the same breath."""
    ids = {pinned.id for pinned in taken}
    return any(r.id not in ids for fact in facts_in(text) for r in fact.requirements if r.kind != "exclusion")
