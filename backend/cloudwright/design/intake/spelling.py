"""Slips of the keyboard in words that carry meaning here: 'evry', 'lamda', 'functoin', 'taht'.

A word that is none of the known ones, and one slip away from exactly one of them, is read as that one: two letters
swapped, one missing, or one doubled. What people typed is kept wherever it is quoted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# Words that requirements, orders and questions are made of. A word is corrected to these alone.
_MEANT = frozenset(
    """
    about access accounts again alarm alarms allow almost answer answers apache application archive available
    average backend backup backups bandwidth because before between bucket buckets budget buffer build bundle cache
    calls change cheaper client clients cloud cloudfront cognito company component concurrent connection container
    containers corrected customer customers daily database databases delete design developer developers device devices
    docker domain dollars download downloads dynamo dynamodb email enable encrypt encrypted encryption engine environment
    error errors euros event events every everything expensive export failed failure fargate federated files firewall
    function functions gigabyte gigabytes handler hundred import increase instance instances internet kinesis kubernetes
    lambda latency limit listener location logging machine machines maximum megabytes memory message messages migrate
    million millions minimum minute minutes mobile monday month monthly months mysql network nightly notification number
    numbers orders partner partners password passwords people percent performance photos picture pictures please
    postgres postgresql price private process product production protect public queue queues readers really record records
    recovery reduce region regions regulation remove replica report reports request requests require response restore
    results retention revert running sales schedule second seconds secret secrets secure security sensor sensors server
    serverless servers service services session shards should signed simple single sorry standby static storage
    stream streams students sunday switch system systems table tables terabyte terabytes terraform thousand thousands
    throttle tickets timeout together token tokens topic traffic undo unlimited updates upload uploads usage users
    version versions video videos visitor visitors website websites weekly where which without worker workers workflow
    yearly zones that this what with have from there their would could the and give
    """.split()
)
# Right as they are, though a slip away from one of the above.
_RIGHT = frozenset(
    """
    three form here thee were heir his hat hats wit moth mouth bout gain even evens ever very quest serve sever severs
    steam steams singe singed tales rally flies sale pries prince eros loud calm ally row fir trial poles clam
    able cold mail ones early handle serves uses than then they them thin tint whit hen ear wear sing sings tile cause clause bean lease plea pleas angle ran rage
    """.split()
)
_ENDINGS = re.compile(r"(?:'s|s|es|d|ed|r|er|ers|ing|ly)$")
_WORD = re.compile(r"(?<![\w@./'’-])[A-Za-z]{3,16}(?![\w@/'’-]|\.\w)")
_LEAST = 5  # letters: a shorter word is only meant where two letters are swapped
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slips(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a word slipped, and the word that was meant, in reading order."""
    for match in _WORD.finditer(text):
        meant = _meant(match.group())
        if meant:
            yield match.start(), match.end(), meant


def respelled(text: str) -> str:
    """Return the text with the words that were meant."""
    parts, at = [], 0
    for start, end, meant in slips(text):
        parts += [text[at:start], meant]
        at = end
    return "".join((*parts, text[at:]))


@dataclass(frozen=True, slots=True)
class Respelled:
    """A text with the words that were meant, which knows where each of its characters stood as typed."""

    typed: str
    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the typed text a span of the text stands."""
        return self.origins[start], self.origins[end]

    def quoted(self, quote: str, start: int, end: int) -> str:
        """Return a quote as it was typed, of which the span is known to hold it."""
        at = self.text.find(quote, start, end)
        if not quote or at < 0:
            return quote
        first, last = self.span(at, at + len(quote))
        return self.typed[first:last]


def read_through(text: str) -> Respelled:
    """Return the text with the words that were meant, and where they stand."""
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for start, end, meant in (*slips(text), (len(text), len(text), "")):
        parts += [text[at:start], meant]
        origins += [*range(at, start), *(min(start + i, end) for i in range(len(meant)))]
        at = end
    return Respelled(typed=text, text="".join(parts), origins=(*origins, len(text)))


def _meant(word: str) -> str:
    """Return what a word stands for, nothing when it is right, a name, or could be several."""
    plain = word.lower()
    if plain in _RIGHT or plain in _MEANT or word.isupper() or (word[0].isupper() and not _whole(word)):
        return ""
    return "" if _inflected(plain) else _nearest(plain)


def _inflected(plain: str) -> bool:
    """Whether it is one of the words in another form: 'order' beside 'orders', 'removed' beside 'remove'."""
    stem = _ENDINGS.sub("", plain)
    silent = stem if plain in (f"{stem}s", stem) else f"{stem}e"
    return bool({stem, silent, f"{plain}s"} & _MEANT)


def _whole(word: str) -> bool:
    """Whether a word with a capital letter may be a slip all the same: names are left alone."""
    return word.istitle() and _nearest(word.lower()) in _LIKELY


# Words that are typed with a capital as often as not.
_LIKELY = frozenset("please sorry what that this there where undo lambda dynamodb postgres every".split())


@cache
def _nearest(plain: str) -> str:
    swapped = {plain[:i] + plain[i + 1] + plain[i] + plain[i + 2 :] for i in range(len(plain) - 1)} & _MEANT
    if swapped or len(plain) < _LEAST - 1:
        return next(iter(swapped)) if len(swapped) == 1 else ""
    missing = {plain[:i] + letter + plain[i:] for i in range(len(plain) + 1) for letter in _LETTERS}
    doubled = {plain[:i] + plain[i + 1 :] for i in range(len(plain) - 1) if plain[i] == plain[i + 1]}
    found = {word for word in (missing | doubled) & _MEANT if len(word) >= _LEAST}
    return next(iter(found)) if len(found) == 1 else ""
