"""A month's load that several numbers make together."""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """`match` is the phrase that is quoted, `spans` all that the load rests on."""

    match: re.Match[str]
    monthly: Decimal
    arithmetic: str
    spans: tuple[tuple[int, int], ...]
