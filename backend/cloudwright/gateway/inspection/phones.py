"""Phone numbers: candidates as people write them, judged by the numbering plans of `phonenumbers`."""

from functools import lru_cache

from cloudwright.gateway.inspection.finding import Span
from cloudwright.gateway.inspection.folding import NO_WIDTH
from cloudwright.gateway.inspection.shapes import chars, either, maybe, seq, several, word

_ALNUM = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GAP = chars(r" ./\x1f-", 0, most=1)
_BRACKETED = seq(word("("), chars("0-9", 1, most=5), word(")"))
_BETWEEN = chars(r" ./\x1f-", 1, most=1)
_COUNTRY = either(
    seq(word("+"), chars("0-9", 1, most=3)), seq(word("00"), chars("1-9"), chars("0-9", 0, most=2))
)
_INTERNATIONAL = seq(
    _COUNTRY, _GAP, maybe(seq(_BRACKETED, _GAP)), chars("0-9", 1, most=12),
    several(seq(_BETWEEN, chars("0-9", 1, most=8)), 0, most=5),
)  # fmt: skip
_AMERICAN = seq(
    maybe(seq(word("1"), _BETWEEN)), either(chars("2-9"), seq(word("("), chars("2-9"))), chars("0-9", 2),
    either(_BETWEEN, word(")"), word(") ")), chars("0-9", 3), _BETWEEN, chars("0-9", 4),
)  # fmt: skip
_WITH_ZERO = seq(
    either(word("0"), word("(0")), chars("1-9"), chars("0-9", 0, most=4), maybe(word(")")), _BETWEEN,
    chars("0-9", 2, most=8), several(seq(_BETWEEN, chars("0-9", 2, most=4)), 0, most=4),
)  # fmt: skip
CANDIDATE = either(_INTERNATIONAL, _AMERICAN, _WITH_ZERO)

# Where a number without a country code may belong to; a zero leads area codes in the others.
_WITHOUT_ZERO, _LEADING_ZERO = ("US",), ("GB", "DE", "FR", "AU", "IN", "NL", "CH", "SE", "AT", "BE", "JP")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15


def phone(text: bytes, start: int, end: int) -> Span | None:
    """Return the longest part, ending between groups, that a numbering plan knows."""
    while end > start:
        if (end >= len(text) or text[end] not in _ALNUM) and _valid(text[start:end].decode()):
            return start, end
        while end > start and 48 <= text[end - 1] < 58:
            end -= 1
        while end > start and not 48 <= text[end - 1] < 58:
            end -= 1
    return None


def phone_by_length(text: bytes, start: int, end: int) -> Span | None:
    """Take a candidate at its word when it has as many digits as numbers have (ITU-T E.164)."""
    digits = sum(48 <= sign < 58 for sign in text[start:end])
    alone = end >= len(text) or text[end] not in _ALNUM
    return (start, end) if alone and _FEWEST_DIGITS <= digits <= _MOST_DIGITS else None


@lru_cache(maxsize=4096)
def _valid(written: str) -> bool:
    written = written.replace(NO_WIDTH, " ")
    if sum(sign.isdigit() for sign in written) < _FEWEST_DIGITS:
        return False
    if written.startswith("00"):
        return _known("+" + written[2:], None)
    if written.startswith("+"):
        return _known(written, None)
    return any(_known(written, region) for region in _regions(written))


def _regions(written: str) -> tuple[str, ...]:
    return _LEADING_ZERO if written.lstrip("(").startswith("0") else _WITHOUT_ZERO


def _known(written: str, region: str | None) -> bool:
    import phonenumbers  # noqa: PLC0415  # its tables take time and memory that few texts need

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False
