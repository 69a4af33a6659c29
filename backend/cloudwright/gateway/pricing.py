"""What tokens cost, in billionths of a US dollar."""

from collections.abc import Mapping
from dataclasses import dataclass

from cloudwright.gateway.schemas import Usage

BUILT_IN = "built-in-designer"
_PER = 1_000_000


@dataclass(frozen=True, slots=True)
class TokenPrice:
    """Billionths of a US dollar for a million tokens."""

    input_nano_usd: int
    output_nano_usd: int


PriceTable = Mapping[str, TokenPrice]

PRICES: PriceTable = {BUILT_IN: TokenPrice(input_nano_usd=0, output_nano_usd=0)}


def cost_nano_usd(model_id: str, usage: Usage, prices: PriceTable = PRICES) -> int | None:
    """Return the cost, rounded up, or None for a model without a price."""
    price = prices.get(model_id)
    if price is None:
        return None
    exact = usage.input_tokens * price.input_nano_usd + usage.output_tokens * price.output_nano_usd
    return -(-exact // _PER)
