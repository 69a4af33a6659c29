"""One byte for each character, digits of all scripts as digits, so that places are the same in both.

Characters that no pattern knows become question marks, which no pattern knows either. Characters of no width
become a separator of their own, which numbers may have between their groups.
"""

import re2

NO_WIDTH = "\x1f"
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2212"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_WIDE = range(0xFF01, 0xFF5F)
_WIDE_LESS = 0xFEE0


_ZEROS = """
660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80
1a90 1b50 1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10 104a0 10d30 11066 110f0 11136 111d0
112f0 11450 114d0 11650 116c0 11730 118e0 11950 11c50 11d50 11da0 16a60 16ac0 16b50 1d7ce 1d7d8
1d7e2 1d7ec 1d7f6 1e140 1e2f0 1e950 1fbf0
"""  # where Unicode 14 begins the ten decimal digits of a script, category Nd

_TABLE: dict[int, str] = {
    **{int(zero, 16) + digit: str(digit) for zero in _ZEROS.split() for digit in range(10)},
    **{code: chr(code - _WIDE_LESS) for code in _WIDE},
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _HIDDEN), NO_WIDTH),
}
_ODD = re2.compile("[" + "".join(map(chr, sorted(_TABLE))) + "]")


def folded(text: str) -> bytes:
    """Return as many bytes as the text has characters."""
    if text.isascii():
        return text.encode("ascii")
    if _ODD.search(text.encode("utf-8", "replace")):
        text = text.translate(_TABLE)
    return text.encode("ascii", "replace")
