"""How lists are answered: whole, or page by page."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class All(BaseModel, Generic[Item]):
    """Every item there is."""

    model_config = ConfigDict(frozen=True)

    items: tuple[Item, ...]


class Page(BaseModel, Generic[Item]):
    """Some items, and where the next ones begin."""

    model_config = ConfigDict(frozen=True)

    items: tuple[Item, ...]
    next_cursor: str | None = Field(description="Ask with it for the next page; null is the end.")
