"""An answer in parts: what is said first, and what may follow as far as there is room."""

from cloudwright.design.model.frozen import Frozen


class Answer(Frozen):
    """`lead` stands alone. `details` are told in their order, while there is room.

    `orders` are changes that are offered: each is understood as it stands when it is said as a message.
    """

    lead: str
    details: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def listed(items: tuple[str, ...] | list[str], most: int = 5) -> str:
    """Return 'a, b and c', or 'a, b and 3 more'."""
    shown = list(items[:most])
    if len(items) > most:
        return f"{', '.join(shown)} and {len(items) - most} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sentence(text: str) -> str:
    """Return the text with a capital letter and one full stop."""
    bare = text.strip()
    return f"{bare[:1].upper()}{bare[1:].rstrip('.')}." if bare else ""
