"""A text as somebody would read it aloud: without disguises, in lower case, in one line."""

import base64
import binascii
import re
import unicodedata

import re2

_HIDDEN = (
    *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
    *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
    *(*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
)
_TAGS = {0xE0000 + code: chr(code) for code in range(0x20, 0x7F)}  # letters that nothing shows
_QUOTES = str.maketrans("“”„«»‘’‚´", '"""""\'\'\'`')  # noqa: RUF001  # what people type
_FOLDED = {**_QUOTES, **dict.fromkeys((*_HIDDEN, *_TAGS))}
# Letters of other scripts that are drawn like Latin ones: https://www.unicode.org/Public/security/latest/
_DRAWN_ALIKE = "асеіјорѕухԁһӏвкмнтгпьαοερνικτυχηωγ"  # they are the point
_LOOKALIKES = str.maketrans(_DRAWN_ALIKE, "aceijopsuxdhlbkmhtrnbaoepviktuxnwy")
_DIGITS_FOR_LETTERS = str.maketrans("013457@$!|", "oieastasil")
_ACCENTS = re.compile("[\u0300-\u036f]+")

_HAS_DIGIT_IN_WORD = re2.compile(r"[a-z][013457@$!|]+[a-z]")
_HAS_MIXED_WORD = re2.compile(f"[a-z][{_DRAWN_ALIKE}]|[{_DRAWN_ALIKE}][a-z]")
_HAS_TAGS = re2.compile("[\U000e0020-\U000e007e]")
_SPACED = re2.compile(r"(?:\b[0-9A-Za-z][ .*_|~-]{1,2}){5,400}[0-9A-Za-z]\b")
_BASE64 = re2.compile(r"[A-Za-z0-9+/_-]{20,800}[A-Za-z0-9+/_-]*={0,2}")
_BREAKS = re.compile(r"[\W_]+")
_MOST_ENCODED, _MOST_CHARACTERS = 20, 20_000
_LEAST_READABLE = 0.9


def plain(text: str) -> str:
    """Return the text in lower case and one line, without accents and hidden characters."""
    if not text.isascii():
        text = unaccented(text.translate(_FOLDED))
    return " ".join(text.lower().split())


def unaccented(text: str) -> str:
    """Return the letters in their compatible forms."""
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))


def disguised(text: str, folded: str) -> list[str]:
    """Return what a text says when its disguises are taken off; `folded` is what it says with them."""
    readings = []
    if _HAS_DIGIT_IN_WORD.search(folded):
        readings.append(folded.translate(_DIGITS_FOR_LETTERS))
    if not text.isascii() and _HAS_MIXED_WORD.search(folded):
        readings.append(folded.translate(_LOOKALIKES))
    if not text.isascii() and _HAS_TAGS.search(text):
        readings.append(plain("".join(_TAGS[ord(sign)] for sign in text if ord(sign) in _TAGS)))
    if _SPACED.search(text):
        readings.append(plain(_SPACED.sub(lambda found: _BREAKS.sub("", found[0]), text)))
    return readings


def encoded(text: str) -> list[str]:
    """Return what the first pieces say that look like base64; they are not opened twice."""
    pieces = zip(_BASE64.finditer(text), range(_MOST_ENCODED), strict=False)
    return [plain(reading) for piece, _ in pieces if (reading := _decoded(piece[0][:_MOST_CHARACTERS]))]


def _decoded(piece: str) -> str:
    """Return a sentence, or nothing; a piece that was cut off loses its last, incomplete group."""
    piece = piece.rstrip("=").replace("-", "+").replace("_", "/")
    piece = piece[: len(piece) - (len(piece) % 4 == 1)]
    try:
        said = base64.b64decode(piece + "=" * (-len(piece) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    readable = sum(sign.isprintable() or sign.isspace() for sign in said)
    return said if " " in said and readable >= _LEAST_READABLE * len(said) else ""
