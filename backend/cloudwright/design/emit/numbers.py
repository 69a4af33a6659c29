"""Numbers as a person writes them."""


def number_text(value: float) -> str:
    """Return `1000` for 1000.0 and `0.01` for 0.01, never an exponent."""
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.12f}".rstrip("0")
