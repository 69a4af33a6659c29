"""Money with its currency: exact decimals, rounded only for display."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict

_CENT = Decimal("0.01")


class MinorMoney(BaseModel):
    """Whole minor units of a currency, as payments count them: 1250 USD is $12.50."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount_minor: int
    currency: str


class Money(BaseModel):
    """An exact amount; adding two currencies raises ValueError."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Decimal
    currency: str = "USD"

    @classmethod
    def zero(cls, currency: str = "USD") -> Self:
        return cls(amount=Decimal(0), currency=currency)

    @property
    def rounded(self) -> Decimal:
        """The amount to the cent, halves up."""
        return self.amount.quantize(_CENT, rounding=ROUND_HALF_UP)

    def __add__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(amount=self.amount + other.amount, currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(amount=self.amount - other.amount, currency=self.currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.rounded:,.2f}"

    def _same_currency(self, other: "Money") -> None:
        if other.currency != self.currency:
            raise ValueError(f"cannot combine {self.currency} and {other.currency}")
