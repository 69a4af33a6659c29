"""Which zone a domain name belongs to."""

# Names under which people register directly; a zone is never one of these.
_SHARED = frozenset(
    ("co.uk", "org.uk", "ac.uk", "com.au", "net.au", "co.nz", "co.jp", "com.br", "co.in", "co.za", "com.mx",
     "com.sg")
)  # fmt: skip


def zone_of(domain: str) -> str:
    """Return the parent of a name, or the name itself where its parent is nobody's: `example.com`."""
    parent = domain.split(".", 1)[1] if domain.count(".") > 1 else domain
    return domain if parent in _SHARED else parent
