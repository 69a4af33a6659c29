"""Reads bodies of requests and answers; what is wrong ends in a refusal that names the field."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import orjson

from cloudwright.gateway.wire.ask import Path
from cloudwright.gateway.wire.refusal import Reason, Refusal

MOST_BODY_BYTES = 32 * 1024 * 1024  # what Anthropic takes in one request
_LONGEST_NAME = 256

Object = dict[str, object]


def parsed(body: bytes) -> Object:
    """Return the object that a request is, each key of which stands there once.

    A repeated key is refused at any depth: readers differ in which value they take, and the provider must
    not see another one than the policies and the inspection did.
    """
    if len(body) > MOST_BODY_BYTES:
        raise Refusal(
            Reason.TOO_LARGE,
            "body_too_large",
            f"The request has {len(body):,} bytes and may have {MOST_BODY_BYTES:,}. Send less at once.",
        )
    try:
        found = orjson.loads(body)
        written = orjson.dumps(found)
    except orjson.JSONDecodeError as error:
        raise Refusal(
            Reason.MALFORMED, "invalid_json", f"The body is not valid JSON: {error}. Send one JSON object."
        ) from error
    except TypeError as error:
        raise _too_deep() from error
    if not isinstance(found, dict):
        raise Refusal(
            Reason.MALFORMED, "invalid_json", "The body is JSON but not an object. Send one JSON object."
        )
    if written.count(b":") != body.count(b":") + body.count(b"\\u003a") + body.count(b"\\u003A"):
        _refuse_repeated_keys(body)
    return found


def reread(body: bytes) -> Object:
    """Return the object that a request is, which `parsed` has judged before."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        found = None
    return found if isinstance(found, dict) else parsed(body)


def _refuse_repeated_keys(body: bytes) -> None:
    """Read slowly and surely, once the colons of the text and of what was read differ."""
    try:
        json.loads(body, object_pairs_hook=_once)
    except RecursionError as error:
        raise _too_deep() from error


def _once(pairs: list[tuple[str, object]]) -> Object:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        raise Refusal(
            Reason.MALFORMED,
            "repeated_key",
            f"The key {twice[:80]!r} stands twice in one object. Send it once.",
            parameter=twice[:80],
        )
    return found


def _too_deep() -> Refusal:
    return Refusal(Reason.MALFORMED, "nested_too_deep", "The body is nested too deep. Send a flatter one.")


def spelled(path: Path) -> str:
    """Return a path as developers write it: `messages[0].content`."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return written.removeprefix(".")


def wrong(path: Path, must: str) -> Refusal:
    """Return the refusal of a field that is missing or has another type than it must have."""
    name = spelled(path)
    return Refusal(Reason.MALFORMED, "invalid_field", f"`{name}` must be {must}.", parameter=name)


def model_of(fields: Object) -> str:
    model = fields.get("model")
    if not isinstance(model, str) or not 0 < len(model) <= _LONGEST_NAME or not model.isprintable():
        raise wrong(("model",), f"the name of a model, a text of 1 to {_LONGEST_NAME} characters")
    return model


def end_user_in(fields: Object, *keys: str, path: Path = ()) -> str:
    """Return the id of a user under the first key that has one, or ""."""
    for key in keys:
        found = a_text(fields, key)
        if len(found) > _LONGEST_NAME:
            raise wrong((*path, key), f"a text of at most {_LONGEST_NAME} characters")
        if found:
            return found
    return ""


def flag(fields: Object, key: str) -> bool:
    """Return a truth value; absent and null are false."""
    found = fields.get(key)
    if found is None:
        return False
    if not isinstance(found, bool):
        raise wrong((key,), "true or false")
    return found


def limit(fields: Object, key: str) -> int | None:
    """Return a number of tokens, or None where the client set none."""
    found = fields.get(key)
    if found is None:
        return None
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise wrong((key,), "a whole number of 1 or more")
    return found


def objects(found: object, path: Path) -> Iterable[tuple[Path, Object]]:
    """Yield the objects of a list with their paths; absent and null are an empty list."""
    if found is None:
        return
    if not isinstance(found, list):
        raise wrong(path, "a list")
    for place, item in enumerate(found):
        if not isinstance(item, dict):
            raise wrong((*path, place), "an object")
        yield (*path, place), item


def an_object(fields: Object, key: str, path: Path = ()) -> Object:
    """Return the object under a key; absent and null are an empty one."""
    found = fields.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise wrong((*path, key), "an object")
    return found


def a_text(fields: Object, key: str) -> str:
    """Return the text under a key, or "" where there is none; the provider judges other types."""
    found = fields.get(key)
    return found if isinstance(found, str) else ""


def index_of(fields: Object, *, otherwise: int = 0) -> int:
    """Return the place that a part of an answer has."""
    found = fields.get("index")
    return found if isinstance(found, int) and not isinstance(found, bool) else otherwise


def answered(body: bytes) -> Object:
    """Return the object that an answer is."""
    found = lenient(body)
    if not isinstance(found, dict):
        raise unreadable()
    return found


@contextmanager
def reading_an_answer() -> Iterator[None]:
    """Turn what is wrong with a field into the provider's fault."""
    try:
        yield
    except Refusal as refusal:
        raise unreadable() from refusal


def lenient(data: bytes) -> object:
    """Return what a provider wrote, also with halves of surrogate pairs; None where it is no JSON."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def unreadable() -> Refusal:
    return Refusal(
        Reason.BROKEN,
        "answer_unreadable",
        "The provider's answer is not in its own format. Try again, or choose another model.",
    )


def written(value: object) -> bytes:
    """Return JSON; halves of surrogate pairs that a provider wrote stay escaped."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":")).encode()


def replaced(root: object, texts: Mapping[Path, str]) -> None:
    """Put other texts where the paths lead, which have to be there."""
    for path, text in texts.items():
        place = root
        for step in path[:-1]:
            place = place[step]  # type: ignore[index]  # paths come from a reading of the same body
        place[path[-1]] = text  # type: ignore[index]  # as above
