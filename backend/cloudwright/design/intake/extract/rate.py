"""A rate as it was said, by the month."""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """`arithmetic` says how `monthly` came about; a `peak` is no average."""

    match: re.Match[str]
    monthly: Decimal
    arithmetic: str
    peak: bool = False
