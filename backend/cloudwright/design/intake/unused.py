"""What of a text was not used: said back in its own words, never silently dropped."""

import re
from collections.abc import Iterable, Iterator

from cloudwright.design.intake.fact import Fact

_FILLER = frozenset(
    """ needed without anybody anyone everybody everyone nobody public required ok okay fine yes
    add why undo remove drop hosted images image photos pictures
    that's a about all also am an and any application are aws as at be been build built but by can cloud could create
    deploy design do does for from get give go good has have help hello hey hi host how i idea if in into is it its
    just kind let like ll lot make me might more must my need needs new no of on one or our out over own per please
    put re really run running s service serverless set should simple small so some something system t than thank
    thanks that the their them then there these they thing this those through to too up us use used user users using
    ve very via want wants was way we web well what when where which while who will with work works would you your
    each every after before people me customers customer store stores stored save saved where whose behind only
    every time it's we'd i'd i'm we're app apps month monthly year day per plus around least most fast cheap cheaply
    keep keeps kept within
    """.split()
)
_CLAUSE = re.compile(r"(?:[^,;.!?\n()]|(?<=\d),(?=\d)|(?<=\w)\.(?=\w))+")
_BEFORE, _AFTER = "$€£¥₹~<", "%€$£¥"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(
    r"(?:[\d.,\s%]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?)\b)+",
    re.IGNORECASE,
)
_OPENING = frozenset(("keep", "keeps", "kept", "within"))  # quoted when telling words follow
_CLOSING = frozenset(("app", "apps", "system", "service", "services", "users", "people", "images", "photos"))
_LONGEST = 160
_MOST = 12


def unused_phrases(text: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the telling words that no fact covers, at most twelve phrases, each cut to 160 characters.

    Words that a fact came from are never quoted; between two pieces that belong together '…' stands for them.
    """
    covered = bytearray(len(text))
    for fact in facts:
        covered[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    found = [
        phrase[:_LONGEST]
        for clause in _CLAUSE.finditer(text)
        for phrase in _joined(list(_pieces(clause.group(), clause.start(), covered)))
    ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _pieces(clause: str, offset: int, covered: bytes | bytearray) -> Iterator[str]:
    """Yield each run of words that holds a telling one, without fillers at its ends."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(clause):
        if any(covered[offset + word.start() : offset + word.end()]):
            yield from _piece(clause, run)
            run = []
        else:
            run.append(word)
    yield from _piece(clause, run)


def _piece(clause: str, run: list[re.Match[str]]) -> Iterator[str]:
    telling = [index for index, word in enumerate(run) if _tells(word)]
    if telling:
        first, last = telling[0], telling[-1]
        opening = [i for i in range(max(0, first - 2), first) if run[i].group().lower() in _OPENING]
        closing = run[last + 1 : last + 2] if _word(run[last + 1 : last + 2]) in _CLOSING else []
        yield _phrase(clause, run[min([first, *opening])].start(), end=[run[last], *closing][-1].end())


def _word(words: list[re.Match[str]]) -> str:
    return words[0].group().lower() if words else ""


def _joined(pieces: list[str]) -> Iterator[str]:
    """Join a number with the piece after it: alone it says nothing."""
    waiting = ""
    for piece in pieces:
        whole = f"{waiting} … {piece}" if waiting else piece
        waiting = whole if _NUMBER.fullmatch(piece) else ""
        if not waiting:
            yield whole
    if waiting:
        yield waiting


def _phrase(clause: str, start: int, *, end: int) -> str:
    """Cut out the words with the signs that belong to them, such as a currency."""
    while start > 0 and clause[start - 1] in _BEFORE:
        start -= 1
    while end < len(clause) and clause[end] in _AFTER:
        end += 1
    return clause[start:end].strip()


def _tells(word: re.Match[str]) -> bool:
    return word.group().lower() not in _FILLER
