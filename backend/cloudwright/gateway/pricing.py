"""What tokens cost, in billionths of a US dollar, from dated data in the package."""

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from cloudwright.gateway.schemas import Usage

BUILT_IN = "built-in-designer"
_TOKENS_A_PRICE = 1_000_000
_NANO = 10**9
_VERSION = re.compile(r"(-\d{8}|-\d{4}-\d{2}-\d{2})?(-v\d+(:\d+)?)?$")
_BEDROCK = "bedrock/"
_GLOBAL = "global."
_REGIONAL = re.compile(r"^(us|eu|apac|jp|au|in|us-gov)\.")


@dataclass(frozen=True, slots=True)
class TokenPrice:
    """Billionths of a US dollar for a million tokens, for calls that read more than so many tokens."""

    input_nano_usd: int
    output_nano_usd: int
    cache_read_nano_usd: int = 0
    cache_write_nano_usd: int = 0
    above_input_tokens: int = 0
    as_of: date | None = None


PriceTable = Mapping[str, Sequence[TokenPrice]]


@cache
def prices() -> PriceTable:
    """Return the packaged prices by model id, the steps of each in rising order."""
    table: dict[str, list[TokenPrice]] = {BUILT_IN: [TokenPrice(input_nano_usd=0, output_nano_usd=0)]}
    text = files("cloudwright.gateway").joinpath("token_prices.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        table.setdefault(f"{row['provider']}/{row['model']}", []).append(_price(row))
    for steps in table.values():
        steps.sort(key=lambda price: price.above_input_tokens)
    return table


@cache
def price_version() -> str:
    """Return the name of the packaged prices in the ledger: the day of the newest, and a hash of them all."""
    text = files("cloudwright.gateway").joinpath("token_prices.csv").read_bytes()
    newest = max(price.as_of for steps in prices().values() for price in steps if price.as_of is not None)
    return f"{newest.isoformat()}-{hashlib.sha256(text).hexdigest()[:12]}"


def cost_nano_usd(model_id: str, usage: Usage, table: PriceTable | None = None) -> int | None:
    """Return the cost, rounded up, or None for a model without a price.

    A call that reads more than a step allows is billed at the next step as a whole.
    """
    known = prices() if table is None else table
    steps = known.get(model_id) or known.get(_billed(model_id), ())
    fitting = [
        price
        for price in steps
        if not price.above_input_tokens or usage.input_tokens > price.above_input_tokens
    ]
    if not fitting:
        return None
    price = fitting[-1]
    plain = usage.input_tokens - usage.cache_read_tokens - usage.cache_write_tokens
    exact = (
        plain * price.input_nano_usd
        + usage.cache_read_tokens * price.cache_read_nano_usd
        + usage.cache_write_tokens * price.cache_write_nano_usd
        + usage.output_tokens * price.output_nano_usd
    )
    return -(-exact // _TOKENS_A_PRICE)


def _billed(model_id: str) -> str:
    """Return the id without dates and versions; Bedrock bills its global and its regional profiles apart."""
    plain = _VERSION.sub("", model_id)
    if not plain.startswith(_BEDROCK):
        return plain
    name = plain.removeprefix(_BEDROCK)
    if name.startswith(_GLOBAL):
        return f"bedrock-global/{name.removeprefix(_GLOBAL)}"
    return f"bedrock-regional/{_REGIONAL.sub('', name)}"


def _price(row: Mapping[str, str]) -> TokenPrice:
    """Cached tokens without a price of their own cost what plain ones do."""
    plain = _nano(row["input_usd"])
    return TokenPrice(
        input_nano_usd=plain,
        output_nano_usd=_nano(row["output_usd"]),
        cache_read_nano_usd=_nano(row["cache_read_usd"]) if row["cache_read_usd"] else plain,
        cache_write_nano_usd=_nano(row["cache_write_usd"]) if row["cache_write_usd"] else plain,
        above_input_tokens=int(row["above_input_tokens"]),
        as_of=date.fromisoformat(row["as_of"]),
    )


def _nano(usd: str) -> int:
    return int(Decimal(usd) * _NANO)
