"""Which way back a message asks for: undo, redo, or an earlier design by what happened in it."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.changes.sketch import Drawn, Past, Sketch, Unclear
from cloudwright.design.intake.changes.slots import about, settings_named
from cloudwright.design.intake.numbers import spelled
from cloudwright.design.model.frozen import Frozen


class Way(StrEnum):
    UNDO = "undo"
    REDO = "redo"
    START = "start"
    TO = "to"  # the revision `number`
    TAKE_OUT = "take-out"  # what the revision `number` did
    REPEAT = "repeat"


class WayBack(Frozen):
    """`times` belongs to UNDO and REDO, `number` to the others but START."""

    way: Way
    times: int = 1
    number: int = 0


_AGAIN = r"(?:\s+(?:again|back|please|then|now|instead|completely|altogether))*"
_POLITE = r"^\s*(?:(?:no|nope|nah|hm+|oh|ok(?:ay)?|well|wait|sorry|right|actually|please|then|thanks?|thank you|so|and|but|just|let'?s|can you|could you|rather|argh|oops|stop|on second thoughts?|i changed my mind|i(?:'ve| have) changed my mind|no)[\s,.!;:-]+)*"
_THING = r"(?:it|that|this|them|those|these|(?:the|my|our|your|that|this) (?:very )?(?:last|latest|previous|recent|newest)(?: (?:\w+ )?(?:one|ones|change|changes|edit|edits|step|steps|thing|things|bit|move|request|message|demand|wish|modification|update|order|settings?)(?: of \w+)?)?|(?:that|this|the) (?:change|edit|step|thing|one|move))"
_UNDOING = r"(?:undo|revert|reverse|roll ?back|take back|scrap|cancel|ditch|discard|drop|forget|withdraw|retract|undone|unmake|back out(?: of)?|never ?mind|scratch|disregard|skip)"
_PLAIN = re.compile(
    rf"{_POLITE}(?:(?:undo|revert|roll ?back|go back|step back|back|one step back|back one|undone|unmake it|ctrl[- ]?z|as (?:it was )?before|back (?:to|as) (?:it was|before|how it was|what it was|what we had(?: before)?)|the way it was|(?:to )?how it was(?: before)?"
    rf"|that was (?:a mistake|wrong|stupid|a bad idea|silly|an error|better before)|it was better before|i (?:did not|didn'?t) (?:want|mean|like) that|not like that|rather not|leave it as it was|(?:and )?(?:out|in|away|off|on) (?:with it |it goes |it comes )?again|without it(?: then)?|put (?:it|that|them|everything) back(?: (?:how|the way|as|where) it was)?|make it as it was)"
    rf"|{_UNDOING} {_THING}|take {_THING} (?:back|out again|away again|off again)|(?:remove|drop|delete) (?:it|that|them) again|(?:undo|revert) what (?:you|i|we) (?:just )?(?:did|changed|said)|(?:show|give) me (?:the )?(?:version|design|one|state) before (?:that|this|it)"
    rf"|(?:go |switch |return |get )?(?:back )?to (?:the )?(?:previous|last|prior|former|earlier) (?:one|version|state|design|revision|step)|the (?:previous|prior|former|earlier) (?:one|version|state|design|revision)|(?:the )?(?:version|design|state|one) before(?: (?:that|this|it|the last (?:change|edit|one)))?)"
    rf"{_AGAIN}\s*(?:[.!,;]|$)",
    re.IGNORECASE,
)  # fmt: skip
_BACK_AT_END = re.compile(r",\s*(?:(?:go|put it|take it|so|so go|then|please) )?back(?: (?:please|again|then|to (?:it|that)))?\s*[.!]*$", re.IGNORECASE)  # fmt: skip
_CLAUSE = re.compile(r"[,;.!]\s+")
_VAGUE = re.compile(rf"{_POLITE}(?:never ?mind|forget (?:it|that|about it)|rather not|leave it as it was|not like that|drop it|scrap it|cancel)[\s.!,]*(?:please|thanks?|then|it'?s fine)?[\s.!]*$", re.IGNORECASE)  # fmt: skip
_UNDO_ANYWHERE = re.compile(rf"\b(?:undo|revert) {_THING}", re.IGNORECASE)
_REDO = re.compile(
    r"\bre-?do\b(?! (?:the|my|our) (?:design|drawing|diagram|whole))|\b(?:undo|revert|cancel|reverse|take back) (?:that |the |this |my |your )?(?:last )?(?:undo(?:ing)?|roll ?back|revert|reversal)\b|\bun-?undo\b|\bre-?apply (?:it|that)\b|\b(?:no,? )?the undo was (?:a mistake|wrong)|\b(?:forward|step forward) again\b",
    re.IGNORECASE,
)
_RESTORING = re.compile(
    r"\b(?P<may>(?:the|my|our|that|those|it|them|this)\b(?: \w+){0,3}?) (?:can|may|should|could|must|has to|needs to|is to) (?:\w+ )?(?:come|be|go) back\b(?! (?:up|online|within|in \d|after))|\b(?:bring|put|get|give|want|have|take|restore|re-?instate|switch|go|return)\b[^.;!?]{0,12}?\b(?P<what>(?:the|my|our|that|those|it|them|this)\b[^.;!?,]{0,50}?)\s*\b(?:back|again)\b|\b(?:restore|re-?instate|bring back|put back|get back|take back|back to|return to|go back to|switch back to) (?P<named>(?:the |my |our |that |those )?[^.;!?,]{2,50})",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:undo|revert|take back|scrap|discard|drop|reset|roll ?back|throw away|cancel|forget|lose)\b[^.;!?,]{0,20}?\b(?:everything|all(?: of (?:it|them|that|those))?|all (?:the |my |our |your |those )?(?:changes|edits|modifications|steps)|the lot|whatever (?:i|we) (?:did|changed))\b(?! (?:but|except|after|since (?!the (?:start|beginning)|then)|from))"
    r"|\b(?:back|return|go|reset|revert|restart|all the way back)\b[^.;!?]{0,20}?\b(?:to|from|at|as)\b[^.;!?]{0,14}?\b(?:(?:the )?(?:very )?(?:start|beginning|outset|scratch)|(?:the |your |my )?(?:very )?(?:original|initial|first (?:version|design|draft|proposal|state|revision|drawing))|square one|how (?:it|we) (?:started|began)|where (?:we|it) (?:started|began)|as (?:it was )?(?:first |originally )?proposed)\b"
    r"|\b(?:the |that )?(?:one|version|design|option|state) (?:that )?(?:we|i|you|it) (?:started|began|set out)(?: (?:from|with|out))?\b|\bas (?:it|everything|things) (?:was|were) (?:at|in) the (?:very )?(?:start|beginning|outset)\b|\bsince the (?:start|beginning)\b|\b(?:the )?(?:very )?(?:original|initial) (?:version|design|one|proposal|state|draft|drawing)\b|\bas (?:it was )?(?:first |originally )proposed\b|\bstart (?:over|again|afresh)\b|\breset (?:it|the design|this)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:version|design|state|one|it was|things were|was it|revision|moment|point|time|back to|return to|go to|to how it was|undo (?:everything|all)(?: \w+)?)\b[^.;!?]{0,25}?\b(?:before|prior to|without|until)\b (?P<what>[^.;!?]{2,80})",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:undo|revert|take back|scrap|discard|drop|cancel)\b (?:everything|all|whatever|what)\b[^.;!?]{0,30}?\b(?:after|since)\b (?P<what>[^.;!?]{2,80})", re.IGNORECASE)  # fmt: skip
_WITH = re.compile(r"\b(?:version|design|state|one|revision)\b[^.;!?]{0,15}?\b(?:with|that had|which had|having|where (?:we|it|you) (?:had|added|used))\b (?P<what>[^.;!?]{2,80})", re.IGNORECASE)  # fmt: skip
_NUMBER = re.compile(r"\b(?:go |back |return |restore |switch |use |take |show (?:me )?|undo )[^.;!?\d]{0,25}?\b(?:revision|version|rev\.?|v\.?|number|#)\s?(?P<number>\d{1,4})\b", re.IGNORECASE)  # fmt: skip
_COUNT = r"(?P<count>both|two|three|four|five|six|2|3|4|5|6)"
_SEVERAL = re.compile(
    rf"\b(?:undo|revert|take back|scrap|cancel|discard|drop|roll ?back|go back)\b[^.;!?]{{0,12}}?\b(?:(?:the |my |our |those |these |them )?(?:last |latest )?{_COUNT}(?: (?:of them|of those|changes?|edits?|steps?|things?|times|last changes?))?|twice)(?:{_AGAIN})\s*(?:[.!,;]|$)",
    re.IGNORECASE,
)
_UNDO_WHAT = re.compile(
    r"\b(?:undo|revert|reverse|roll ?back|take back|cancel|strike|scrap|scratch) (?:the |my |our |that |this )(?P<what>[^.;!?,]{2,60})",
    re.IGNORECASE,
)
_HAD = re.compile(r"\b(?:had|was|were|used to|before|earlier|previous(?:ly)?|old|former)\b", re.IGNORECASE)
_AS_BEFORE = re.compile(r"\b(?P<how>without|with(?! a| an)|no|remove|drop)\b (?P<what>[^.;!?,]{2,50}),? (?:as|like|just as|the way it was|how it was) (?:it was )?before\b", re.IGNORECASE)  # fmt: skip
_THAT_AGAIN = re.compile(r"\b(?P<what>[^.;!?]{2,60}?)\s(?:was|were|is|are) (?:right|better|good|fine|ok(?:ay)?|correct|wanted|nicer)\b[^.;!?]*?\b(?:again|back|keep|restore|redo)\b", re.IGNORECASE)  # fmt: skip
_TOUCHED = re.compile(r"\b(?:touch\w*|chang\w+|set\w*|edit\w*|rais\w+|lower\w*|mov\w+|renam\w+|tweak\w*|play\w*|started)\b", re.IGNORECASE)  # fmt: skip
_PRONOUN = re.compile(r"^(?:it|that|this|them|those|these|(?:the )?(?:last|latest|previous) (?:change|edit|one|step))$", re.IGNORECASE)  # fmt: skip
_WORD = re.compile(r"[a-z0-9]{3,}")
_COMMON = frozenset(
    "the and was were that this with from for into change changes edit edits version design one before after again back please then though"
    " rule rules setting settings last touched added adding removed removing changed changing set setting part parts had has have our your"
    " made make making put thing stuff you did was were".split()
)  # fmt: skip
WENT_BACK = "Went back to revision"  # how the note of a revision begins that goes back to an earlier one
_NOTHING = Unclear(reason="There is no change to undo: this is the design as it was proposed.")


_TAKEN_BACK = re.compile(
    r"\b(?:undo|revert|roll ?back)\b.*\b(?:no|wait|stop|hm+)\b[\s,.!]*(?:please )?(?:leave|keep|don'?t|do not|stay|let it)\b",
    re.IGNORECASE | re.DOTALL,
)
_STAYS = Unclear(reason="Then that stays as it is.", already=True)


def stays(text: str) -> bool:
    """Whether a way back is taken back in the same breath: 'undo! ... no, leave it'."""
    return _TAKEN_BACK.search(text) is not None


def way_back(text: str, sketch: Sketch) -> WayBack | Unclear | None:
    """Return the way back that the text asks for, or None when it asks for none."""
    if stays(text):
        return _STAYS
    if len(text) > LONGEST_ORDER or text.rstrip().endswith("?"):
        return None
    for find in _WAYS:
        found = find(text, sketch)
        if found is not None:
            return found
    return None


def _redo(text: str, sketch: Sketch) -> WayBack | None:
    if not _REDO.search(text):
        return None
    newest = _newest(sketch)
    returned = newest is not None and newest.summary.startswith(WENT_BACK)
    return WayBack(way=Way.UNDO if returned else Way.REDO)


def _numbered(text: str, sketch: Sketch) -> WayBack | Unclear | None:
    found = _NUMBER.search(text)
    if found is None:
        return None
    number = int(found["number"])
    known = [past.number for past in sketch.history]
    if number not in known:
        return Unclear(
            reason=f"There is no revision {number} of this option.",
            instead=f"It has the revisions {min(known, default=1)} to {max(known, default=1)}.",
        )
    return WayBack(way=Way.TO, number=number)


def _before(text: str, sketch: Sketch) -> WayBack | Unclear | None:
    """'The version before the cache' and 'undo everything since the cache' lead to the same design."""
    found = _BEFORE.search(text) or _SINCE.search(text)
    if found is None or _START.search(found.group()):
        return None
    what = found["what"].strip()
    if _PRONOUN.match(what):
        return WayBack(way=Way.UNDO)
    matching = _matching(what, sketch.history)
    if not matching:
        return _unknown(what, sketch)
    met = matching[-1] if _TOUCHED.search(what) else matching[0]
    number = met.number if re.search(r"\bafter\b", found.group()) else met.number - 1
    return WayBack(way=Way.TO, number=max(number, 1))


def _holding(text: str, sketch: Sketch) -> WayBack | Unclear | None:
    """Find the newest revision that still had the part."""
    found = _WITH.search(text)
    if found is None or (sketch.named(found["what"]) and not _matching(found["what"], sketch.history)):
        return None
    matching = _matching(found["what"], sketch.history)
    if not matching:
        return None
    gone = next((p for p in matching if _among(found["what"], p.removed)), None)
    if gone is not None:
        return (
            WayBack(way=Way.UNDO) if gone is _newest(sketch) else WayBack(way=Way.TO, number=gone.number - 1)
        )
    return WayBack(way=Way.TO, number=matching[0].number)


def _start(text: str, sketch: Sketch) -> WayBack | None:
    del sketch
    return WayBack(way=Way.START) if _START.search(text) else None


def _several(text: str, sketch: Sketch) -> WayBack | None:
    del sketch
    found = _SEVERAL.search(text)
    if found is None:
        return None
    count = (found["count"] or "two").lower()
    times = 2 if count == "both" else int(count) if count.isdigit() else int(spelled(count))
    return WayBack(way=Way.UNDO, times=times)


def _restored(text: str, sketch: Sketch) -> WayBack | Unclear | None:
    """'Bring the workflow back', 'back to the table', 'without the queue, as before'."""
    found = _RESTORING.search(text)
    newest = _newest(sketch)
    if found is None:
        return _as_before(text, sketch)
    what = (found["may"] or found["what"] or found["named"]).strip()
    if _PRONOUN.match(what):
        if newest is None:
            return None
        return WayBack(way=Way.REDO if newest.undoes else Way.UNDO)
    gone = _taken_out(what, sketch, lambda past: past.removed)
    if gone is None and found["may"] and newest is not None and newest.number > 1:
        return WayBack(way=Way.UNDO)
    if gone is None and _HAD.search(text):
        return _taken_out(what, sketch, lambda past: (*past.changed, *past.added))
    return gone


def _as_before(text: str, sketch: Sketch) -> WayBack | Unclear | None:
    found = _AS_BEFORE.search(text)
    if found is None:
        return None
    without = found["how"].lower() != "with"
    return _taken_out(found["what"], sketch, lambda past: past.added if without else past.removed)


def _taken_out(what: str, sketch: Sketch, of: Callable[[Past], Sequence[Drawn]]) -> WayBack | None:
    """Take out the newest revision that brought, or removed, the part that is named."""
    held = next((p for p in sketch.history if not p.undoes and _among(what, of(p))), None)
    if held is None:
        return None
    if held is _newest(sketch):
        return WayBack(way=Way.UNDO)
    return WayBack(way=Way.TAKE_OUT, number=held.number)


def _again(text: str, sketch: Sketch) -> WayBack | None:
    """'The gigabyte was right though, that one again' repeats what was undone."""
    found = _THAT_AGAIN.search(text)
    if found is None:
        return None
    matching = [p for p in _matching(found["what"], sketch.history) if not p.undoes]
    if not matching:
        return None
    met = matching[0]
    brought = _among(found["what"], met.removed)
    if brought:
        return _taken_out(found["what"], sketch, lambda past: past.removed)
    return WayBack(way=Way.REPEAT, number=met.number)


def _named(text: str, sketch: Sketch) -> WayBack | Unclear | None:
    """'Undo the deletion rule' takes that one change out, whatever came since."""
    if _PLAIN.search(text):
        return None
    found = _UNDO_WHAT.search(text)
    if found is None:
        return None
    matching = [p for p in _matching(found["what"], sketch.history) if not p.undoes and p.number > 1]
    if not matching or matching[0] is _newest(sketch):
        return WayBack(way=Way.UNDO)
    return WayBack(way=Way.TAKE_OUT, number=matching[0].number)


def _plain(text: str, sketch: Sketch) -> WayBack | None:
    del sketch
    clauses = (text, *_CLAUSE.split(text))
    said = any(map(_PLAIN.search, clauses)) or _BACK_AT_END.search(text) or _UNDO_ANYWHERE.search(text)
    return WayBack(way=Way.UNDO) if said else None


def is_vague(text: str) -> bool:
    """Whether the text may as well decline what was only talked about: 'never mind', 'forget it'."""
    return _VAGUE.match(text) is not None


def _newest(sketch: Sketch) -> Past | None:
    return sketch.history[0] if sketch.history else None


def _matching(what: str, history: Sequence[Past]) -> list[Past]:
    """Return the revisions that the words are about, newest first: by the parts they touched, else by their note."""
    parts = [p for p in history if _among(what, (*p.added, *p.removed, *p.changed)) and not p.undoes]
    told = _telling(what)
    meant = [
        p for p in history if not p.undoes and any(about(what, name) for name in settings_named(p.summary))
    ]
    noted = [p for p in history if told and not p.undoes and told & _telling(p.summary)]
    best = max((len(told & _telling(p.summary)) for p in noted), default=0)
    exact = [p for p in noted if len(told & _telling(p.summary)) == best]
    added = [p for p in parts if _among(what, (*p.added, *p.removed))]
    return added or exact or meant or parts


def _telling(text: str) -> frozenset[str]:
    plain = re.sub(r"\bgigabytes?\b", "gb 1024", text.lower())
    return frozenset(_stem(w) for w in _WORD.findall(plain) if w not in _COMMON)


def _stem(word: str) -> str:
    return re.sub(r"(?:ions?|ing|ed|es|s|e)$", "", word) if len(word) > 4 else word


def _among(what: str, parts: Sequence[Drawn]) -> bool:
    return bool(parts and Sketch(components=tuple(parts)).named(what))


def _unknown(what: str, sketch: Sketch) -> Unclear:
    if len(sketch.history) < 2:
        return _NOTHING
    latest = "; ".join(f"{p.number}: {p.summary}" for p in sketch.history[:4])
    return Unclear(
        reason=f"No revision of this option is about '{what[:60]}'.",
        instead=f"The latest are {latest}. Say for example 'go back to revision {sketch.history[1].number}'.",
    )


_WAYS = (_redo, _numbered, _before, _holding, _start, _several, _again, _restored, _named, _plain)
