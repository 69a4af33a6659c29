"""Texts of people in files that spreadsheets open."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(text: str) -> str:
    """Return what a spreadsheet shows as it is: what it would run as a formula gets an apostrophe."""
    return (
        f"'{text}"
        if text.startswith(_BEGINS_A_FORMULA) or text.lstrip().startswith(_BEGINS_A_FORMULA)
        else text
    )
