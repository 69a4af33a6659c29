"""What `users` gives out."""

from pydantic import BaseModel, ConfigDict


class Person(BaseModel):
    """A person as others see them."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    email: str
