"""Money of one scope in one period, in memory."""

from dataclasses import dataclass, field

from cloudwright.gateway.admission.schemas import Counter


@dataclass(slots=True)
class Count:
    """`spent` is None until the ledger was asked; `late` was settled before that."""

    counter: Counter
    spent: int | None = None
    held: int = 0
    late: int = 0
    told: dict[int, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        return (self.spent or 0) + self.held

    def spend(self, amount: int) -> None:
        if self.spent is None:
            self.late += amount
        else:
            self.spent += amount
