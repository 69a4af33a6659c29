"""Where a browser goes after sign-in: a page of ours, never another site."""

from urllib.parse import urlsplit

HOME = "/designs"
_LONGEST = 1_000


def own_page(asked: str) -> str:
    """Return the page that was asked for, or the first page when it is none of ours."""
    plain = asked.isprintable() and "\\" not in asked and len(asked) <= _LONGEST
    if not plain or not asked.startswith("/") or asked.startswith("//"):
        return HOME
    split = urlsplit(asked)
    elsewhere = split.scheme or split.netloc or split.path.startswith(("//", "/api/", "/sign-in"))
    return HOME if elsewhere else asked
