"""The one spelling of an account's name: its e-mail address."""

import unicodedata


def account_name(email: str) -> str:
    """Return an address without what a keyboard or a copy adds: spaces, case, wide and joined letters.

    Invisible letters are dropped, too: they would make two names of one.
    """
    text = unicodedata.normalize("NFKC", email)
    seen = "".join(each for each in text if unicodedata.category(each) not in {"Cf", "Cc", "Zs"})
    return unicodedata.normalize("NFKC", seen.lower())
