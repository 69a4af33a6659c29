"""Which models an application may call, as the clients of each provider read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from cloudwright.gateway.wire.bodies import Object

_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Offer:
    """A model by the name that applications use; `owner` is its provider."""

    id: str
    label: str
    owner: str
    since: datetime = _UNKNOWN


def openai_models(offers: Sequence[Offer]) -> bytes:
    """Return the body of `GET /v1/models`."""
    return orjson.dumps({"object": "list", "data": [_openai(offer) for offer in offers]})


def openai_model(offer: Offer) -> bytes:
    """Return the body of `GET /v1/models/{id}`."""
    return orjson.dumps(_openai(offer))


def anthropic_models(offers: Sequence[Offer]) -> bytes:
    """Return the body of `GET /v1/models` for callers that send `anthropic-version`; all on one page."""
    return orjson.dumps(
        {
            "data": [_anthropic(offer) for offer in offers],
            "has_more": False,
            "first_id": offers[0].id if offers else None,
            "last_id": offers[-1].id if offers else None,
        }
    )


def anthropic_model(offer: Offer) -> bytes:
    """Return the body of `GET /v1/models/{id}` for callers that send `anthropic-version`."""
    return orjson.dumps(_anthropic(offer))


def _openai(offer: Offer) -> Object:
    created = int(offer.since.timestamp())
    return {"id": offer.id, "object": "model", "created": created, "owned_by": offer.owner}


def _anthropic(offer: Offer) -> Object:
    since = offer.since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"type": "model", "id": offer.id, "display_name": offer.label, "created_at": since}
