"""Turns a message into an e-mail: templates are files with `$names`, every value escaped where it is HTML."""

import re
from datetime import datetime
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from cloudwright.notifications.schemas import Content, Email, Message

_PACKAGE = "cloudwright.notifications"
_SUBJECT = "Subject: "
_BLANK = re.compile(r"\s+")


def rendered(message: Message) -> Email:
    """Return the e-mail of a message, as text and as HTML.

    The text template starts with the line `Subject: ...`, then an empty line.
    """
    name, values = message.content.template, _values(message.content)
    head, _, body = _template(f"{name}.txt").substitute(values).partition("\n\n")
    subject = _BLANK.sub(" ", head.removeprefix(_SUBJECT)).strip()
    safe = {key: escape(value) for key, value in values.items()}
    content = _template(f"{name}.html").substitute(safe)
    html = _template("layout.html").substitute(subject=escape(subject), content=content)
    return Email(to=message.to, subject=subject[:200], text=body, html=html)


def _values(content: Content) -> dict[str, str]:
    fields = type(content).model_fields
    return {name: _shown(getattr(content, name)) for name in fields if name != "template"}


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d %B %Y, %H:%M} UTC"
    return str(value)


@cache
def _template(name: str) -> Template:
    return Template((files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8"))
