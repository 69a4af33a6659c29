"""Messages that only correct the one before, or something stated: 'rather after 60', '2 not 20', 'I meant per day'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cloudwright.design.intake.changes.plain import LONGEST_ORDER

_SCALE = r"(?:[kKmM](?![a-zA-Z])|\s?(?:hundred|thousand|million|mio|billion)\b)"
_SPELLED = r"(?:half a million|a (?:dozen|hundred|thousand|million)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety)"
_NUMBER = rf"(?:[$€£]?(?<![\w.,])\d{{1,9}}(?:[.,]\d{{1,3}})*{_SCALE}?|\b{_SPELLED}{_SCALE}?(?!\w))"
_TAIL = r"(?:\s?%|\s(?!(?:instead|rather|not|please|sorry|and|but|then)\b)[a-zA-Z]{1,12}|[a-zA-Z]{1,3}\b|\s?/\s?[a-zA-Z]{1,8}){0,4}"
_CUE = (
    r"(?:no|nope|sorry|oops|actually|hm+|well|wait|ah|oh|argh|ok(?:ay)?|i mean(?:t)?|i slipped(?: \w+){0,3}|i was wrong|i misread(?: \w+){0,3}|make (?:it|that)|rather|better|let'?s say|say|it'?s|it is|they'?re|that'?s|make them"
    r"|never ?mind|it should be|should be|that should be|should have been|was meant to be|correction|typo(?: of mine)?|my (?:mistake|fault|bad|error)|sorry|pardon|to be (?:precise|exact)|more like|change (?:it|that) to|and)"
)
_AFTER = r"(?:[\s.,;:!–-]+(?:please|i slipped(?: \w+){0,3}|i mistyped|i misread(?: \w+){0,3}|typo(?: of mine)?|sorry|one zero too (?:many|few)|a zero too (?:many|few)|my (?:mistake|fault|bad|error)|that is|what was i thinking|instead|rather|then|of course))*"
_NOT = r"\s?[,;.–-]*\s*(?:and |but )?(?:not|instead of|rather than|no longer)\s(?:the |an? )?"
_AMOUNT = rf"(?P<new>{_NUMBER})(?P<tail>{_TAIL})"
_NUMERIC = re.compile(
    rf"^\s*(?:{_CUE}[\s,.:!–-]+){{0,5}}(?:after|to|at|for|of|about|only)?\s*{_AMOUNT}(?:{_NOT}(?P<old>{_NUMBER})(?P<gone>{_TAIL}))?(?P<cued>{_AFTER})\s*[.!]*\s*$",
    re.IGNORECASE,
)
_TURNED = tuple(
    re.compile(rf"^\s*(?:{_CUE}[\s,.:!–-]+){{0,3}}{words}\s*[.!]*\s*$", re.IGNORECASE)
    for words in (
        rf"(?:i|we) (?:said|wrote|typed|told you) (?P<old>{_NUMBER})[^.;!?\d]{{0,30}}?(?:meant|mean|wanted|is|was|be)\s(?P<new>{_NUMBER})(?P<tail>{_TAIL})",
        rf"(?:it'?s |they'?re |that'?s )?not (?P<old>{_NUMBER})\s?,? (?:but|it'?s|rather) (?P<new>{_NUMBER})(?P<tail>{_TAIL})",
    )
)
_OPENS = re.compile(rf"^\s*{_CUE}\b", re.IGNORECASE)
_PERIOD = r"(?:(?:per|an?|each|every) (?:second|minute|hour|day|night|week|month|year)|/ ?(?:s|sec|second|min|minute|h|hour|day|d|week|month|mo|year)\b|hourly|daily|nightly|weekly|monthly|yearly|annually)"
_SWAPPED = re.compile(
    rf"^\s*(?:{_CUE}[\s,.:!–-]+){{0,5}}(?:the |an? )?(?P<new>[\w$€£%./ -]{{1,40}}?)\s*[,;.!–-]*\s*(?:and |but )?\b(?:not|instead of|rather than)\s(?:the |an? )?(?P<old>[\w$€£%./ -]{{1,40}}?)(?:{_AFTER})(?:,? (?:what|we|i|because|as)\b[^.;!?]{{0,60}})?\s*[.!]*\s*$",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(
    rf"^\s*(?:{_CUE}[\s,.:!–-]+){{0,5}}not (?:the |an? )?(?P<old>[\w$€£%./ -]{{1,40}}?)\s*[,;:.–-]+\s*(?:but |rather )?(?:the |an? )?(?P<new>[\w$€£%./ -]{{1,40}}?)\s*[.!]*\s*$",
    re.IGNORECASE,
)
_MEANT = re.compile(rf"\bmean(?:t)?\b[\s:,]+(?P<new>{_PERIOD})|^\s*(?:{_CUE}[\s,.:!–-]+)*(?P<alone>{_PERIOD})[\s!,.]*(?:of course|not \w+ \w+)?[\s!.]*$", re.IGNORECASE)  # fmt: skip
_PERIODS = re.compile(rf"(?<![\w]){_PERIOD}", re.IGNORECASE)
_NUMBERS = re.compile(
    rf"(?P<number>{_NUMBER})(?P<unit>\s?%|[a-zA-Z]{{1,3}}\b|\s[a-zA-Z]{{1,12}})?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d{1,9}(?:[.,]\d{1,3})*")
_SCALES = tuple(
    (re.compile(words, re.IGNORECASE), zeros)
    for words, zeros in (
        (r"\bhundred", 2),
        (r"\bthousand|\dk\b", 3),
        (r"\bmillion|\bmio|\dm\b", 6),
        (r"\bbillion", 9),
    )
)
_MOST_ZEROS = 3
_MOST_WORDS = 4  # of what is swapped: more is a sentence of its own
_MEASURES = (
    frozenset("ms s sec second min minute h hour day d week month year".split()),
    frozenset("kb mb gb tb kib mib gib tib megabyte gigabyte terabyte kilobyte byte m g k".split()),
    frozenset("dollar euro pound franc usd eur gbp chf buck".split()),
)
_FILLER = frozenset("a an the of per each every to at for in and or so that please".split())


@dataclass(frozen=True, slots=True)
class Corrected:
    """`text` is what was meant; `quote` is the stated phrase that it corrects, empty when it corrects a message."""

    text: str
    quote: str = ""


def correction(text: str, before: str, quotes: Sequence[str] = ()) -> Corrected | None:
    """Return what was meant, when the text only corrects the message before or one of the quoted phrases.

    Of several numbers it is the one that the text names, else the one in the same unit, else the only one, else
    the one that differs by its zeros alone.
    """
    if len(text) > LONGEST_ORDER or text.rstrip().endswith("?"):
        return None
    text = _said(text)
    sources = [(before, False)] if len(before) <= LONGEST_ORDER else []
    sources += [(quote, True) for quote in reversed(quotes) if quote]
    for find in (_number, _swap, _period):
        for source, stated in _ordered(sources, text):
            meant = find(text, source)
            if meant is not None and meant != source:
                return Corrected(meant, source if stated else "")
    return None


def _said(text: str) -> str:
    """Return 'I said 3, I meant 5' and 'not 3 but 5' as '5, not 3'."""
    for pattern in _TURNED:
        match = pattern.match(text)
        if match is not None:
            return f"no, {match['new']}{match['tail']}, not {match['old']}"
    return text


def corrected(text: str, before: str) -> str | None:
    """Return the message before with what the text corrects in it, or None when it corrects nothing."""
    found = correction(text, before)
    return None if found is None else found.text


def _ordered(sources: list[tuple[str, bool]], text: str) -> Iterator[tuple[str, bool]]:
    """What was stated and fits the number that is said comes first, then the message before, then the rest.

    Among equals the one whose number is nearest in size comes first: 5 million is no other budget than 50.
    """
    match = _NUMERIC.match(text)

    def rank(source: tuple[str, bool]) -> tuple[int, int]:
        fits = match is not None and _fits(match, source[0])
        return (0 if source[1] else 1) if fits else (3 if source[1] else 2), _distance(match, source[0])

    yield from sorted(sources, key=rank)


def _distance(match: re.Match[str] | None, source: str) -> int:
    """Return by how many digits the nearest number of the source differs from the one that is said."""
    if match is None:
        return 0
    size = _magnitude(match["new"])
    return min((abs(_magnitude(m["number"]) - size) for m in _NUMBERS.finditer(source)), default=0)


def _fits(match: re.Match[str], source: str) -> bool:
    """Whether the source holds the number that is said to be wrong, one in the same unit, or one that differs by zeros."""
    numbers = list(_NUMBERS.finditer(source))
    if match["old"]:
        return any(_digits(m["number"]) == _digits(match["old"]) for m in numbers)
    if _unit(match["tail"]):
        return any(_same_unit(m, match["tail"]) for m in numbers)
    return any(_slipped(m["number"], match["new"]) for m in numbers)


def _same_unit(number: re.Match[str], tail: str) -> bool:
    """A period, as in 'a day', is matched by a period only, and a unit by what stands right behind the number."""
    period = _PERIODS.search(tail)
    behind = number.string[number.end("number") :][:40]
    if period is not None:
        other = _PERIODS.search(behind)
        return other is not None and _words(other.group()) == _words(period.group())
    if _PERIODS.match(behind.strip()):
        return False
    return _unit(tail) in {_unit(number["unit"] or ""), _unit(behind)}


def _number(text: str, source: str) -> str | None:
    match = _NUMERIC.match(text)
    if match is None or not (match["old"] or match["cued"].strip() or _OPENS.match(text)):
        return None
    found = list(_NUMBERS.finditer(source))
    meant = _meant(found, match)
    if meant is None:
        return None
    old, new, unit = meant["number"], match["new"], _unit(match["tail"])
    same = not unit or unit == _unit(meant["unit"] or "") or unit in _words(source[meant.end() :])
    start, end = meant.start("number"), meant.end("number")
    if same:
        return source[:start] + _put(new, old) + source[end:]
    return source[:start] + new + match["tail"] + source[meant.end() :]


def _meant(found: list[re.Match[str]], match: re.Match[str]) -> re.Match[str] | None:
    if match["old"] is not None:
        digits = _digits(match["old"])
        return next((m for m in found if _digits(m["number"]) == digits), None)
    unit = _unit(match["tail"])
    same = [m for m in found if unit and _same_unit(m, match["tail"])]
    if len(same) == 1:
        return same[0]
    if _PERIODS.search(match["tail"]) and not _PERIODS.search(match.string if not found else found[0].string):
        return None
    if len(found) == 1 and _alike(unit, _unit(found[0]["unit"] or "")):
        return found[0] if not _words(match["tail"]) - {unit} else _only(found, match)
    zeros = [m for m in found if _slipped(m["number"], match["new"])]
    return zeros[0] if len(zeros) == 1 and not same else None


def _alike(unit: str, other: str) -> bool:
    """Whether one unit can stand for the other: none, the same, or one of the same measure."""
    return not unit or unit == other or any({unit, other} <= measure for measure in _MEASURES)


def _only(found: list[re.Match[str]], match: re.Match[str]) -> re.Match[str] | None:
    """A longer tail, as in '5 users a day', has to share a word with what stands there."""
    shared = _words(match["tail"]) & _words(found[0].string)
    return found[0] if shared else None


def _put(new: str, old: str) -> str:
    """Return the new number, with the sign of a currency that stood before the old one."""
    sign = old[0] if old[0] in "$€£" and new[0] not in "$€£" else ""
    return sign + new


def _swap(text: str, source: str) -> str | None:
    """'Per minute, not per second': what stands there is put in the place of what does not hold."""
    match = _SWAPPED.match(text) or _NOT_FIRST.match(text)
    if match is None:
        return None
    old, new = match["old"].strip(), match["new"].strip()
    if max(len(old.split()), len(new.split())) > _MOST_WORDS:
        return None
    for each, other in _variants(old, new):
        place = re.search(rf"(?<!\w){re.escape(each)}(?!\w)", source, re.IGNORECASE)
        if place is not None:
            return source[: place.start()] + other + source[place.end() :]
    return _period(text, source) if _PERIODS.fullmatch(new) else None


def _variants(old: str, new: str) -> Iterator[tuple[str, str]]:
    """'80 GBP, not EUR' puts as many of the last words in the place of the other."""
    number = re.search(_NUMBER, new, re.IGNORECASE)
    if number is not None and re.fullmatch(_NUMBER, old, re.IGNORECASE):
        yield old, number.group()
        return
    last = " ".join(new.split()[-len(old.split()) :])
    if last != new and new[:1].isdigit():
        yield old, last
    yield old, new


def _period(text: str, source: str) -> str | None:
    match = _MEANT.search(text)
    new = (match["new"] or match["alone"]) if match else None
    if new is None:
        swapped = _SWAPPED.match(text)
        inside = _PERIODS.fullmatch(swapped["new"].strip()) if swapped else None
        new = inside.group() if inside else None
    place = _PERIODS.search(source)
    if new is None or place is None:
        return None
    return f"{source[: place.start()]}{_spoken(new)}{source[place.end() :]}"


def _spoken(period: str) -> str:
    plain = {
        "hourly": "an hour",
        "daily": "a day",
        "nightly": "a night",
        "weekly": "a week",
        "monthly": "a month",
    }
    return plain.get(period.lower(), period)


def _digits(amount: str) -> str:
    found = _DIGITS.search(amount)
    return found.group() if found else amount.lower()


def _bare(amount: str) -> str:
    return re.sub(r"[.,0]", "", _digits(amount)) if _DIGITS.search(amount) else ""


def _slipped(amount: str, other: str) -> bool:
    """Whether two amounts differ by a few zeros alone: many more are no slip, but another number."""
    if _bare(amount) != _bare(other) or not _bare(amount):
        return False
    return abs(_magnitude(amount) - _magnitude(other)) <= _MOST_ZEROS


def _magnitude(amount: str) -> int:
    """Return how many digits it has, written out; 'k', 'thousand' and the like are three zeros and more."""
    scale = next((zeros for words, zeros in _SCALES if words.search(amount)), 0)
    return len(re.split(r"[.,](?=\d{1,2}$)", _digits(amount))[0].replace(",", "").replace(".", "")) + scale


def _unit(tail: str) -> str:
    words = [w for w in re.findall(r"%|[a-z]+", tail.lower()) if w not in _FILLER]
    return words[0].removesuffix("s") if words else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in re.findall(r"%|[a-z]+", text.lower()) if w not in _FILLER)
