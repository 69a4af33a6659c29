"""What `users` gives out."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict


class Person(BaseModel):
    """A person as others see them."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person may enter at all; tokens of an older epoch are worth nothing.

    `operator` is whether they run the installation, `proven` whether their address is known to be theirs.
    """

    epoch: int
    disabled: bool
    operator: bool = False
    proven: bool = False

    def may_enter(self, epoch: int) -> bool:
        """Return whether tokens of this epoch still count."""
        return not self.disabled and epoch == self.epoch


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as they see themselves; `proven` when their address was seen to be theirs."""

    person: Person
    created_at: datetime
    proven: bool
