"""docs/reference/settings.md: everything an operator can set."""

import json
from collections.abc import Iterator

from pydantic import BaseModel

from cloudwright.cli.reference.markdown import table
from cloudwright.config import PREFIX, Settings
from cloudwright.gateway.credentials import Credentials


def page() -> str:
    """Return the page."""
    return "\n".join(
        [
            "# Settings",
            "",
            (
                "Read once at start from the environment and from `.env`; lists are JSON. "
                "`.env.example` holds all of them at their defaults."
            ),
            "",
            *_groups(),
            *_keys(),
        ]
    )


def _groups() -> Iterator[str]:
    for group, field in Settings.model_fields.items():
        kind = field.annotation
        if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
            continue
        yield f"## {group}"
        yield ""
        yield kind.__doc__ or ""
        yield ""
        rows = [
            (f"`{f'{PREFIX}{group}__{name}'.upper()}`", _shown(setting.default), setting.description or "")
            for name, setting in kind.model_fields.items()
        ]
        yield table(("variable", "default", "what it does"), rows)
        yield ""


def _keys() -> Iterator[str]:
    yield "## Keys"
    yield ""
    yield Credentials.__doc__ or ""
    yield ""
    rows = [
        (f"`{name.upper()}`", "(empty)", field.description or "")
        for name, field in Credentials.model_fields.items()
    ]
    yield table(("variable", "default", "what it does"), rows)
    yield ""


def _shown(default: object) -> str:
    match default:
        case "":
            return "(empty)"
        case bool() | list():
            return f"`{json.dumps(default)}`"
        case _:
            return f"`{default}`"
