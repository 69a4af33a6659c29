"""Who acts: the person, the organisation, the role and the device of one request."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    ARCHITECT = "architect"
    VIEWER = "viewer"
    BILLING = "billing"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Principal:
    """An authenticated person acting for one organisation."""

    user_id: str
    organization_id: str
    role: Role
    sign_in_id: str
