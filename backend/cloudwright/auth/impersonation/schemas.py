"""What is known of a time in which an operator looked as a person."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Impersonation(BaseModel):
    """An operator looks as a person, in one of that person's organisations."""

    model_config = ConfigDict(frozen=True)

    id: str
    person_id: str
    organization_id: str
    operator_id: str
    operator_name: str = Field(description="The operator's name at that time.")
    sign_in_id: str = Field(description="The operator's device; it looks as the person, no other does.")
    reason: str
    started_at: datetime
    expires_at: datetime
    ended_at: datetime | None = Field(None, description="When it was ended by hand; else it ends by itself.")

    def over_at(self) -> datetime:
        """Return when it ended, or ends at the latest."""
        return self.expires_at if self.ended_at is None else min(self.ended_at, self.expires_at)
