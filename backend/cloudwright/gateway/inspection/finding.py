"""RE2 over bytes: leftmost, longest, in linear time, without captures.

The public wrapper makes a generator and an object for each search, which costs three times what RE2 itself
does (2026-11-22, google-re2 1.1); so the compiled object below it is asked. Offsets are those of the bytes.
"""

from collections.abc import Callable

import re2

Span = tuple[int, int]

_NOWHERE = -1
_MEMORY_BYTES = 64 << 20
_ANYWHERE = re2._re2.RE2.Anchor.UNANCHORED  # noqa: SLF001  # see above
_HERE = re2._re2.RE2.Anchor.ANCHOR_START  # noqa: SLF001  # see above


class Finder:
    """One pattern in ASCII."""

    def __init__(self, pattern: str) -> None:
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.longest_match = True
        options.never_capture = True
        options.max_mem = _MEMORY_BYTES
        whole = re2.compile(pattern.encode("ascii"), options)
        self._match: Callable[[object, bytes, int, int], list[Span]] = whole._regexp.Match  # noqa: SLF001  # see above

    def search(self, text: bytes, start: int = 0) -> Span | None:
        """Return the first and longest match that begins at `start` or later."""
        found = self._match(_ANYWHERE, text, start, len(text))[0]
        return None if found[0] == _NOWHERE else found

    def match(self, text: bytes, start: int = 0) -> Span | None:
        """Return the longest match that begins at `start`."""
        found = self._match(_HERE, text, start, len(text))[0]
        return None if found[0] == _NOWHERE else found
