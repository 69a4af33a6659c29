"""docs/reference/api-keys.md: what a key looks like, for people and for scanners of leaked secrets."""

from cloudwright.auth.api_keys.text import CHECKSUM_LENGTH, MARK, PATTERN, PREFIX_LENGTH, SECRET_LENGTH
from cloudwright.cli.reference.markdown import table


def page() -> str:
    """Return the page."""
    parts = [
        (f"`{MARK}_`", "whose it is and what it is for"),
        (
            f"{PREFIX_LENGTH} letters and digits, `_`",
            "the prefix: finds the key, no secret",
        ),
        (f"{SECRET_LENGTH} letters and digits", "the secret: 256 random bits in base 62"),
        (f"{CHECKSUM_LENGTH} letters and digits", "CRC-32 of everything before it, in base 62"),
    ]
    return "\n".join(
        [
            "# API keys",
            "",
            "A program sends its key as `Authorization: Bearer <key>`. From left to right it is:",
            "",
            table(("part", "meaning"), parts),
            "",
            (
                "Base 62 counts `0-9`, `A-Z`, `a-z`, in this order, with leading zeros. We keep the "
                "HMAC-SHA256 of the whole key under a pepper that is not in the database; a lost key cannot "
                "be shown again, only revoked. What a key may do: [permissions](permissions.md#api-keys)."
            ),
            "",
            "## For scanners of leaked secrets",
            "",
            "```",
            PATTERN,
            "```",
            "",
            (
                "A match is a key when its last six characters are the checksum of the rest; anything else "
                "is a false alarm."
            ),
            "",
        ]
    )
