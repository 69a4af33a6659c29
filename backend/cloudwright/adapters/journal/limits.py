"""How large a local journal may grow, and how often it is flushed."""

from dataclasses import dataclass, field

from cloudwright.gateway.journal.pressure import Marks


@dataclass(frozen=True, slots=True)
class Limits:
    """`finished_bytes` is kept free for the end of every open call.

    What was said in a call is dropped and counted when it takes more than `most_body_bytes`. Shipped
    segments stay for `kept_seconds`, as evidence; meanwhile they take room.
    """

    limit_bytes: int = 2 << 30
    segment_bytes: int = 16 << 20
    pause_seconds: float = 0.03
    finished_bytes: int = 2_048
    most_body_bytes: int = 512 << 10
    kept_seconds: float = 0.0
    marks: Marks = field(default_factory=Marks)

    def __post_init__(self) -> None:
        if self.limit_bytes < 3 * self.segment_bytes:
            raise ValueError("a journal needs room for three segments: one written, one next, one shipped")
