"""A rate as it was said, by the month."""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """`arithmetic` says how `monthly` came about; a `peak` is no average. `average` is said in words; a `short` period can have peaks."""

    match: re.Match[str]
    monthly: Decimal
    arithmetic: str
    peak: bool = False
    average: bool = False
    short: bool = False
    limited: bool = False
