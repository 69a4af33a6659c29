"""What the audit trail gives out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed: `action` is `object.deed` in the past tense, such as `sign_in.started`."""

    id: str
    at: datetime
    actor_id: str
    action: str
    subject_id: str
    details: Mapping[str, str]
