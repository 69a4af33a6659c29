"""Sentences that take something away."""

import re

from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear
from cloudwright.design.model.edits import RemoveComponent

_REMOVE = re.compile(
    r"\b(?:remove|drop|delete|get rid of|take (?:out|away)|skip|no more|without|leave out|don'?t (?:want|need))\b"
    r"(?P<what>[^.;!?]*)",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"^\s*(?:(?:and|also|then|ok(?:ay)?|so)[\s,]+)*(?:(?P<what>(?:the |that |this |our )[^.;!?,]{2,60}?)\s(?:(?:is|are)(?: not|n['’]?t) (?:needed|necessary|wanted|required|used)"
    r"|(?:can|should|must|has to|have to|could|may) (?:go\b|be (?:removed|dropped|deleted|left out))|(?:is|are) (?:unnecessary|superfluous|obsolete|no longer (?:needed|wanted|required)))"
    r"|no (?P<gone>[^.;!?,]{2,40}?) (?:after all|any ?more|any longer|then))",
    re.IGNORECASE,
)
_MOST_NAMED = 14
_LONGEST_QUOTE = 80
_ESSENTIAL = {"external_actor": "Without anybody who calls it, the design has no load and no price."}
_PARTNERS = {"route53_zone": ("route53_record", "acm_certificate")}


def removal(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that remove what the text names, or None when it removes nothing."""
    match = _REMOVE.search(text)
    unneeded = None if match else _NOT_NEEDED.search(text)
    if unneeded is not None and sketch.named(unneeded["what"] or unneeded["gone"]):
        return _removed(unneeded["what"] or unneeded["gone"], sketch)
    return None if match is None else _removed(match["what"], sketch)


def _removed(what: str, sketch: Sketch) -> Proposed | Unclear:
    named = sketch.named(what)
    if not named:
        there = ", ".join(c.title for c in sketch.components[:_MOST_NAMED])
        more = len(sketch.components) - _MOST_NAMED
        return Unclear(
            reason=f"I do not find '{_quoted(what)}' in this design.",
            instead=f"It has: {there}{f' and {more} more' if more > 0 else ''}.",
        )
    if len(named) > 1:
        which = " or ".join(f"'{c.title}'" for c in named[:_MOST_NAMED])
        return Unclear(
            reason=f"That could mean several parts: {which}.", instead="Say which one, by its title."
        )
    (only,) = named
    if only.kind in _ESSENTIAL:
        return Unclear(reason=_ESSENTIAL[only.kind])
    partners = sketch.of_kind(*_PARTNERS.get(only.kind, ()))
    ids = [only.id, *(p.id for p in partners)]
    return Proposed(edits=tuple(RemoveComponent(id=i) for i in ids), note=f"Remove {only.title}")


def _quoted(what: str) -> str:
    """Return what is to be removed without what is only said beside it."""
    first = re.split(r",|\s(?:then|please|instead|again|after all)\b", what.strip(), maxsplit=1)[0]
    return first.strip()[:_LONGEST_QUOTE]
