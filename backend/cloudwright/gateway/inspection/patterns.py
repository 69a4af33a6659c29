"""How each kind looks: a bounded opening, a judge of candidates, and how an unbounded one goes on.

Openings are at most `LONGEST` characters, which is what a stream holds back at worst. They are found anywhere
but after a letter or digit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cloudwright.gateway.inspection import numbers, phones, texts
from cloudwright.gateway.inspection.finding import Span
from cloudwright.gateway.inspection.kinds import Kind
from cloudwright.gateway.inspection.shapes import Shape, any_case, chars, either, maybe, seq, several, word
from cloudwright.gateway.inspection.vendors import API_KEY, AWS_ACCESS_KEY

LONGEST = 126
Judge = Callable[[bytes, int, int], Span | None]

_DIGIT, _HEX, _BASE64URL = "0-9", "0-9A-Fa-f", "0-9A-Za-z_-"
_GAP = chars(r" .\x1f-", 0, most=2)
_VALUE = "0-9A-Za-z+/=_.~-"
LONGEST_VALUE = 48


@dataclass(frozen=True, slots=True)
class Run:
    """What follows an opening without a bound, up to `close`, which belongs to it when `closed`.

    A run of more than `most` characters ends there.
    """

    close: Shape
    closed: bool
    most: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """`needs` is a character that every opening has, so that most candidates are told apart at once.

    `quick` judges instead where a text has very many candidates and `judge` is slow.
    """

    kind: Kind
    opening: Shape
    judge: Judge
    run: Run | None = None
    needs: bytes = b""
    quick: Judge | None = None


def _until_other_than(members: str) -> Run:
    """Go on while characters are of a class; dots count when more of it follows."""
    return Run(seq(chars(".", 0, most=3), chars(f"^.{members}")), closed=False, most=1 << 40)


_EMAIL = seq(
    chars("0-9A-Za-z_"), chars("0-9A-Za-z._%+-", 0, most=63), word("@"), chars("0-9A-Za-z.-", 1, most=40),
    word("."), chars("A-Za-z", 2, most=18),
)  # fmt: skip
_CARD = seq(
    chars("2-6"), chars(_DIGIT, 3), _GAP, chars(_DIGIT, 4, most=6), _GAP, chars(_DIGIT, 4, most=5),
    several(seq(_GAP, chars(_DIGIT, 1, most=4)), 0, most=2),
)  # fmt: skip
_IBAN_GAP = chars(r" \x1f-", 0, most=1)
_IBAN = seq(
    chars("A-Za-z", 2), chars(_DIGIT, 2), several(seq(_IBAN_GAP, chars("0-9A-Za-z", 4)), 2, most=7),
    maybe(seq(_IBAN_GAP, chars("0-9A-Za-z", 1, most=3))),
)  # fmt: skip
_SSN = either(
    *(seq(chars(_DIGIT, 3), gap, chars(_DIGIT, 2), gap, chars(_DIGIT, 4)) for gap in (word("-"), word(" "))),
    seq(
        either(any_case("ssn"), any_case("social security number"), any_case("social security")),
        chars(" :#=", 1, most=3), chars(_DIGIT, 9),
    ),
)  # fmt: skip
_V4 = seq(chars(_DIGIT, 1, most=3), several(seq(word("."), chars(_DIGIT, 1, most=3)), 3, most=9))
_V6_REST = seq(word(":"), chars(_HEX, 0, most=4))
_V6 = seq(
    either(
        seq(chars(_HEX, 1, most=4), several(_V6_REST, 2, most=7)),
        seq(word("::"), chars(_HEX, 1, most=4), several(_V6_REST, 0, most=6)),
    ),
    several(seq(word("."), chars(_DIGIT, 1, most=3)), 0, most=3),
)
_MRZ = seq(
    chars("A-Z0-9<", 9), chars(_DIGIT), chars("A-Z<", 3), chars(_DIGIT, 7), chars("MFX<"), chars(_DIGIT, 7),
    chars("A-Z0-9<", 14), chars("0-9<"), chars(_DIGIT),
)  # fmt: skip
_PEM_NAME = seq(chars("A-Z0-9 ", 0, most=24), word("PRIVATE KEY"), maybe(word(" BLOCK")), word("-----"))
_PEM = seq(
    word("-----BEGIN "), _PEM_NAME, chars(r"\s\\nr", 0, most=8),
    either(chars("0-9A-Za-z+/=", 16), word("Proc-Type:"), word("Version:"), word("Comment:")),
)  # fmt: skip
_PEM_END = Run(either(seq(word("-----END "), _PEM_NAME), word("```")), closed=True, most=16_384)

# What a header begins with when its first member is alg, typ, kid, x5t, cty, enc or zip.
_HEADERS = ("hbGciOi", "0eXAiOi", "raWQiOi", "4NXQiOi", "jdHkiOi", "lbmMiOi", "6aXAiOi")
_JWT = seq(word("eyJ"), either(*map(word, _HEADERS)), chars(_BASE64URL, 8))
_OTHER_JWT = seq(word("eyJ"), chars(_BASE64URL, 8, most=90), word(".eyJ"), chars(_BASE64URL, 8))
_NAMES = (
    "key", "token", "secret", "password", "passwd", "pwd", "passphrase", "credential", "credentials", "auth",
    "signature", "apikey",
)  # fmt: skip
_QUOTE = chars("\"'`", 0, most=1)
_SPACE = chars(r" \t", 0, most=2)
_NAME = either(
    *map(any_case, _NAMES), seq(chars("a-z", 1, most=12), either(*(word(name.title()) for name in _NAMES)))
)
_ASSIGNED = seq(
    _NAME, chars("0-9A-Za-z_\"'`\\]", 0, most=12), _SPACE,
    either(word("="), word(":"), word("=>"), word(":=")), _SPACE, _QUOTE,
    chars(_VALUE, 16, most=LONGEST_VALUE),
)  # fmt: skip
_BEARER = seq(
    either(any_case("bearer"), any_case("basic")),
    chars(" ", 1, most=2),
    chars(_VALUE, 20, most=LONGEST_VALUE),
)
_IN_ADDRESS = seq(
    chars("a-z"), chars("0-9a-z+", 1, most=15), word("://"), chars("0-9A-Za-z._%-", 0, most=40), word(":"),
    chars("0-9A-Za-z!$&*+,;=._%~^-", 3, most=LONGEST_VALUE), word("@"),
)  # fmt: skip

PATTERNS: Sequence[Pattern] = (
    Pattern(Kind.EMAIL, _EMAIL, texts.email, needs=b"@"),
    Pattern(Kind.PHONE, phones.CANDIDATE, phones.phone, quick=phones.phone_by_length),
    Pattern(Kind.PAYMENT_CARD, _CARD, numbers.payment_card),
    Pattern(Kind.IBAN, _IBAN, numbers.iban),
    Pattern(Kind.US_SSN, _SSN, numbers.us_ssn),
    Pattern(Kind.IP_ADDRESS, _V4, numbers.ip_address, needs=b"."),
    Pattern(Kind.IP_ADDRESS, _V6, numbers.ip_address, needs=b":"),
    Pattern(Kind.PASSPORT, _MRZ, numbers.passport),
    Pattern(Kind.AWS_ACCESS_KEY, AWS_ACCESS_KEY, texts.whole_word),
    Pattern(Kind.PRIVATE_KEY, _PEM, texts.whole, _PEM_END, b"-"),
    Pattern(Kind.JWT, _JWT, texts.whole, _until_other_than(_BASE64URL)),
    Pattern(Kind.JWT, _OTHER_JWT, texts.whole, _until_other_than(_BASE64URL), b"."),
    Pattern(Kind.API_KEY, API_KEY, texts.whole, _until_other_than(_BASE64URL)),
    Pattern(Kind.SECRET, _ASSIGNED, texts.assigned, _until_other_than(_VALUE)),
    Pattern(Kind.SECRET, _BEARER, texts.assigned, _until_other_than(_VALUE)),
    Pattern(Kind.SECRET, _IN_ADDRESS, texts.password_in_address, needs=b"@"),
)
